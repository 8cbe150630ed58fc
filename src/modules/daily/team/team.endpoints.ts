import { z } from 'zod';
import { type CivilDate, parseCivilDate } from '../../../kernel/calendar/index.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { branch } from '../branch/branch.ts';
import { ATTENDANCE, type Attendance } from '../meeting/kinds.fields.ts';
import { team } from './team.ts';
import { teamDay } from './team-day.ts';

const LEADERS = { roles: ['leader', 'president'] } as const;
const text = z.string().nullable();
const civilDate = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null, {
  error: '应为日期，如 2026-03-05',
});
const day = z.string();
const attendance = z.enum(Object.keys(ATTENDANCE) as [Attendance, ...Attendance[]]);

const month = defineEndpoint({
  id: 'daily.team',
  method: 'GET',
  path: '/api/team',
  access: LEADERS,
  summary: '我的团队：人员 × 日期（走访、联系、日志、例会、外出、请假）与落后的条款；month 为月内任一日期',
  input: z.object({ month: civilDate.optional() }),
  output: z.object({
    month: z.string(),
    today: day,
    days: z.array(z.object({ date: day, isWorkday: z.boolean() })),
    provisionalYears: z.array(z.int()),
    people: z.array(z.object({ id: z.int(), no: z.string(), name: z.string(), institution: text })),
    cells: z.array(
      z.object({
        staffId: z.int(),
        date: day,
        visits: z.int(),
        contacts: z.int(),
        log: z.boolean(),
        meeting: z.enum(['absent', 'late']).nullable(),
        outing: z.boolean(),
      }),
    ),
    leaves: z.array(z.object({ staffId: z.int(), no: z.string(), from: day, to: day })),
    lags: z.array(
      z.object({
        staffId: z.int(),
        rule: z.string(),
        clause: z.string(),
        title: z.string(),
        open: z.int(),
        overdue: z.int(),
      }),
    ),
  }),
  handler: team,
});

const dayOfPerson = defineEndpoint({
  id: 'daily.team.day',
  method: 'GET',
  path: '/api/team/:staff/:date',
  access: LEADERS,
  summary: '本团队一人一日的联系与走访、日志、例会、外出',
  input: z.object({ staff: z.coerce.number().int().positive(), date: civilDate }),
  output: z.object({
    person: z.object({ id: z.int(), no: z.string(), name: z.string() }),
    items: z.array(
      z.object({
        key: z.string(),
        customer: z.string(),
        method: z.string(),
        occurredAt: z.date(),
        reason: text,
        result: text,
        visitId: z.int().nullable(),
      }),
    ),
    log: z.object({ id: z.int(), submittedAt: z.date() }).nullable(),
    meetings: z.array(z.object({ id: z.int(), title: z.string(), startsAt: z.date(), status: attendance })),
    outings: z.array(
      z.object({ id: z.int(), business: z.string(), outAt: z.date(), returnedAt: z.date().nullable(), places: text }),
    ),
  }),
  handler: teamDay,
});

const ofBranch = defineEndpoint({
  id: 'daily.branch',
  method: 'GET',
  path: '/api/branch',
  access: { roles: ['president'] },
  summary: '我的支行：核心客户、与同级机构按条款比较',
  output: z.object({
    institution: z.string(),
    month: z.string(),
    core: z.array(
      z.object({
        id: z.int(),
        no: z.string(),
        name: z.string(),
        holder: text,
        deposit: z.string(),
        credit: z.string(),
        lastContactOn: text,
        seenByPresident: z.int(),
      }),
    ),
    clauses: z.array(
      z.object({
        rule: z.string(),
        clause: z.string(),
        title: z.string(),
        owed: z.int(),
        completed: z.int(),
        overdue: z.int(),
        share: z.number().nullable(),
        peerShare: z.number().nullable(),
        rank: z.int().nullable(),
        of: z.int(),
      }),
    ),
  }),
  handler: branch,
});

export const teamEndpoints = [month, dayOfPerson, ofBranch];
