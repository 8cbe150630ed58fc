import type { EChartsOption } from 'echarts';
import { colors } from '../../../../web/theme/tokens.ts';
import type { ComparisonLine } from './comparison-table.tsx';

/** More bars than this nobody tells apart; the table below has them all. */
const MOST_BARS = 16;

/** What is left undone in each institution, by the sides that `titles` names, as groups of bars. */
export function failuresByInstitution(titles: readonly string[], lines: readonly ComparisonLine[]): EChartsOption {
  const shown = lines.slice(0, MOST_BARS);
  const sides = [
    shown.map(({ sides: { before } }) => before.failed),
    shown.map(({ sides: { after } }) => after.failed),
    shown.map(({ sides: { before }, other }) => (other ?? before).failed),
  ];
  const inks = [colors.hairlineStrong, colors.mo, colors.song];
  return {
    grid: { left: 48, right: 16, top: 32, bottom: 64 },
    legend: { top: 0, right: 0 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: shown.map(({ name }) => String(name)), axisLabel: { rotate: 30 } },
    yAxis: { type: 'value', minInterval: 1 },
    series: titles.map((name, index) => ({
      name,
      type: 'bar' as const,
      data: sides[index] ?? [],
      itemStyle: { color: inks[index] ?? colors.mo },
    })),
  };
}
