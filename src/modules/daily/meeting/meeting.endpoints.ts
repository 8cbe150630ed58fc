import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../../kernel/calendar/index.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { apologise, callRoll, meetingLed, signInSheet } from './attendance.ts';
import { attendanceMonth } from './attendance-matrix.ts';
import { decide, decisionsOf } from './decisions.ts';
import { ATTENDANCE, type Attendance, MEETING_KINDS, type MeetingKind } from './kinds.fields.ts';
import { myMeetings } from './my-meetings.ts';
import { signIn } from './sign-in.ts';
import { currentCode } from './sign-in-code.ts';

const LEADERS = { roles: ['leader', 'president', 'business'] } as const;

const id = z.coerce.number().int().positive();
const text = z.string().nullable();
const reason = z.string().trim().min(1).max(200);
const attendance = z.enum(Object.keys(ATTENDANCE) as [Attendance, ...Attendance[]]);
const kind = z.enum(Object.keys(MEETING_KINDS) as [MeetingKind, ...MeetingKind[]]);
const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null, {
  error: '应为日期，如 2026-03-05',
});

/** A meeting of today, as its page and my day list it. */
export const meetingLine = z.object({
  id: z.int(),
  no: z.string(),
  version: z.int(),
  title: z.string(),
  kind,
  state: z.enum(['called', 'held', 'filed', 'cancelled']),
  institution: z.string(),
  startsAt: z.date(),
  opensAt: z.date(),
  place: text,
  agenda: text,
  host: text,
  signIn: z.enum(['button', 'code']),
  status: attendance.nullable(),
  signedAt: z.date().nullable(),
  reason: text,
  leads: z.boolean(),
  expected: z.int(),
  came: z.int(),
});

const mine = defineEndpoint({
  id: 'meetings.mine',
  method: 'GET',
  path: '/api/meetings/mine',
  access: 'signed-in',
  summary: '今天应到的会议，以及本人负责、尚未散会或归档的会议',
  output: z.object({
    today: z.string(),
    items: z.array(meetingLine),
  }),
  handler: myMeetings,
});

const sign = defineEndpoint({
  id: 'meetings.sign-in',
  method: 'POST',
  path: '/api/meetings/:id/sign-in',
  access: 'signed-in',
  summary: '例会签到：本人账号，按安排另凭会场签到码',
  input: z.strictObject({ id, code: z.string().trim().max(12).optional() }),
  output: z.object({ status: attendance, signedAt: z.date() }),
  handler: signIn,
});

const excuse = defineEndpoint({
  id: 'meetings.apologise',
  method: 'POST',
  path: '/api/meetings/:id/apology',
  access: 'signed-in',
  summary: '说明不能到会的原因，由主管认定',
  input: z.strictObject({ id, reason }),
  output: z.object({ reason: z.string() }),
  handler: apologise,
});

const sheet = defineEndpoint({
  id: 'meetings.sheet',
  method: 'GET',
  path: '/api/meetings/:id/attendance',
  access: 'signed-in',
  summary: '签到表',
  input: z.object({ id }),
  output: z.object({
    leads: z.boolean(),
    items: z.array(
      z.object({
        staffId: z.int(),
        no: z.string(),
        name: z.string(),
        post: text,
        status: attendance,
        signedAt: z.date().nullable(),
        way: text,
        reason: text,
      }),
    ),
  }),
  handler: signInSheet,
});

const roll = defineEndpoint({
  id: 'meetings.roll',
  method: 'POST',
  path: '/api/meetings/:id/attendance',
  access: LEADERS,
  summary: '点名：记一人到会、迟到、缺席或请假',
  input: z.strictObject({
    id,
    staff: z.int().positive(),
    status: attendance.exclude(['expected']),
    reason: reason.optional(),
  }),
  output: z.object({ status: attendance }),
  handler: callRoll,
});

const code = defineEndpoint({
  id: 'meetings.code',
  method: 'GET',
  path: '/api/meetings/:id/code',
  access: LEADERS,
  summary: '会场屏幕上的签到码，半分钟一换',
  input: z.object({ id }),
  output: z.object({ code: z.string(), until: z.date() }),
  async handler(ctx, input) {
    const led = await meetingLed(ctx, input.id, '显示签到码');
    return currentCode(ctx, led.id);
  },
});

const decideOn = defineEndpoint({
  id: 'meetings.decide',
  method: 'POST',
  path: '/api/meetings/:id/decisions',
  access: LEADERS,
  summary: '会议决议形成任务',
  input: z.strictObject({
    id,
    title: z.string().trim().min(1).max(100),
    detail: z.string().trim().max(2000).optional(),
    assignee_id: z.int().positive(),
    due_at: z.iso.datetime({ offset: true }).transform((instant) => new Date(instant)),
  }),
  output: z.object({ no: z.string() }),
  handler: decide,
});

const decisions = defineEndpoint({
  id: 'meetings.decisions',
  method: 'GET',
  path: '/api/meetings/:id/decisions',
  access: 'signed-in',
  summary: '会议决议形成的任务及其办理',
  input: z.object({ id }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.int(),
        no: z.string(),
        title: z.string(),
        assignee: z.string(),
        dueAt: z.date(),
        state: z.enum(['assigned', 'done', 'accepted', 'cancelled']),
      }),
    ),
  }),
  handler: decisionsOf,
});

const month = defineEndpoint({
  id: 'meetings.month',
  method: 'GET',
  path: '/api/meeting-attendance',
  access: 'signed-in',
  summary: '人员 × 场次：一月内谁到会、谁缺席；month 为月内任一日期',
  input: z.object({ month: civilDate.optional(), institution: id.optional() }),
  output: z.object({
    month: z.string(),
    today: z.string(),
    sessions: z.array(z.object({ date: z.string(), kind })),
    people: z.array(
      z.object({
        id: z.int(),
        no: z.string(),
        name: z.string(),
        institution: text,
        expected: z.int(),
        missed: z.int(),
        late: z.int(),
      }),
    ),
    cells: z.array(z.object({ staffId: z.int(), date: z.string(), kind, meetingId: z.int(), status: attendance })),
  }),
  handler: attendanceMonth,
});

export const meetingEndpoints = [mine, sign, excuse, sheet, roll, code, decideOn, decisions, month];
