import type { EChartsOption } from 'echarts';
import { colors } from '../../../../web/theme/tokens.ts';
import type { Summary } from './scenario-api.ts';

/** More bars than this nobody tells apart; the table below has them all. */
const MOST_BARS = 16;

/** What is left undone in each institution, before and after, as pairs of bars. */
export function failuresByInstitution(
  { institutions }: Summary,
  [before = '', after = '']: readonly string[],
): EChartsOption {
  const shown = institutions.slice(0, MOST_BARS);
  const bars = (name: string, color: string, values: number[]) => ({
    name,
    type: 'bar' as const,
    data: values,
    itemStyle: { color },
  });
  return {
    grid: { left: 48, right: 16, top: 32, bottom: 64 },
    legend: { top: 0, right: 0 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: shown.map(({ name }) => name ?? '（无机构）'), axisLabel: { rotate: 30 } },
    yAxis: { type: 'value', minInterval: 1 },
    series: [
      bars(
        before,
        colors.hairlineStrong,
        shown.map((line) => line.before.failed),
      ),
      bars(
        after,
        colors.mo,
        shown.map((line) => line.after.failed),
      ),
    ],
  };
}
