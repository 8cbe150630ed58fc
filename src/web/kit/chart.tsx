import type { EChartsOption } from 'echarts';
import { lazy, Suspense } from 'react';
import { Skeleton } from './states.tsx';

const ChartCanvas = lazy(() => import('./chart-canvas.tsx'));

export type ChartProps = {
  /** What the drawing says, in words, for those who do not see it. */
  label: string;
  option: EChartsOption;
  /** Pixels. */
  height?: number;
};

/** A drawing (line, bar, heat map). ECharts comes with the first one only. */
export function Chart({ height = 220, ...props }: ChartProps) {
  return (
    <div style={{ height }}>
      <Suspense fallback={<Skeleton rows={4} />}>
        <ChartCanvas {...props} />
      </Suspense>
    </div>
  );
}
