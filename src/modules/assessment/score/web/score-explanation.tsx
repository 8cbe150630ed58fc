import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../../../web/api/client.ts';
import { useAct } from '../../../../web/api/query.ts';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import { SidePanel } from '../../../../web/kit/side-panel.tsx';
import { quantityText } from './quantity.ts';
import styles from './score.module.css';
import type { ScoreRow, ScoresOfPeriod } from './score-columns.tsx';

type Props = { scores: ScoresOfPeriod; row: ScoreRow; onClose: () => void };
type Measure = ScoreRow['result']['measures'][number];

/** One person's score, every number opened into its arithmetic (依据 ASM-7). */
export function ScoreExplanation({ scores, row, onClose }: Props) {
  const { measures, adjustments, total } = row.result;
  return (
    <SidePanel title={`${row.name} · ${scores.period}`} onClose={onClose}>
      <p>
        总分 <strong className={styles.total}>{total}</strong> 分，第 {row.place} 名，共 {row.peers} 人
      </p>
      <Section title="算法" note={<ClauseChip clause={scores.clause} />}>
        <ul className={styles.lines}>
          {measures.map((measure) => (
            <li key={measure.id}>
              <span>{measure.label}</span>
              <strong>{measure.score}</strong>
              <span className={styles.how}>{howOf(measure)}</span>
              {scores.closing === null && scores.mayEnter.includes(measure.id) && (
                <Entry scores={scores} row={row} measure={measure} />
              )}
            </li>
          ))}
          {adjustments.map(({ id, label, value, each, score }) => (
            <li key={id}>
              <span>{label}</span>
              <strong>{score}</strong>
              <span className={styles.how}>{value === null ? '不适用' : `${quantityText(value)} × ${each}`}</span>
            </li>
          ))}
          <li className={styles.sum}>
            <span>合计</span>
            <strong>{total}</strong>
          </li>
        </ul>
      </Section>
    </SidePanel>
  );
}

function howOf({ value, target, ratio, weight, carried }: Measure): string {
  if (ratio === null) return `不适用；权重 ${weight} 分给其余各项`;
  const reached = value === null ? '目标为零，视为完成' : `${quantityText(value)} ÷ 目标 ${target}，计 ${ratio}%`;
  const share = quantityText(carried);
  return share === weight
    ? `${reached} × 权重 ${weight}`
    : `${reached} × 权重 ${share}（原 ${weight}，含不适用项分来的）`;
}

/** A superior's number, as long as the period is not closed. */
function Entry({ scores, row, measure }: { scores: ScoresOfPeriod; row: ScoreRow; measure: Measure }) {
  const path = `/api/scores/${scores.score}/${scores.period}`;
  const [value, setValue] = useState(measure.value === null ? '' : quantityText(measure.value));
  const save = useAct({
    run: () => api.put(`${path}/entries`, { staff: row.staffId, measure: measure.id, value }),
    touches: [[path], [`${path}/rows`]],
    done: `${measure.label}已录入`,
  });
  return (
    <span className={styles.entry}>
      <Input
        size="small"
        aria-label={measure.label}
        inputMode="decimal"
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <Button size="small" disabled={value === ''} loading={save.isPending} onClick={() => save.mutate(undefined)}>
        录入
      </Button>
    </span>
  );
}
