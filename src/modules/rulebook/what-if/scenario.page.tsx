import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { useKeysetList } from '../../../web/api/query.ts';
import { Chart } from '../../../web/kit/chart.tsx';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../web/kit/clause-chip.tsx';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { SidePanel } from '../../../web/kit/side-panel.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { DutyStatusMark } from '../../../web/kit/status-mark.tsx';
import type { Column } from '../../../web/kit/table-columns.ts';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import type { ScenarioDuty, ScenarioSide } from './list-duties.ts';
import { type ComparisonLine, ComparisonTable } from './web/comparison-table.tsx';
import { failuresByInstitution } from './web/failures-chart.ts';
import { besideLine, rulesOfBoth } from './web/pair.ts';
import { LIST, type Summary, useSummary } from './web/scenario-api.ts';
import styles from './web/what-if.module.css';

/** The other scenario of a pair, if one was asked for. */
type Pair = { own: Summary; other: Summary | undefined };

/** 推演结果: what a draft would have meant, beside what was, and beside another draft if two were chosen. */
export default function ScenarioPage() {
  const { id } = useParams<{ id: string }>();
  const { values } = useUrlQuery();
  const query = useSummary(Number(id));
  const other = useSummary(values.with === undefined ? null : Number(values.with));
  return (
    <Page
      title={query.data === undefined ? '推演结果' : `推演：${query.data.title}`}
      note={
        query.data !== undefined && (
          <>
            <CivilDate date={query.data.from} /> 至 <CivilDate date={query.data.until} />
            （不含）· 未完成都按认定计，积分不计封顶
          </>
        )
      }
    >
      <Loaded query={query} rows={10}>
        {(own) =>
          own.finishedAt === null ? (
            <Empty title="推演还没有完成" next="完成后结果会出现在这里；也可在任务中心看进度" />
          ) : (
            <Result pair={{ own, other: other.data }} />
          )
        }
      </Loaded>
      <p>
        <Link href="/rulebook/what-if">‹ 全部推演</Link>
      </p>
    </Page>
  );
}

function Result({ pair: { own, other } }: { pair: Pair }) {
  const [person, setPerson] = useState<Summary['people'][number] | null>(null);
  if (own.rules.length === 0) return <Empty title="草案与现行制度没有差别" next="请先在草案中修改规则或参数" />;
  const titles = ['现行', other === undefined ? '草案' : own.title, ...(other === undefined ? [] : [other.title])];
  return (
    <>
      <Section title="按规则">
        <ComparisonTable caption="规则" titles={titles} lines={ruleLines(own, other)} />
      </Section>
      {own.consequences.length > 0 && (
        <Section
          title="处理阶梯"
          note={
            own.consequences.every(({ before, after, newly }) => before === after && newly.length === 0)
              ? '如全部认定，会提出的处理；草案没有改变它'
              : '如全部认定，会提出的处理'
          }
        >
          <Consequences own={own} />
        </Section>
      )}
      <Section title="按机构" note="未完成最多变化的在前">
        <Chart
          label="各机构未完成：现行与草案"
          option={failuresByInstitution(titles, institutionLines(own, other))}
          height={260}
        />
        <ComparisonTable caption="机构" titles={titles} lines={institutionLines(own, other)} />
      </Section>
      <Section title="按人" note={`${own.people.length} 人；点姓名看是哪些义务`}>
        <ComparisonTable
          caption="责任人"
          titles={titles}
          lines={personLines(own, other)}
          onOpen={(key) => setPerson(own.people.find(({ staff }) => staff === key) ?? null)}
        />
      </Section>
      {person !== null && <PersonPanel scenario={own.id} person={person} onClose={() => setPerson(null)} />}
    </>
  );
}

function Consequences({ own }: { own: Summary }) {
  return (
    <ul className={styles.consequences}>
      {own.consequences.map(({ ladder, step, before, after, newly }) => (
        <li key={`${ladder} ${step}`}>
          {ladder} · {step}：现行 {before} 次，草案 {after} 次{newly.length > 0 && `；仅草案下：${newly.join('、')}`}
        </li>
      ))}
    </ul>
  );
}

function ruleLines(own: Summary, other: Summary | undefined): ComparisonLine[] {
  return rulesOfBoth(own, other).map(({ rule, title, ...sides }) => ({
    key: rule,
    name: (
      <>
        <ClauseChip clause={rule} /> {title}
      </>
    ),
    sides,
    other: besideLine(
      sides,
      other?.rules.find((line) => line.rule === rule),
    ),
  }));
}

function institutionLines(own: Summary, other: Summary | undefined): ComparisonLine[] {
  return own.institutions.map(({ institution, name, ...sides }) => ({
    key: institution ?? '',
    name: name ?? '（无机构）',
    sides,
    other: besideLine(
      sides,
      other?.institutions.find((line) => line.institution === institution),
    ),
  }));
}

function personLines(own: Summary, other: Summary | undefined): ComparisonLine[] {
  return own.people.map(({ staff, name, institution, ...sides }) => ({
    key: staff ?? '',
    name: name === null ? '（无责任人）' : `${name} ${institution ?? ''}`,
    sides,
    other: besideLine(
      sides,
      other?.people.find((line) => line.staff === staff),
    ),
  }));
}

const columns: readonly Column<ScenarioDuty>[] = [
  { key: 'subject', title: '对象', width: 200, cell: ({ subject, subjectName }) => subjectName ?? subject ?? '—' },
  { key: 'rule', title: '规则', width: 90, cell: (row) => <ClauseChip clause={row.rule} duty={liveDuty(row)} /> },
  { key: 'anchor', title: '周期', width: 110, cell: ({ anchor }) => anchor },
  { key: 'before', title: '现行', width: 140, cell: ({ before }) => <SideCell side={before} /> },
  { key: 'after', title: '草案', width: 140, cell: ({ after }) => <SideCell side={after} /> },
];

/** What the facts count for under the rules in force; a duty of the draft alone has only its clause. */
function liveDuty({ rule, subject, anchor, before }: ScenarioDuty) {
  return before === null || subject === null ? undefined : { rule, subject, anchor };
}

function SideCell({ side }: { side: ScenarioSide | null }) {
  if (side === null) return <>无此义务</>;
  return (
    <>
      {side.got}/{side.need} <DutyStatusMark status={side.status} />
    </>
  );
}

/** The duties of one person that would have been others. */
function PersonPanel({
  scenario,
  person,
  onClose,
}: {
  scenario: number;
  person: Summary['people'][number];
  onClose: () => void;
}) {
  const list = useKeysetList<ScenarioDuty>(`${LIST}/${scenario}/duties`, { change: 'all', staff: person.staff });
  return (
    <SidePanel title={`${person.name ?? ''} · 会不同的义务`} onClose={onClose}>
      <DataTable
        label="会不同的义务"
        rows={list.rows}
        columns={columns}
        rowKey={({ rule, subject, anchor }) => `${rule} ${subject} ${anchor}`}
        loading={list.loading}
        error={list.error}
        retry={list.reload}
        more={list.more}
        empty={<Empty title="没有不同的义务" />}
      />
    </SidePanel>
  );
}
