import { addDays, type CivilDate, civilDateOf, type Workdays } from '../../kernel/calendar/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Db } from '../../platform/db/database.ts';
import { defineStatement } from '../../platform/db/statement.ts';
import { loadCalendars } from '../../platform/duties/public.ts';

type Calendars = Awaited<ReturnType<typeof loadCalendars>>;

/** Every change of the calendar adds or ends rows; years are only added. */
const calendarEdition = defineStatement<{ edition: string }>(
  'daily.calendar-edition',
  `select concat_ws('/', (select max(id) from calendar_day), (select max(superseded_at) from calendar_day),
    (select count(*) from calendar_year)) as edition`,
);

/** The calendar changes a few times a year and is asked for with every page. */
const kept = new WeakMap<Db, { edition: string; calendars: Calendars }>();

async function calendarsOf({ db, clock }: Context): Promise<Calendars> {
  const edition = (await calendarEdition(db))[0]?.edition ?? '';
  const known = kept.get(db);
  if (known?.edition === edition) return known.calendars;
  const calendars = await loadCalendars(db, clock.now());
  kept.set(db, { edition, calendars });
  return calendars;
}

export type WorkdayCounter = {
  today: CivilDate;
  /** Workdays still to come before the instant, today included; 0 when it has passed. */
  left(until: Date, institutionId?: number | null): number;
  isWorkday(day: CivilDate, institutionId?: number | null): boolean;
  /** The day if it is a workday, else the next one: what ends on a rest day ends then (依据 民法典 203). */
  rollForward(day: CivilDate, institutionId?: number | null): CivilDate;
  /** The years that a range touches whose calendar is not published: what is counted in them is provisional. */
  provisionalYears(from: CivilDate, until: CivilDate): number[];
};

/** Counts workdays as of now, by the bank's calendar or the one that an institution follows (依据 RUL-4). */
export async function workdayCounter(ctx: Context): Promise<WorkdayCounter> {
  const calendars = await calendarsOf(ctx);
  const now = ctx.clock.now();
  const today = civilDateOf(now, ctx.zone);
  const calendarOf = (institutionId: number | null | undefined) =>
    calendars.at(calendars.ofInstitution.get(institutionId ?? 0) ?? 0, now);
  // A hundred duties end at a handful of moments, and a civil date costs more than a look-up.
  const ends = new Map<Workdays, Map<number, number>>();
  function countLeft(calendar: Workdays, until: Date): number {
    if (until <= now) return 0;
    // The last day on which something can still be done: midnight belongs to the day before.
    const lastDay = civilDateOf(new Date(until.getTime() - 1), ctx.zone);
    return calendar.countWorkdays(today, addDays(lastDay, 1));
  }
  return {
    today,
    left(until, institutionId) {
      const calendar = calendarOf(institutionId);
      const counted = ends.get(calendar) ?? new Map<number, number>();
      ends.set(calendar, counted);
      const left = counted.get(until.getTime()) ?? countLeft(calendar, until);
      counted.set(until.getTime(), left);
      return left;
    },
    isWorkday: (day, institutionId) => calendarOf(institutionId).isWorkday(day),
    rollForward: (day, institutionId) => calendarOf(institutionId).rollForward(day),
    provisionalYears: (from, until) => calendarOf(null).provisionalYears(from, until),
  };
}
