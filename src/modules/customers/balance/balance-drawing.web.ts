import type { EChartsOption } from 'echarts';
import { moneyText } from '../../../web/kit/money.ts';
import { colors } from '../../../web/theme/tokens.ts';
import type { Balances, Point } from '../customer/customer-api.web.ts';

const WAN = 10_000;
/** A tier line further above than this would press the curves flat. */
const HEADROOM = 1.6;
/** Lines nearer to each other or to the ground than this share of the height cannot be told apart. */
const LEAST_GAP = 0.08;

const SERIES = [
  { name: '存款', value: ({ deposit }: Point) => deposit },
  { name: '授信', value: ({ credit }: Point) => credit },
  { name: '贷款', value: ({ loan }: Point) => loan },
] as const;

/** Heights on paper, in 万元; figures that people read come from the exact text. */
const height = (yuan: string) => Number(yuan) / WAN;

/** Each balance holds until the next, hence steps; the tier lines are those that the curves come near. */
export function balanceDrawing({ from, today, items, tierLines }: Balances): EChartsOption {
  const highest = Math.max(0, ...items.flatMap((point) => SERIES.map(({ value }) => height(value(point)))));
  const lines = apart(tierLines, highest);
  const last = items.at(-1);
  return {
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 16, itemHeight: 2, icon: 'rect', data: SERIES.map(({ name }) => name) },
    tooltip: { trigger: 'axis', valueFormatter: (value) => readWan(value) },
    xAxis: { type: 'time', min: from, max: today },
    yAxis: { type: 'value', splitNumber: 4 },
    series: [
      ...SERIES.map(({ name, value }) => ({
        name,
        type: 'line' as const,
        step: 'end' as const,
        data: [
          ...items.map((point) => [point.on, height(value(point))]),
          ...(last === undefined ? [] : [[today, height(value(last))]]),
        ],
      })),
      ...lines.map(({ label, amount }) => ({
        name: label,
        type: 'line' as const,
        silent: true,
        tooltip: { show: false },
        lineStyle: { type: 'dashed' as const, width: 1, color: colors.hairlineStrong },
        endLabel: {
          show: true,
          formatter: label,
          align: 'right' as const,
          // Below its line: who has reached a tier keeps his curve above it.
          offset: [-4, 10],
          color: colors.textFaint,
          backgroundColor: colors.surface,
        },
        data: [
          [from, height(amount)],
          [today, height(amount)],
        ],
      })),
    ],
  };
}

/** Lines from the highest down; one that would lie upon another or upon the ground is left out. */
function apart(lines: Balances['tierLines'], highest: number): Balances['tierLines'] {
  const gap = highest * LEAST_GAP;
  const kept: Balances['tierLines'] = [];
  for (const line of lines.toSorted((a, b) => height(b.amount) - height(a.amount))) {
    const at = height(line.amount);
    const above = kept.at(-1);
    const isClear = above === undefined || height(above.amount) - at >= gap;
    if (at <= highest * HEADROOM && at >= gap && isClear) kept.push(line);
  }
  return kept;
}

function readWan(value: unknown): string {
  const text = moneyText(Number(value) * WAN);
  return text === null ? '—' : `${text.text} ${text.unit}`;
}
