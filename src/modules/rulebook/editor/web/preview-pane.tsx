import { Decimal } from 'decimal.js';
import { Skeleton } from '../../../../web/kit/states.tsx';
import styles from './editor.module.css';
import type { Counted, NextPeriod as NextCounted, PreviewState, Tally } from './use-preview.ts';

/** 即时预览: whom the rule touches, what it asks next period and how it stands so far, beside the base version. */
export function PreviewPane({ state }: { state: PreviewState }) {
  const { preview, problems, running } = state;
  if (preview === null) {
    if (problems.length > 0) return <p className={styles.help}>改正问题后即可预览：{problems[0]?.text}</p>;
    return <Skeleton rows={4} />;
  }
  const { hours, next, soFar } = preview;
  return (
    <div className={styles.preview} aria-busy={running} data-running={running || undefined}>
      {next !== null && <NextPeriod counted={next} hours={hours} />}
      <h4>
        {next === null || next.estimatedFrom !== null
          ? `上一整月 ${soFar.period}`
          : `本期至今 ${soFar.period}，若已施行`}
      </h4>
      <Figures
        counted={soFar}
        rows={[
          ['义务', (tally) => count(tally.duties)],
          ['已完成', (tally) => count(tally.fulfilled)],
          ['尚欠次数', (tally) => count(tally.need - tally.done)],
          ['逾期', (tally) => count(tally.breached)],
        ]}
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
        counted={counted}
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
      <table className={styles.heaviest}>
        <tbody>
          {tally.heaviest.map(({ staffId, name, institution, duties, need }) => (
            <tr key={staffId}>
              <td>
                {name} <small>{institution}</small>
              </td>
              <td>{count(duties)} 户</td>
              <td>{count(need)} 次</td>
              <td>{hours === null ? '' : `${new Decimal(hours).times(need).toFixed(1)} 时`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Figures({ counted, rows }: { counted: Counted; rows: [string, (tally: Tally) => string][] }) {
  const { tally, before } = counted;
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
          <tr key={label} data-changed={(before !== null && say(before) !== say(tally)) || undefined}>
            <th scope="row">{label}</th>
            <td>{before === null ? '—' : say(before)}</td>
            <td>{say(tally)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
