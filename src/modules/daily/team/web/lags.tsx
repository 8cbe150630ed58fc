import { Link } from 'wouter';
import type { Json } from '../../../../web/api/json.ts';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { RuledTable } from '../../../../web/kit/ruled-table.tsx';
import { Empty } from '../../../../web/kit/states.tsx';
import type { Team } from '../team.ts';
import styles from './team.module.css';

type Loaded = Json<Team>;
type Lag = Loaded['lags'][number];
type Line = { id: number; name: string; overdue: number; open: number; byRule: Map<string, Lag> };

/** Who falls behind and in which clause: people × rules, the most overdue first; a figure opens the duties. */
export function Lags({ team }: { team: Loaded }) {
  const lines = linesOf(team);
  if (lines.length === 0) return <Empty title="没有人落后，本期义务都已完成" />;
  const rules = [...new Map(team.lags.map((lag) => [lag.rule, lag])).values()].sort((a, b) =>
    a.rule.localeCompare(b.rule),
  );
  return (
    <RuledTable
      label="谁在哪一条落后"
      rows={lines}
      rowKey={({ id }) => id}
      columns={[
        { title: '客户经理', cell: ({ id, name }) => <Link href={`/people/${id}`}>{name}</Link> },
        { title: '逾期', align: 'right', cell: ({ overdue }) => <Overdue count={overdue} /> },
        { title: '未完成', align: 'right', cell: ({ open }) => open },
        ...rules.map(({ rule, title }) => ({
          title: rule,
          head: (
            <span title={title}>
              <ClauseChip clause={rule} />
            </span>
          ),
          align: 'right' as const,
          cell: ({ byRule }: Line) => <Figure lag={byRule.get(rule)} />,
        })),
      ]}
    />
  );
}

function linesOf({ people, lags }: Loaded): Line[] {
  const byPerson = Map.groupBy(lags, ({ staffId }) => staffId);
  return people
    .flatMap(({ id, name }) => {
      const own = byPerson.get(id);
      if (own === undefined) return [];
      const sum = (of: (lag: Lag) => number) => own.reduce((all, lag) => all + of(lag), 0);
      const byRule = new Map(own.map((lag) => [lag.rule, lag]));
      return { id, name, overdue: sum(({ overdue }) => overdue), open: sum(({ open }) => open), byRule };
    })
    .sort((a, b) => b.overdue - a.overdue || b.open - a.open);
}

function Figure({ lag }: { lag: Lag | undefined }) {
  if (lag === undefined) return <span className={styles.nothing}>·</span>;
  const { staffId, rule, title, open, overdue } = lag;
  return (
    <Link href={`/duties?bearer=${staffId}&rule=${rule}`} title={`${title}：逾期 ${overdue}，未完成 ${open}`}>
      {overdue > 0 && <Overdue count={overdue} />} {open > 0 && open}
    </Link>
  );
}

function Overdue({ count }: { count: number }) {
  return count === 0 ? <>0</> : <strong className={styles.overdue}>▲ {count}</strong>;
}
