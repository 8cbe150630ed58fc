import type { Report } from '../../tasks/web/task-api.ts';
import styles from './imports.module.css';

type Movement = NonNullable<Report['movement']>;

const figure = (count: number) => count.toLocaleString('zh-CN');

/** 依据 CUS-17: what the import moved: customers who changed their tier, duties, and whose they are. */
export function MovementView({ movement }: { movement: Movement }) {
  const { customers, duties, shifts, people, peopleCount } = movement;
  if (customers === 0) return <p className={styles.faint}>没有牵动任何义务</p>;
  return (
    <section className={styles.stack}>
      <h2 className={styles.heading}>牵动的义务</h2>
      <p>
        {figure(customers)} 个客户、{figure(peopleCount)} 位责任人：{movesText(duties)}
      </p>
      {shifts.length > 0 && (
        <ul className={styles.shifts}>
          {shifts.map(({ from, to, customers: moved }) => (
            <li key={`${from} ${to}`}>
              <span className={styles.rules}>{shiftText(from, to)}</span>
              {figure(moved)} 个客户
            </li>
          ))}
        </ul>
      )}
      {people.length > 0 && <People people={people} count={peopleCount} />}
    </section>
  );
}

function movesText({ begun, ended, changed }: Movement['duties']): string {
  const parts = [
    { word: '新增', count: begun },
    { word: '终止', count: ended },
    { word: '变化', count: changed },
  ];
  return parts.flatMap(({ word, count }) => (count > 0 ? [`${word} ${figure(count)} 项`] : [])).join('，');
}

function shiftText(from: readonly string[], to: readonly string[]): string {
  if (from.length === 0) return `新增 ${to.join('、')}`;
  if (to.length === 0) return `减少 ${from.join('、')}`;
  return `${from.join('、')} 改为 ${to.join('、')}`;
}

function People({ people, count }: { people: Movement['people']; count: number }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.people}>
        <thead>
          <tr>
            <th scope="col">责任人{count > people.length && `（前 ${people.length} 位）`}</th>
            <th scope="col">新增</th>
            <th scope="col">终止</th>
            <th scope="col">变化</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ no, name, begun, ended, changed }) => (
            <tr key={no}>
              <th scope="row">
                {name} <span className={styles.faint}>{no}</span>
              </th>
              <td>{begun || '–'}</td>
              <td>{ended || '–'}</td>
              <td>{changed || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
