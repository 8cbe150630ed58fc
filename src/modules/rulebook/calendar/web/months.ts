import {
  type CivilDate,
  civilDateOfParts,
  createWorkdays,
  dayOfWeek,
  daysInMonth,
} from '../../../../kernel/calendar/index.ts';

/** A day that the calendar sets otherwise than its weekday says, as `GET /api/calendar/years/:year` answers. */
export type SetDay = {
  day: CivilDate;
  isWorkday: boolean;
  name: string | null;
  setBy: { id: number; name: string } | null;
};

export type YearView = {
  year: number;
  provisional: boolean;
  source: string | null;
  publishedAt: string | null;
  days: SetDay[];
};

export type DayCell = { date: CivilDate; day: number; isWorkday: boolean; setting: SetDay | undefined };
export type Month = {
  month: number;
  /** Empty cells before the 1st; weeks begin on Monday. */
  lead: number;
  days: DayCell[];
  workdays: number;
};

/** The twelve months of a year as it is lived: every day, whether it is worked, and what makes it so. */
export function monthsOf({ year, days }: Pick<YearView, 'year' | 'days'>): Month[] {
  const calendar = createWorkdays(days, [year]);
  const settings = new Map(days.map((setting) => [setting.day, setting]));
  return Array.from({ length: 12 }, (_, index) => {
    const month = index + 1;
    const cells = Array.from({ length: daysInMonth(year, month) }, (_, offset): DayCell => {
      const date = civilDateOfParts({ year, month, day: offset + 1 });
      return { date, day: offset + 1, isWorkday: calendar.isWorkday(date), setting: settings.get(date) };
    });
    const lead = dayOfWeek(civilDateOfParts({ year, month, day: 1 })) - 1;
    return { month, lead, days: cells, workdays: cells.filter(({ isWorkday }) => isWorkday).length };
  });
}
