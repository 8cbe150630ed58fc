import { Decimal } from 'decimal.js';
import { Skeleton } from '../../../../web/kit/states.tsx';
import styles from './editor.module.css';
import type { NextPeriod as NextCounted, PreviewState, Standing, Tally } from './use-preview.ts';

/** 即时预览: whom the rule touches, what it asks next period and how it stands so far, beside the base version. */
export function PreviewPane({ state }: { state: PreviewState }) {
  const { preview, problems, running } = state;
  if (preview === null) {
    if (problems.length > 0) return <p className={styles.help}>改正问题后即可预览：{problems[0]?.text}</p>;
    return <Skeleton rows={4} />;
  }
  const { hours, next, soFar, standing } = preview;
  return (
    <div className={styles.preview} aria-busy={running} data-running={running || undefined}>
      {next !== null && <NextPeriod counted={next} hours={hours} />}
      {standing !== null && <LimitNow standing={standing} />}
      <h4>
        {next === null || next.estimatedFrom !== null
          ? `上一整月 ${soFar.period}`
          : `本期至今 ${soFar.period}，若已施行`}
      </h4>
      <Figures
        draft={soFar.tally}
        base={soFar.before}
        rows={
          standing === null
            ? [
                ['义务', (tally) => count(tally.duties)],
                ['已完成', (tally) => count(tally.fulfilled)],
                ['尚欠次数', (tally) => count(tally.need - tally.done)],
                ['逾期', (tally) => count(tally.breached)],
              ]
            : [
                ['超限次数', (tally) => count(tally.duties)],
                ['超限的对象', (tally) => count(tally.subjects)],
              ]
        }
      />
    </div>
  );
}

const count = (value: number) => value.toLocaleString('zh-CN');

function NextPeriod({ counted, hours }: { counted: NextCounted; hours: string | null }) {
  const { tally, period, estimatedFrom } = counted;
  const total = ({ need }: Tally) => (hours === null ? '—' : `${new Decimal(hours).times(need).toFixed(1)}`);
  const each = ({ need, people }: Tally) =>
    hours === null || people === 0 ? '—' : new Decimal(hours).times(need).div(people).toFixed(1);
  return (
    <>
      <p className={styles.touches}>
        触及 <strong>{count(tally.subjects)}</strong> 个对象、<strong>{count(tally.people)}</strong> 人
      </p>
      <h4>
        下一期 {period}
        {estimatedFrom !== null && `（按 ${estimatedFrom} 的触发估计）`}
      </h4>
      <Figures
        draft={tally}
        base={counted.before}
        rows={[
          ['义务', (one) => count(one.duties)],
          ['应办次数', (one) => count(one.need)],
          ['人均次数', (one) => (one.people === 0 ? '—' : (one.need / one.people).toFixed(1))],
          ['估计工时', total],
          ['人均工时', each],
        ]}
      />
      {hours === null && <p className={styles.help}>填写“每次工时”后可估工时</p>}
      <h4>最重的 {tally.heaviest.length} 人</h4>
      <People
        people={tally.heaviest}
        say={({ duties, need }) => [
          `${count(duties)} 笔`,
          `${count(need)} 次`,
          hours === null ? '' : `${new Decimal(hours).times(need).toFixed(1)} 时`,
        ]}
      />
    </>
  );
}

/** A limit asks for no work by the period: what its change means is who is beyond it today, and who comes next. */
function LimitNow({ standing: { now, before, heaviest } }: { standing: Standing }) {
  return (
    <>
      <p className={styles.touches}>
        适用 <strong>{count(now.subjects)}</strong> 个对象
      </p>
      <h4>今天的现状，若已施行</h4>
      <Figures
        draft={now}
        base={before}
        rows={[
          ['已超限', ({ beyond }) => count(beyond)],
          ['临界', ({ near }) => count(near)],
        ]}
      />
      <p className={styles.help}>临界：再差一户、一次或一个百分点即超限</p>
      {heaviest.length > 0 && (
        <>
          <h4>已超限的责任人</h4>
          <People people={heaviest} say={({ duties }) => [`${count(duties)} 处`]} />
        </>
      )}
    </>
  );
}

type Person = Tally['heaviest'][number];

function People({ people, say }: { people: readonly Person[]; say: (person: Person) => string[] }) {
  return (
    <table className={styles.heaviest}>
      <tbody>
        {people.map((person) => (
          <tr key={person.staffId}>
            <td>
              {person.name} <small>{person.institution}</small>
            </td>
            {say(person).map((text) => (
              <td key={text}>{text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type FiguresProps<Side> = { draft: Side; base: Side | null; rows: [string, (side: Side) => string][] };

function Figures<Side>({ draft, base, rows }: FiguresProps<Side>) {
  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          <td />
          <th scope="col">原版</th>
          <th scope="col">草案</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, say]) => (
          <tr key={label} data-changed={(base !== null && say(base) !== say(draft)) || undefined}>
            <th scope="row">{label}</th>
            <td>{base === null ? '—' : say(base)}</td>
            <td>{say(draft)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
