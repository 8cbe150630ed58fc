import type { Json } from '../../../../web/api/json.ts';
import { civilDateText } from '../../../../web/kit/dates.ts';
import type { Team } from '../team.ts';
import styles from './team.module.css';

type Loaded = Json<Team>;
type Mark = { text: string; kind: 'visits' | 'contacts' | 'leave' | 'hole' | 'none'; said: string };

/** People × days: visits as figures, other contacts as a dot, leave as 假, and the workdays on which nothing is known. */
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
                  const mark = markOf(team, person.id, day, cells.get(`${person.id} ${day.date}`));
                  return (
                    <td key={day.date} data-rest={!day.isWorkday} data-today={day.date === team.today}>
                      {mark.kind !== 'none' && (
                        <button
                          type="button"
                          className={styles.cell}
                          data-kind={mark.kind}
                          title={`${person.name} ${civilDateText(day.date, team.today)} ${mark.said}`}
                          onClick={() => onOpen(person.id, day.date)}
                        >
                          {mark.text}
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
        <span className={styles.hole}>空</span> 工作日无记录 · 底色为休息日
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

function markOf(
  team: Loaded,
  staffId: number,
  { date, isWorkday }: Loaded['days'][number],
  cell: Loaded['cells'][number] | undefined,
): Mark {
  if (cell !== undefined && cell.visits > 0) {
    return { text: String(cell.visits), kind: 'visits', said: `走访 ${cell.visits} 次，其他联系 ${cell.contacts} 次` };
  }
  if (cell !== undefined) return { text: '●', kind: 'contacts', said: `联系 ${cell.contacts} 次` };
  const away = team.leaves.some((leave) => leave.staffId === staffId && leave.from <= date && date <= leave.to);
  if (away) return { text: '假', kind: 'leave', said: '请假' };
  if (isWorkday && date < team.today) return { text: '', kind: 'hole', said: '没有走访和联系' };
  return { text: '', kind: 'none', said: '' };
}
