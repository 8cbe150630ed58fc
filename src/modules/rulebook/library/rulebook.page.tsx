import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { ROLE_TITLES } from '../../../kernel/access/roles.ts';
import { api } from '../../../web/api/client.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../web/kit/clause-chip.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import { RuleResult } from './web/rule-result.tsx';
import styles from './web/rulebook.module.css';
import type { ClauseView, RegulationView, RuleResult as Result, RulebookView, RuleView } from './web/rulebook-api.ts';

/** 制度: every clause with its text, what it asks in one sentence, and how it stands in this period. */
export default function RulebookPage() {
  const query = useQuery({
    queryKey: ['/api/rulebook'],
    queryFn: ({ signal }) => api.get<RulebookView>('/api/rulebook', {}, signal),
  });
  const results = useQuery({
    queryKey: ['/api/rulebook/results'],
    queryFn: ({ signal }) => api.get<{ items: Result[] }>('/api/rulebook/results', {}, signal),
  });
  const loaded = query.data !== undefined;
  useEffect(() => {
    // The address may name a clause; it can be shown only once the book is there.
    if (loaded) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }, [loaded]);
  return (
    <Loaded query={query}>
      {(book) => (
        <Page
          title={book.title}
          note={
            <>
              第 {book.version} 版，自 <CivilDate date={book.effectiveOn} /> 起施行
              {book.until !== null && (
                <>
                  ，至 <CivilDate date={book.until} /> 前
                </>
              )}
            </>
          }
          actions={
            <>
              <Link href="/reading">必读</Link>
              <Link href="/rulebook/compare">历次版本与修订对照</Link>
            </>
          }
        >
          <div className={styles.book}>
            <Contents book={book} />
            <div>
              {book.regulations.map((regulation) => (
                <Regulation key={regulation.id} regulation={regulation} book={book} results={results.data?.items} />
              ))}
              <Parameters book={book} />
              <PointsTables book={book} />
            </div>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function Contents({ book }: { book: RulebookView }) {
  return (
    <nav className={styles.contents} aria-label="目录">
      {book.regulations.flatMap(({ id, chapters }) =>
        chapters.map((chapter) => (
          <div key={`${id} ${chapter.title}`}>
            <p className={styles.contentsChapter}>{chapter.title}</p>
            {chapter.clauses.map((clause) => (
              <a key={clause.id} href={`#${clause.id}`}>
                <span className={styles.contentsId}>{clause.id}</span>
                {clause.title}
              </a>
            ))}
          </div>
        )),
      )}
    </nav>
  );
}

type BookParts = { book: RulebookView; results: Result[] | undefined };

function Regulation({ regulation, book, results }: { regulation: RegulationView } & BookParts) {
  return (
    <section>
      <h2>{regulation.title}</h2>
      <p className={styles.issuer}>
        {regulation.issuer} · 适用于{regulation.scope} · 必读：
        {regulation.readers === undefined ? '全员' : regulation.readers.map((role) => ROLE_TITLES[role]).join('、')}
      </p>
      {regulation.chapters.map((chapter) => (
        <section key={chapter.title}>
          <h3 className={styles.chapter}>{chapter.title}</h3>
          {chapter.clauses.map((clause) => (
            <Clause key={clause.id} clause={clause} book={book} results={results} />
          ))}
        </section>
      ))}
    </section>
  );
}

function Clause({ clause, book, results }: { clause: ClauseView } & BookParts) {
  return (
    <article id={clause.id} className={styles.clause}>
      <h4 className={styles.clauseTitle}>
        <ClauseChip clause={clause.id} /> {clause.title}
      </h4>
      <p className={styles.text}>{clause.text}</p>
      {book.rules
        .filter((rule) => rule.clause === clause.id)
        .map((rule) => (
          <Rule
            key={rule.id}
            rule={rule}
            parameters={book.parameters}
            result={results?.find((result) => result.rule === rule.id)}
          />
        ))}
    </article>
  );
}

type RuleProps = { rule: RuleView; parameters: RulebookView['parameters']; result: Result | undefined };

function Rule({ rule, parameters, result }: RuleProps) {
  const figures = parameters.filter(({ name }) => rule.parameters.includes(name));
  return (
    <div className={styles.rule}>
      <p className={styles.ruleTitle}>
        <ClauseChip clause={rule.id} />
        <strong>{rule.title}</strong>
        {rule.points !== null && <span className={styles.cost}>违反一次 {rule.points.points} 分</span>}
      </p>
      <p className={styles.sentence}>{rule.sentence}</p>
      {figures.length > 0 && (
        <p className={styles.none}>
          参数：{figures.map(({ label, value, unit }) => `${label} ${figureOf(value)} ${unit}`).join('；')}
        </p>
      )}
      {result !== undefined && <RuleResult result={result} />}
    </div>
  );
}

function Parameters({ book }: { book: RulebookView }) {
  return (
    <Section title="参数" note="规则里的每个数都在这里，附出处">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">名称</th>
            <th scope="col">条款</th>
            <th scope="col" className={styles.figure}>
              现值
            </th>
          </tr>
        </thead>
        <tbody>
          {book.parameters.map(({ name, label, value, unit, clause }) => (
            <tr key={name}>
              <td>{label}</td>
              <td>
                <ClauseChip clause={clause} />
              </td>
              <td className={styles.figure}>
                {figureOf(value)} {unit}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

const figureOf = (value: string) => (Number.isNaN(Number(value)) ? value : Number(value).toLocaleString('zh-CN'));

function PointsTables({ book }: { book: RulebookView }) {
  return (
    <>
      {book.pointsTables.map((table) => (
        <Section key={table.id} title={table.title} note={<ClauseChip clause={table.clause} />}>
          <table className={styles.table}>
            <tbody>
              {table.items.map((item) => (
                <tr key={item.id}>
                  <td>{item.label}</td>
                  <td className={styles.figure}>{item.points} 分</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      ))}
    </>
  );
}
