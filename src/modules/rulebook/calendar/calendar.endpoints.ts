import { z } from 'zod';
import { type CivilDate, civilDateOf, parseCivilDate, partsOf } from '../../../kernel/calendar/index.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { markAllStale } from '../../../platform/duties/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { requireAuthority } from './authority.ts';
import { recordDays } from './day-ledger.ts';
import { calendarErrors } from './errors.ts';
import { listPublishedYears, publishYear } from './published-years.ts';
import { viewYear } from './year-view.ts';

const keepers = { roles: ['business'], admin: ['system'] } as const;

const MOST_DAYS = 800;
const year = z.coerce.number().int().min(1990).max(2100);
const institutionId = z.coerce.number().int().positive().optional();
const civilDate = z.string().transform((text, issues): CivilDate => {
  const date = parseCivilDate(text);
  if (date !== null) return date;
  issues.addIssue({ code: 'custom', message: calendarErrors.CALENDAR_NOT_A_DAY({ day: text }).text });
  return z.NEVER;
});

const yearSummary = z.object({
  year: z.number(),
  provisional: z.boolean(),
  source: z.string().nullable(),
  publishedAt: z.date().nullable(),
});
const dayView = z.object({
  day: z.string(),
  isWorkday: z.boolean(),
  name: z.string().nullable(),
  setBy: z.object({ id: z.number(), name: z.string() }).nullable(),
});

const listYears = defineEndpoint({
  id: 'rulebook.calendar.years',
  method: 'GET',
  path: '/api/calendar/years',
  access: 'signed-in',
  summary: '各年日历是否已发布；未发布的年份只是暂定',
  output: z.object({ items: z.array(yearSummary) }),
  handler: async (ctx) => ({ items: await yearsToShow(ctx) }),
});

const readYear = defineEndpoint({
  id: 'rulebook.calendar.year',
  method: 'GET',
  path: '/api/calendar/years/:year',
  access: 'signed-in',
  summary: '一年中与平常星期不同的日子；可指定机构',
  input: z.object({ year, institutionId }),
  output: yearSummary.extend({ days: z.array(dayView) }),
  handler: (ctx, input) => viewYear(ctx.db, input.year, input.institutionId ?? null),
});

const setDays = defineEndpoint({
  id: 'rulebook.calendar.set-days',
  method: 'PUT',
  path: '/api/calendar/days',
  access: keepers,
  summary: '设定或取消（isWorkday 为 null）全行或某机构的工作日、休息日',
  input: z.object({
    institutionId,
    days: z
      .array(
        z.object({
          day: civilDate,
          isWorkday: z.boolean().nullable(),
          name: z.string().trim().max(40).nullable().default(null),
        }),
      )
      .min(1)
      .max(MOST_DAYS),
  }),
  output: z.object({ changed: z.number() }),
  handler: (ctx, { institutionId: owner = null, days }) =>
    transact(ctx, async (inside) => {
      const place = await requireAuthority(inside, owner);
      const changed = await recordDays(inside.db, owner, days, inside.clock.now());
      const since = changed.map(({ day }) => day).sort()[0];
      if (since !== undefined) {
        await markAllStale(inside.db, { institutionId: owner, since, markedAt: inside.clock.now() });
        await audit(inside, { action: 'calendar.set-days', register: 'calendar', ...place, detail: { days: changed } });
      }
      return { changed: changed.length };
    }),
});

const publish = defineEndpoint({
  id: 'rulebook.calendar.publish',
  method: 'POST',
  path: '/api/calendar/years/:year/publish',
  access: keepers,
  summary: '发布全行某一年的日历，此后该年不再是暂定',
  input: z.object({ year, source: z.string().trim().min(1).max(200) }),
  output: yearSummary,
  handler: (ctx, input) =>
    transact(ctx, async (inside) => {
      const place = await requireAuthority(inside, null);
      await publishYear(inside.db, input.year, input.source, inside.clock.now());
      await audit(inside, { action: 'calendar.publish', register: 'calendar', ...place, detail: input });
      return viewYear(inside.db, input.year, null);
    }),
});

/** The published years and, as a reminder, this year and the next even if nothing was published for them. */
async function yearsToShow(ctx: Context): Promise<z.input<typeof yearSummary>[]> {
  const published = await listPublishedYears(ctx.db);
  const thisYear = partsOf(civilDateOf(ctx.clock.now(), ctx.zone)).year;
  const provisional = [thisYear, thisYear + 1].filter((candidate) => !published.some((row) => row.year === candidate));
  return [
    ...published.map((row) => ({ ...row, provisional: false })),
    ...provisional.map((missing) => ({ year: missing, provisional: true, source: null, publishedAt: null })),
  ].sort((a, b) => a.year - b.year);
}

export const calendarEndpoints = [listYears, readYear, setDays, publish];
