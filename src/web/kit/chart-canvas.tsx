import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { colors, fonts, sizes } from '../theme/tokens.ts';
import type { ChartProps } from './chart.tsx';

echarts.use([
  BarChart,
  HeatmapChart,
  LineChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);

const axis = {
  axisLine: { lineStyle: { color: colors.hairlineStrong } },
  axisLabel: { color: colors.textFaint, fontSize: sizes.fontSmall },
  splitLine: { lineStyle: { color: colors.hairline } },
};

/** Ink on paper here too; 朱 is not among the colours of series. */
echarts.registerTheme('zhanye', {
  color: [colors.mo, colors.song, colors.zhe, colors.textFaint],
  textStyle: { fontFamily: fonts },
  timeAxis: axis,
  categoryAxis: axis,
  valueAxis: axis,
  line: { symbol: 'none', lineStyle: { width: 1.5 } },
  animation: false,
});

export default function ChartCanvas({ label, option }: Omit<ChartProps, 'height'>) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(undefined);
  useEffect(() => {
    const node = frame.current;
    if (node === null) return;
    const drawn = echarts.init(node, 'zhanye', { renderer: 'svg' });
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(node);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ animation: false, ...option }, { notMerge: true });
  }, [option]);
  return <div ref={frame} role="img" aria-label={label} style={{ height: '100%' }} />;
}
