import { useQuery } from '@tanstack/react-query';
import { createPortal } from 'react-dom';
import type { WitnessFact } from '../../kernel/rulebook/explanation.ts';
import { useToday } from './bank.ts';
import { LocalTime } from './civil-date.tsx';
import styles from './clause-drawer.module.css';
import { methodText } from './contact-words.ts';
import { type DutyKey, type Explanation, fetchExplanation, reasonText, splitFacts, stepsOf } from './explanation.ts';
import { Progress } from './progress.tsx';
import { SidePanel } from './side-panel.tsx';
import { Loaded } from './states.tsx';
import { DutyStatusMark } from './status-mark.tsx';

function Facts({ title, facts, none }: { title: string; facts: WitnessFact[]; none: string }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        {title} <span className={styles.count}>{facts.length}</span>
      </h3>
      {facts.length === 0 && <p className={styles.none}>{none}</p>}
      <ul>
        {facts.map((fact) => (
          <li key={`${fact.key} ${fact.verdict}`} className={styles.fact}>
            <span className={styles.factTitle}>
              {fact.method === null ? fact.kind : methodText(fact.method)} {fact.actor} {fact.reason}
            </span>
            <span className={styles.factTimes}>
              发生 <LocalTime at={fact.occurredAt} /> · 入账 <LocalTime at={fact.recordedAt} /> · {fact.key}
            </span>
            <span className={styles.reason}>{reasonText(fact.verdict)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Body({ explanation }: { explanation: Explanation }) {
  const today = useToday();
  const { clause, duty, provisionalYears } = explanation;
  const facts = splitFacts(explanation.facts);
  return (
    <>
      {clause !== null && (
        <section className={styles.section}>
          <h3 className={styles.heading}>{clause.title}</h3>
          <p className={styles.clause}>{clause.text}</p>
        </section>
      )}
      <section className={styles.section}>
        <h3 className={styles.heading}>这一笔怎么算</h3>
        <p className={styles.result}>
          <DutyStatusMark status={duty.status} /> <Progress got={duty.got} need={duty.need} />
          <span className={styles.source}>
            对象 {duty.subject} · 责任人 {duty.bearer ?? '无'}
          </span>
        </p>
        <p className={styles.source}>
          自 <LocalTime at={duty.start} /> 起，至 <LocalTime at={duty.until} /> 前
        </p>
        {provisionalYears.length > 0 && (
          <p className={styles.provisional}>△ {provisionalYears.join('、')} 年工作日历尚未公布，按暂定日历计算</p>
        )}
        <ol className={styles.steps}>
          {stepsOf(explanation, today).map((step) => (
            <li key={step.label} className={styles.step}>
              <span>{step.label}</span>
              <span className={styles.value}>{step.value}</span>
            </li>
          ))}
        </ol>
      </section>
      <Facts title="计入的事实" facts={facts.counting} none="还没有计入的事实" />
      <Facts title="未计入的事实" facts={facts.others} none="没有被排除的事实" />
    </>
  );
}

/** Why this duty stands as it does: the clause's text, the arithmetic, the facts for and against. */
export default function ClauseDrawer({ duty, onClose }: { duty: DutyKey; onClose: () => void }) {
  const query = useQuery({
    queryKey: ['/api/duties/explain', duty],
    queryFn: ({ signal }) => fetchExplanation(duty, signal),
  });
  const title = query.data === undefined ? duty.rule : `${query.data.duty.rule} ${query.data.title}`;
  // In the body: a table row's or a sticky bar's own stacking must not hold the drawer down.
  return createPortal(
    <SidePanel over title={title} onClose={onClose}>
      <Loaded query={query}>{(explanation) => <Body explanation={explanation} />}</Loaded>
    </SidePanel>,
    document.body,
  );
}
