import { Link } from 'wouter';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import { SidePanel } from '../../../../web/kit/side-panel.tsx';
import { Empty, Loaded } from '../../../../web/kit/states.tsx';
import styles from './execution.module.css';
import { type DrillDown, type RuleLine, shareText, useDrillDown } from './execution-api.ts';

type Props = {
  rule: RuleLine;
  place: { id: number; name: string };
  months: string;
  onPlace: (institution: number) => void;
  onClose: () => void;
};

/** One rule below one institution: its periods, where it is carried out worst and best, and by whom. */
export function RulePanel({ rule, place, months, onPlace, onClose }: Props) {
  const query = useDrillDown(rule.rule, { institution: place.id, months });
  const columns = rule.limit ? LIMIT_COLUMNS : COLUMNS;
  return (
    <SidePanel title={`${rule.title} · ${place.name}`} onClose={onClose}>
      <p className={styles.head}>
        <ClauseChip clause={rule.rule} />
        <span className={styles.quiet}>点条款号看原文与规则</span>
      </p>
      <Loaded query={query}>
        {(found) => (
          <>
            <Section title="机构" note={rule.limit ? '超限多的在前' : '按时率低的在前'}>
              {found.institutions.length === 0 ? (
                <Empty title="这段时间没有义务" />
              ) : (
                <Lines
                  of="机构"
                  columns={columns}
                  lines={found.institutions.map((line) => ({
                    key: String(line.id),
                    name: (
                      <button type="button" className={styles.link} onClick={() => onPlace(line.id)}>
                        {line.name}
                      </button>
                    ),
                    line,
                  }))}
                />
              )}
            </Section>
            <Section title="责任人" note="逾期与违规多的在前；点姓名看逐笔义务与证据">
              <Lines
                of="责任人"
                columns={columns}
                lines={found.people.map((line) => ({
                  key: String(line.staffId),
                  name: <Person line={line} rule={rule.rule} from={found.from} />,
                  line,
                }))}
              />
            </Section>
          </>
        )}
      </Loaded>
    </SidePanel>
  );
}

function Person({ line, rule, from }: { line: DrillDown['people'][number]; rule: string; from: string }) {
  if (line.staffId === null) return <>无责任人</>;
  return (
    <Link href={`/duties?rule=${rule}&bearer=${line.staffId}&since=${from}`}>
      {line.name} <span className={styles.quiet}>{line.institution}</span>
    </Link>
  );
}

type Figures = DrillDown['institutions'][number] | DrillDown['people'][number];
type Line = { key: string; name: React.ReactNode; line: Figures };
type FigureColumn = { title: string; figure: (line: Figures) => string | number; missed?: boolean };

const MISSED = { missed: true, figure: ({ breached }: Figures) => (breached > 0 ? `▲ ${breached}` : 0) };
const WAIVED: FigureColumn = { title: '豁免', figure: ({ waived }) => waived };

const COLUMNS: readonly FigureColumn[] = [
  { title: '按时率', figure: ({ onTime }) => shareText(onTime) },
  { title: '义务', figure: ({ duties }) => duties },
  { title: '按时', figure: ({ fulfilled }) => fulfilled },
  { title: '逾期办', figure: ({ late }) => late },
  { title: '未办', ...MISSED },
  WAIVED,
  { title: '进行中', figure: ({ inProgress }) => inProgress },
];

/** A limit has rows only where it was broken. */
const LIMIT_COLUMNS: readonly FigureColumn[] = [
  { title: '超限', figure: ({ breached, late, inProgress }) => breached + late + inProgress },
  { title: '未恢复', ...MISSED },
  { title: '已恢复', figure: ({ late }) => late },
  WAIVED,
];

function Lines({ of, lines, columns }: { of: string; lines: readonly Line[]; columns: readonly FigureColumn[] }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.lines}>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {columns.map(({ title }) => (
              <th key={title} scope="col" data-align="right">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, name, line }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {columns.map(({ title, figure, missed = false }) => (
                <td key={title} data-align="right" className={missed && line.breached > 0 ? styles.missed : undefined}>
                  {figure(line)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
