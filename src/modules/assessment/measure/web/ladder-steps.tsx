import type { PointsOfCycle } from '../../points/web/points-columns.tsx';
import styles from './ladder.module.css';

type Position = PointsOfCycle['ladders'][number];

/** A ladder as a line of steps, the present one marked, and what once more would mean (依据 ASM-4). */
export function LadderSteps({ ladder }: { ladder: Position }) {
  const { rank, next, step, steps } = ladder;
  return (
    <div className={styles.ladder}>
      <ol className={styles.steps}>
        {steps.map(({ title, from }) => (
          <li key={title} className={rank >= from ? styles.reached : styles.ahead} aria-current={step === title}>
            <span className={styles.from}>第 {from} 次起</span>
            {step === title ? '▲ ' : ''}
            {title}
          </li>
        ))}
      </ol>
      <p className={styles.next}>{wordsOf(rank, next)}</p>
    </div>
  );
}

function wordsOf(rank: number, next: string | null): string {
  const now = rank === 0 ? '目前没有计入的违规' : `目前计入 ${rank} 次`;
  return next === null ? `${now}；再有 1 次仍不处置` : `${now}；再有 1 次将${next}`;
}
