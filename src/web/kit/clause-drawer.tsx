import { useQuery } from '@tanstack/react-query';
import { createPortal } from 'react-dom';
import { Link } from 'wouter';
import type { WitnessFact, WitnessMember } from '../../kernel/rulebook/explanation.ts';
import { api } from '../api/client.ts';
import { useToday } from './bank.ts';
import { CivilDate, LocalTime } from './civil-date.tsx';
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

function Members({ members }: { members: WitnessMember[] }) {
  if (members.length === 0) return null;
  const counted = members.filter(({ counts }) => counts);
  const others = members.filter(({ counts }) => !counts);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        计入的对象 <span className={styles.count}>{counted.length}</span>
      </h3>
      <p className={styles.source}>{counted.map(({ no }) => no).join('、') || '无'}</p>
      {others.length > 0 && (
        <p className={styles.source}>
          只在总数之内 {others.length}：{others.map(({ no }) => no).join('、')}
        </p>
      )}
    </section>
  );
}

function Body({ explanation, on }: { explanation: Explanation; on: string | undefined }) {
  const today = useToday();
  const { clause, duty, provisionalYears, rulebookVersion } = explanation;
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
        {on !== undefined && (
          <p className={styles.provisional}>
            △ 按 <CivilDate date={on} /> 终了时所知
          </p>
        )}
        <p className={styles.result}>
          <DutyStatusMark status={duty.status} /> <Progress got={duty.got} need={duty.need} />
          <span className={styles.source}>
            对象 {duty.subject} · 责任人 {duty.bearer ?? '无'}
          </span>
        </p>
        <p className={styles.source}>
          自 <LocalTime at={duty.start} /> 起，至 <LocalTime at={duty.until} /> 前 · 制度第 {rulebookVersion} 版
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
      <Members members={explanation.members} />
      <Facts title="计入的事实" facts={facts.counting} none="还没有计入的事实" />
      <Facts title="未计入的事实" facts={facts.others} none="没有被排除的事实" />
    </>
  );
}

/** What `GET /api/clauses/:id` answers. */
type ClauseView = {
  clause: { id: string; title: string; text: string };
  rules: { id: string; title: string; sentence: string | null }[];
  parameters: { name: string; label: string; value: string; unit: string }[];
};

function ClauseBody({ view: { clause, rules, parameters } }: { view: ClauseView }) {
  return (
    <>
      <section className={styles.section}>
        <h3 className={styles.heading}>{clause.title}</h3>
        <p className={styles.clause}>{clause.text}</p>
        <p className={styles.source}>
          <Link href={`/rulebook#${clause.id}`}>在制度中看 {clause.id}</Link>
        </p>
      </section>
      {rules.length > 0 && (
        <section className={styles.section}>
          <h3 className={styles.heading}>据此计算</h3>
          <ul>
            {rules.map(({ id, title, sentence }) => (
              <li key={id} className={styles.fact}>
                <span className={styles.factTitle}>
                  {id} {title}
                </span>
                {sentence !== null && <span className={styles.reason}>{sentence}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {parameters.length > 0 && (
        <section className={styles.section}>
          <h3 className={styles.heading}>参数</h3>
          <ul>
            {parameters.map(({ name, label, value, unit }) => (
              <li key={name} className={styles.step}>
                <span>{label}</span>
                <span className={styles.value}>
                  {value} {unit}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function OfClause({ clause, onClose }: { clause: string; onClose: () => void }) {
  const path = `/api/clauses/${encodeURIComponent(clause)}`;
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<ClauseView>(path, {}, signal),
    staleTime: 300_000,
  });
  const title = query.data === undefined ? clause : `${query.data.clause.id} ${query.data.clause.title}`;
  return (
    <SidePanel over title={title} onClose={onClose}>
      <Loaded query={query}>{(view) => <ClauseBody view={view} />}</Loaded>
    </SidePanel>
  );
}

function OfDuty({ duty, onClose }: { duty: DutyKey; onClose: () => void }) {
  const query = useQuery({
    queryKey: ['/api/duties/explain', duty],
    queryFn: ({ signal }) => fetchExplanation(duty, signal),
  });
  const title = query.data === undefined ? duty.rule : `${query.data.duty.rule} ${query.data.title}`;
  return (
    <SidePanel over title={title} onClose={onClose}>
      <Loaded query={query}>{(explanation) => <Body explanation={explanation} on={duty.on} />}</Loaded>
    </SidePanel>
  );
}

type Props = { clause: string; duty?: DutyKey | undefined; onClose: () => void };

/** The one explanation: a clause with what is computed by it; of a duty its arithmetic and the facts for and against. */
export default function ClauseDrawer({ clause, duty, onClose }: Props) {
  // In the body: a table row's or a sticky bar's own stacking must not hold the drawer down. React still passes clicks
  // on to the row that the chip stands in, so they end here.
  return createPortal(
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done by this click
    // biome-ignore lint/a11y/useKeyWithClickEvents: nothing is done by this click
    <div onClick={(event) => event.stopPropagation()}>
      {duty === undefined ? <OfClause clause={clause} onClose={onClose} /> : <OfDuty duty={duty} onClose={onClose} />}
    </div>,
    document.body,
  );
}
