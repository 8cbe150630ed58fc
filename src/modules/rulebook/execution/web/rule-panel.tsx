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
  return (
    <SidePanel title={`${rule.title} · ${place.name}`} onClose={onClose}>
      <p className={styles.head}>
        <ClauseChip clause={rule.rule} />
        <span className={styles.quiet}>点条款号看原文与规则</span>
      </p>
      <Loaded query={query}>
        {(found) => (
          <>
            <Section title="机构" note="按时率低的在前">
              {found.institutions.length === 0 ? (
                <Empty title="这段时间没有义务" />
              ) : (
                <Lines
                  of="机构"
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

type Line = {
  key: string;
  name: React.ReactNode;
  line: DrillDown['institutions'][number] | DrillDown['people'][number];
};

function Lines({ of, lines }: { of: string; lines: readonly Line[] }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.lines}>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {['按时率', '义务', '按时', '逾期办', '未办', '豁免', '进行中'].map((title) => (
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
              <td data-align="right">{shareText(line.onTime)}</td>
              {[line.duties, line.fulfilled, line.late].map((figure, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand still
                <td key={index} data-align="right">
                  {figure}
                </td>
              ))}
              <td data-align="right" className={line.breached > 0 ? styles.missed : undefined}>
                {line.breached > 0 && '▲ '}
                {line.breached}
              </td>
              <td data-align="right">{line.waived}</td>
              <td data-align="right">{line.inProgress}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
