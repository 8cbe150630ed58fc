import { Link } from 'wouter';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { Progress } from '../../../../web/kit/progress.tsx';
import type { DutyStatus } from '../../../../web/kit/status.ts';
import { DutyStatusMark } from '../../../../web/kit/status-mark.tsx';
import styles from './as-of.module.css';
import { type Change, changeText, differenceOf, type Line } from './changes.ts';

/** Then beside today, line by line, with what came between (依据 RUL-5). */
export function AsOfList({ lines, day }: { lines: readonly Line[]; day: string }) {
  return (
    <ul className={styles.list}>
      {lines.map((line) => (
        <li key={`${line.rule} ${line.subjectId} ${line.anchor}`} className={styles.line}>
          <div className={styles.what}>
            <Subject line={line} />
            <span>
              {line.title}{' '}
              <ClauseChip
                clause={line.rule}
                duty={{ rule: line.rule, subject: line.subjectId, anchor: line.anchor, on: day }}
              />
            </span>
            <span className={styles.quiet}>第 {line.version} 版</span>
          </div>
          <Side title="当时" standing={line.past} none="当时没有这笔义务" />
          <Side title="今天" standing={line.today} none="已不存在" changed={differenceOf(line) !== 'none'} />
          <Why line={line} />
        </li>
      ))}
    </ul>
  );
}

function Subject({ line }: { line: Line }) {
  const name = line.subjectName ?? line.subjectNo;
  if (line.subjectType !== 'customer') return <strong>{name}</strong>;
  return <Link href={`/customers/${line.subjectId}`}>{name}</Link>;
}

function Side({
  title,
  standing,
  none,
  changed = false,
}: {
  title: string;
  standing: Line['past'];
  none: string;
  changed?: boolean;
}) {
  return (
    <div className={styles.side} data-changed={changed || undefined}>
      <span className={styles.quiet}>{title}</span>
      {standing === null ? (
        <span className={styles.quiet}>{none}</span>
      ) : (
        <>
          <Progress got={standing.got} need={standing.need} /> <DutyStatusMark status={standing.status as DutyStatus} />
        </>
      )}
    </div>
  );
}

function Why({ line }: { line: Line }) {
  const difference = differenceOf(line);
  if (difference === 'none' && line.changes.length === 0) return <p className={styles.why}>与今天相同</p>;
  return (
    <div className={styles.why}>
      {difference === 'learnt' && <p>△ 按今天所知，那天应是另一个结果</p>}
      {difference === 'passed' && line.changes.length === 0 && <p>只是时间过去了：期限已到</p>}
      <ul>
        {line.changes.map((change) => (
          <li key={`${change.kind} ${change.at} ${change.detail}`}>
            <Instant at={change.at} /> {change.by} {changeText(change)} <Source change={change} line={line} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Where the change can be looked at. */
function Source({ change, line }: { change: Change; line: Line }) {
  if ((change.kind === 'judged' || change.kind === 'appealed') && line.breachId !== null)
    return <Link href={`/breaches/${line.breachId}`}>看违规</Link>;
  if (change.kind === 'calendar') return <Link href="/calendar">看日历</Link>;
  if (change.kind === 'version') return <Link href="/rulebook/compare">看修订</Link>;
  return line.subjectType === 'customer' ? <Link href={`/customers/${line.subjectId}`}>看客户</Link> : null;
}
