import type { ReactNode } from 'react';
import type { Json } from '../../../../web/api/json.ts';
import { useToday, useZone } from '../../../../web/kit/bank.ts';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { instantText, timeText } from '../../../../web/kit/dates.ts';
import type { BoardOuting } from '../board.ts';
import styles from './outing.module.css';
import { StopLine } from './stop-line.tsx';

export type OutingCardProps = {
  outing: Json<BoardOuting>;
  /** The board's present: the server's clock, not the device's. */
  now: string;
  own: boolean;
  actions?: ReactNode;
};

/** Somebody's outing as the board shows it: who, where, with whom, back when. */
export function OutingCard({ outing, now, own, actions }: OutingCardProps) {
  return (
    <article className={styles.card} data-outing={outing.no} data-state={outing.state} aria-label={outing.staff}>
      <header className={styles.head}>
        <span className={styles.staff}>{outing.staff}</span>
        {outing.kind === 'private' && <span className={styles.private}>因私</span>}
        <span className={styles.faint}>{outing.institution}</span>
        <Times outing={outing} now={now} />
      </header>
      <p className={styles.business}>{outing.business}</p>
      <ul>
        {outing.stops.map((stop) => (
          <StopLine key={stop.id} stop={stop} outing={outing} own={own} />
        ))}
      </ul>
      {outing.result !== null && <p className={styles.result}>{outing.result}</p>}
      {outing.rule !== null && (
        <p className={styles.faint}>
          归行期限 <ClauseChip clause={outing.rule} duty={dutyOf(outing, outing.rule)} />
        </p>
      )}
      <footer className={styles.foot}>
        <span className={styles.faint}>
          {outing.acknowledgedBy === null ? '主管尚未知悉' : `${outing.acknowledgedBy} 已知悉`}
        </span>
        {actions}
      </footer>
    </article>
  );
}

function dutyOf({ staffId, no }: Json<BoardOuting>, rule: string) {
  return { rule, subject: staffId, anchor: no };
}

function Times({ outing, now }: { outing: Json<BoardOuting>; now: string }) {
  const zone = useZone();
  const today = useToday();
  const show = (at: string) => instantText(at, zone, today).replace(`${todayText(today, now, zone)} `, '');
  if (outing.state === 'returned') {
    return (
      <span className={styles.times}>
        {show(outing.outAt ?? outing.plannedOutAt)} – {timeText(outing.returnedAt ?? now, zone)} 已归
      </span>
    );
  }
  const late = outing.state === 'out' && outing.expectedReturnAt < now;
  return (
    <span className={styles.times}>
      {show(outing.outAt ?? outing.plannedOutAt)} {outing.state === 'out' ? '外出' : '计划外出'}，
      <span className={late ? styles.late : undefined}>
        {late && '▲ '}预计 {show(outing.expectedReturnAt)} 归{late && '，尚未归行'}
      </span>
    </span>
  );
}

/** Today's own date is left out: a board speaks of today. */
function todayText(today: string, now: string, zone: string): string {
  return instantText(now, zone, today).split(' ').slice(0, -1).join(' ');
}
