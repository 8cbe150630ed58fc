import styles from './execution.module.css';
import type { RuleLine } from './execution-api.ts';

const WIDTH = 96;
const HEIGHT = 24;

/** The share in time of the last twelve periods as bars, oldest at the left; each says its period and figure. */
export function Sparkline({ trend }: { trend: RuleLine['trend'] }) {
  const width = WIDTH / 12;
  const words = trend.map(({ period, onTime }) => `${period} ${onTime === null ? '未到期' : `${onTime}%`}`);
  return (
    <svg className={styles.spark} width={WIDTH} height={HEIGHT} role="img" aria-label={words.join('，')}>
      <title>{words.join('\n')}</title>
      <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      {trend.map(({ period, onTime }, index) => {
        const height = onTime === null ? 0 : Math.max(1, (onTime / 100) * (HEIGHT - 2));
        return <rect key={period} x={index * width + 1} y={HEIGHT - 1 - height} width={width - 2} height={height} />;
      })}
    </svg>
  );
}
