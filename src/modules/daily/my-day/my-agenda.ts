import { type CivilDate, startOfDay } from '../../../kernel/calendar/index.ts';
import type { Context } from '../../../platform/context.ts';
import { defineStatement } from '../../../platform/db/statement.ts';
import { momentOf } from '../../../platform/registers/public.ts';
import { type MyMeeting, myMeetings } from '../meeting/my-meetings.ts';
import { ownStaffId } from '../place-of-staff.ts';

export type TaskLine = {
  id: number;
  title: string;
  issuer: string;
  dueAt: Date;
  /** How often it was asked after. */
  chased: number;
  /** A superior sent it back with this sentence. */
  verdict: string | null;
};
export type NoticeLine = { id: number; title: string; kind: 'notice' | 'directive'; readBy: CivilDate | null };
export type OutingLine = {
  id: number;
  no: string;
  state: 'planned' | 'out';
  kind: 'business' | 'private';
  business: string;
  leavesAt: Date;
  expectedReturnAt: Date;
  stops: {
    id: number;
    customerId: number | null;
    party: string;
    place: string;
    purpose: string | null;
    state: string;
  }[];
};
/** What a superior wrote on a daily log. */
export type LogInstruction = { id: number; day: CivilDate; text: string; by: string; at: Date };

export type MyAgenda = {
  today: CivilDate;
  meetings: MyMeeting[];
  tasks: TaskLine[];
  notices: NoticeLine[];
  outings: OutingLine[];
  instructions: LogInstruction[];
};

/** More than these are found on their own pages. */
const MOST = 20;

const tasksStatement = defineStatement<TaskLine>(
  'daily.agenda-tasks',
  `select t.id, t.title, p.name as issuer, t.due_at as "dueAt", t.chased, t.verdict
  from work_task t join staff p on p.id = t.issuer_id
  where t.assignee_id = $1 and t.state = 'assigned' order by t.due_at, t.id limit ${MOST}`,
);

const noticesStatement = defineStatement<NoticeLine>(
  'daily.agenda-notices',
  `select n.id, n.title, n.kind, n.read_by as "readBy"
  from notice_receipt r join notice n on n.id = r.notice_id
  where r.staff_id = $1 and r.read_at is null and n.must_read and n.state = 'published'
  order by n.read_by nulls last, n.id limit ${MOST}`,
);

/** $1 person, $2 today: what is planned for today, what was planned and never begun, and where one is now. */
const outingsStatement = defineStatement<OutingLine>(
  'daily.agenda-outings',
  `select o.id, o.no, o.state, o.kind, o.business, coalesce(o.out_at, o.planned_out_at) as "leavesAt",
    o.expected_return_at as "expectedReturnAt", s.list as stops
  from outing o
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'customerId', p.customer_id,
      'party', coalesce(c.name, p.party), 'place', p.place, 'purpose', p.purpose, 'state', p.state) order by p.rank), '[]')
      as list
    from outing_stop p left join customer c on c.id = p.customer_id where p.outing_id = o.id
  ) s
  where o.staff_id = $1 and (o.state = 'out' or (o.state = 'planned' and o.biz_date <= $2::date))
  order by "leavesAt", o.id limit ${MOST}`,
);

/** $1 person, $2 the instant since which a sentence is news. */
const logInstructionsStatement = defineStatement<LogInstruction>(
  'daily.agenda-instructions',
  `select l.id, l.biz_date as day, l.comment as text, p.name as by, l.read_at as at
  from daily_log l join staff p on p.id = l.read_by
  where l.staff_id = $1 and l.read_at >= $2 and l.comment is not null order by l.read_at desc limit ${MOST}`,
);

/** 依据 DAY-19: what of today is no duty of a rule: meetings, tasks, must-reads, the day's way, superiors' sentences. */
export async function myAgenda(ctx: Context): Promise<MyAgenda> {
  const { db, zone } = ctx;
  const staffId = ownStaffId(ctx, '查看我的一天');
  const { today } = momentOf(ctx);
  return {
    today,
    meetings: (await myMeetings(ctx)).items.filter(({ status }) => status !== null),
    tasks: await tasksStatement(db, staffId),
    notices: await noticesStatement(db, staffId),
    outings: await outingsStatement(db, staffId, today),
    instructions: await logInstructionsStatement(db, staffId, startOfDay(today, zone)),
  };
}
