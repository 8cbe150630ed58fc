import type { CivilDate } from '../../../../kernel/calendar/index.ts';
import styles from './calendar.module.css';
import { type DayCell, type Month, monthsOf, type YearView } from './months.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

type GridProps = { year: YearView; today: string; onPick?: ((date: CivilDate) => void) | undefined };

/** The whole year in sight: rest days shaded, holidays 休, make-up workdays 班, an institution's own with a dot. */
export function YearGrid({ year, today, onPick }: GridProps) {
  return (
    <div className={styles.year}>
      {monthsOf(year).map((month) => (
        <MonthGrid key={month.month} month={month} today={today} onPick={onPick} />
      ))}
    </div>
  );
}

function MonthGrid({ month, today, onPick }: { month: Month } & Omit<GridProps, 'year'>) {
  return (
    <section>
      <h2 className={styles.monthTitle}>
        {month.month} 月<span className={styles.legend}>{month.workdays} 个工作日</span>
      </h2>
      <div className={styles.days}>
        {WEEKDAYS.map((name) => (
          <span key={name} className={styles.weekday}>
            {name}
          </span>
        ))}
        {month.lead > 0 && <span style={{ gridColumn: `span ${month.lead}` }} />}
        {month.days.map((cell) => (
          <Day key={cell.date} cell={cell} today={today} onPick={onPick} />
        ))}
      </div>
    </section>
  );
}

function Day({ cell, today, onPick }: { cell: DayCell } & Omit<GridProps, 'year'>) {
  const { date, day, isWorkday, setting } = cell;
  const look = {
    className: setting?.setBy == null ? styles.day : `${styles.day} ${styles.own}`,
    'data-rest': !isWorkday,
    'data-set': setting === undefined ? undefined : isWorkday ? 'work' : 'rest',
    'data-today': date === today,
    title: [date, isWorkday ? '工作日' : '休息日', setting?.name, setting?.setBy?.name].filter(Boolean).join(' · '),
  };
  const text = (
    <>
      {day}
      {setting !== undefined && <span className={styles.mark}>{isWorkday ? '班' : '休'}</span>}
    </>
  );
  if (onPick === undefined) return <span {...look}>{text}</span>;
  return (
    <button type="button" {...look} onClick={() => onPick(date)}>
      {text}
    </button>
  );
}
