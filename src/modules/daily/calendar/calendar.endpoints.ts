import { z } from 'zod';
import { addDays, type CivilDate, parseCivilDate } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { dailyErrors } from '../errors.ts';
import { ownStaffId } from '../place-of-staff.ts';
import { calendarEntries } from './entries.ts';
import { closeFeed, myFeed, openFeed, readFeed } from './feed.ts';

/** A month with the weeks that it touches. */
const MOST_DAYS = 45;

const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null, {
  error: '应为日期，如 2026-03-05',
});
const text = z.string().nullable();
const instant = z.date().nullable();

const entries = defineEndpoint({
  id: 'daily.calendar',
  method: 'GET',
  path: '/api/my-calendar',
  access: 'signed-in',
  summary: '我的日历：from 至 to（含）的会议、任务、外出、约定与到期事项',
  input: z.object({ from: civilDate, to: civilDate }),
  output: z.object({
    items: z.array(
      z.object({
        key: z.string(),
        kind: z.enum(['meeting', 'task', 'outing', 'visit', 'duty', 'notice', 'leave']),
        title: z.string(),
        day: z.string(),
        lastDay: z.string(),
        at: instant,
        until: instant,
        place: text,
        note: text,
        path: z.string(),
      }),
    ),
  }),
  handler: async (ctx, { from, to }) => {
    if (to < from || to > addDays(from, MOST_DAYS)) fail(dailyErrors.CALENDAR_RANGE({ days: MOST_DAYS }, 'to'));
    return { items: await calendarEntries(ctx, ownStaffId(ctx, '查看我的日历'), { from, to }) };
  },
});

const path = '/api/my-calendar/feed';

const feed = defineEndpoint({
  id: 'daily.calendar.feed',
  method: 'GET',
  path,
  access: 'signed-in',
  summary: '我的日历订阅；没有订阅为 null，地址只在开通时出示一次',
  output: z.object({ feed: z.object({ createdAt: z.date(), readAt: instant }).nullable() }),
  handler: async (ctx) => ({ feed: await myFeed(ctx) }),
});

const subscribe = defineEndpoint({
  id: 'daily.calendar.subscribe',
  method: 'POST',
  path,
  access: 'signed-in',
  summary: '开通或更换日历订阅地址，原地址随即失效',
  // The secret goes to whoever asked and is not kept as the answer of an Idempotency-Key.
  raw: true,
  handler: openFeed,
});

const revoke = defineEndpoint({
  id: 'daily.calendar.revoke',
  method: 'DELETE',
  path,
  access: 'signed-in',
  summary: '停用日历订阅地址',
  handler: closeFeed,
});

const read = defineEndpoint({
  id: 'daily.calendar.read',
  method: 'GET',
  path: '/api/calendars/:token/zhanye.ics',
  access: 'secret-address',
  summary: '订阅的日历（iCalendar，RFC 5545）；地址即凭据，可随时停用',
  input: z.object({ token: z.string().max(100) }),
  raw: true,
  handler: async (ctx, input, _request, reply) =>
    reply.type('text/calendar; charset=utf-8').send(await readFeed(ctx, input)),
});

export const calendarEndpoints = [entries, feed, subscribe, revoke, read];
