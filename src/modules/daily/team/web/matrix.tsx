import type { Json } from '../../../../web/api/json.ts';
import { civilDateText } from '../../../../web/kit/dates.ts';
import type { Team } from '../team.ts';
import styles from './team.module.css';

type Loaded = Json<Team>;
type Cell = Loaded['cells'][number];
type Day = Loaded['days'][number];
type Mark = { text: string; kind: 'visits' | 'contacts' | 'leave' | 'hole' | 'none'; said: string };
/** What the day lacks, or what else it was: one sign beneath the figure. */
type Sign = { text: string; kind: 'missing' | 'late' | 'out'; said: string };

/**
 * People × days: visits as figures, other contacts as a dot, leave as 假, the workdays on which nothing is known; beneath
 * them a missing log (志), a meeting missed or come late to (会, 迟), an outing (外).
 */
export function Matrix({ team, onOpen }: { team: Loaded; onOpen: (staff: number, date: string) => void }) {
  const cells = new Map(team.cells.map((cell) => [`${cell.staffId} ${cell.date}`, cell]));
  return (
    <>
      <div className={styles.scroll} ref={showToday}>
        <table className={styles.matrix}>
          <thead>
            <tr>
              <th scope="col" className={styles.name}>
                客户经理
              </th>
              {team.days.map(({ date, isWorkday }) => (
                <th key={date} scope="col" data-rest={!isWorkday} data-today={date === team.today} title={date}>
                  {Number(date.slice(8))}
                </th>
              ))}
              <th scope="col" className={styles.sum}>
                走访
              </th>
            </tr>
          </thead>
          <tbody>
            {team.people.map((person) => (
              <tr key={person.id}>
                <th scope="row" className={styles.name}>
                  {person.name}
                </th>
                {team.days.map((day) => {
                  const cell = cells.get(`${person.id} ${day.date}`);
                  const onLeave = isOnLeave(team, person.id, day.date);
                  const mark = markOf(team, day, cell, onLeave);
                  const signs = signsOf(team, day, cell, onLeave);
                  return (
                    <td key={day.date} data-rest={!day.isWorkday} data-today={day.date === team.today}>
                      {(mark.kind !== 'none' || signs.length > 0) && (
                        <button
                          type="button"
                          className={styles.cell}
                          data-kind={mark.kind}
                          title={`${person.name} ${civilDateText(day.date, team.today)} ${saidOf(mark, signs)}`}
                          onClick={() => onOpen(person.id, day.date)}
                        >
                          {mark.text}
                          {signs.length > 0 && (
                            <span className={styles.signs}>
                              {signs.map(({ text, kind }) => (
                                <span key={text} data-sign={kind}>
                                  {text}
                                </span>
                              ))}
                            </span>
                          )}
                        </button>
                      )}
                    </td>
                  );
                })}
                <td className={styles.sum}>
                  {team.cells.reduce((sum, cell) => sum + (cell.staffId === person.id ? cell.visits : 0), 0)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.legend}>
        数字为走访次数 · <span className={styles.dot}>●</span> 只有其他联系 · 假 请假 ·{' '}
        <span className={styles.hole}>空</span> 工作日没有走访和联系 · <span data-sign="missing">志</span> 未交日志 ·{' '}
        <span data-sign="missing">会</span> 缺席例会 · <span data-sign="late">迟</span> 例会迟到 ·{' '}
        <span data-sign="out">外</span> 外出 · 底色为休息日
        {team.provisionalYears.length > 0 && (
          <span className={styles.provisional}> · △ {team.provisionalYears.join('、')} 年工作日历为暂定</span>
        )}
      </p>
    </>
  );
}

/** A phone shows a third of the month: the days up to today rather than the first ones. */
function showToday(frame: HTMLElement | null): void {
  const today = frame?.querySelector<HTMLElement>('thead [data-today="true"]');
  if (frame && today) frame.scrollLeft = today.offsetLeft + today.offsetWidth - frame.offsetWidth;
}

function isOnLeave(team: Loaded, staffId: number, date: string): boolean {
  return team.leaves.some((leave) => leave.staffId === staffId && leave.from <= date && date <= leave.to);
}

function markOf(team: Loaded, { date, isWorkday }: Day, cell: Cell | undefined, onLeave: boolean): Mark {
  if (cell !== undefined && cell.visits > 0) {
    return { text: String(cell.visits), kind: 'visits', said: `走访 ${cell.visits} 次，其他联系 ${cell.contacts} 次` };
  }
  if (cell !== undefined && cell.contacts > 0) {
    return { text: '●', kind: 'contacts', said: `联系 ${cell.contacts} 次` };
  }
  if (onLeave) return { text: '假', kind: 'leave', said: '请假' };
  if (isWorkday && date < team.today) return { text: '', kind: 'hole', said: '没有走访和联系' };
  return { text: '', kind: 'none', said: '' };
}

function signsOf(team: Loaded, { date, isWorkday }: Day, cell: Cell | undefined, onLeave: boolean): Sign[] {
  const signs: Sign[] = [];
  if (isWorkday && date < team.today && !onLeave && !cell?.log) {
    signs.push({ text: '志', kind: 'missing', said: '未交日志' });
  }
  if (cell?.meeting === 'absent') signs.push({ text: '会', kind: 'missing', said: '缺席例会' });
  if (cell?.meeting === 'late') signs.push({ text: '迟', kind: 'late', said: '例会迟到' });
  if (cell?.outing) signs.push({ text: '外', kind: 'out', said: '外出' });
  return signs;
}

function saidOf(mark: Mark, signs: readonly Sign[]): string {
  return [mark.said, ...signs.map(({ said }) => said)].filter(Boolean).join('，');
}
