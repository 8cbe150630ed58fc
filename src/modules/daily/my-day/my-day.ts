import { addDays, type CivilDate, startOfDay } from '../../../kernel/calendar/index.ts';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { type KnownRules, knownRules } from '../known-rules.ts';
import { type WorkdayCounter, workdayCounter } from '../workday-counter.ts';
import { type DutyLine, dutiesOwed, dutiesSettled } from './my-duties.ts';
import { type InstructionLine, instructionsForMe, type VisitLine, visitsOfDay } from './my-visits.ts';

/** A duty as pages list it; instants are instants, `until` is exclusive. */
export type DayDuty = Omit<DutyLine, 'institutionId'> & { clause: string; title: string; workdaysLeft: number };

export type MyDay = {
  today: CivilDate;
  isWorkday: boolean;
  /** Years whose calendar is not published: the workdays shown in them are provisional (依据 RUL-4). */
  provisionalYears: number[];
  duties: DayDuty[];
  next: string | null;
  visits: VisitLine[];
  instructions: InstructionLine[];
};

/** How far back a superior's sentence stays on one's day. */
const INSTRUCTION_DAYS = 3;

/** 依据 DAY-19: what one person owes today and this period, most urgent first, and what the day has brought. */
export async function myDay(ctx: Context, { after }: { after?: string | undefined }): Promise<MyDay> {
  const staffId = ctx.principal?.staffId ?? fail(registerErrors.ROW_NOT_ALLOWED({ operation: '查看我的一天' }));
  const rules = await knownRules(ctx);
  const workdays = await workdayCounter(ctx);
  const { today } = workdays;
  const dayStart = startOfDay(today, ctx.zone);
  const owed = await dutiesOwed(ctx, { staffId, responseRules: rules.ofShape('response'), after });
  const settled = after === undefined ? await dutiesSettled(ctx, { staffId, dayStart, today }) : [];
  const lines = [...owed.lines, ...settled];
  return {
    today,
    isWorkday: workdays.isWorkday(today),
    provisionalYears: provisionalYearsOf(lines, workdays),
    duties: lines.map((line) => titled(line, rules, workdays)),
    next: owed.next,
    visits: after === undefined ? await visitsOfDay(ctx, { staffId, today }) : [],
    instructions:
      after === undefined ? await instructionsForMe(ctx, { staffId, since: addDays(today, -INSTRUCTION_DAYS) }) : [],
  };
}

function titled({ institutionId, ...line }: DutyLine, rules: KnownRules, workdays: WorkdayCounter): DayDuty {
  return { ...line, ...rules.titleOf(line.rule), workdaysLeft: workdays.left(line.until, institutionId) };
}

function provisionalYearsOf(lines: readonly DutyLine[], workdays: WorkdayCounter): number[] {
  const last = lines.reduce((latest, { until }) => Math.max(latest, until.getTime()), 0);
  if (last === 0) return workdays.provisionalYears(workdays.today, addDays(workdays.today, 1));
  const lastDay = new Date(last).toISOString().slice(0, 10) as CivilDate;
  return workdays.provisionalYears(workdays.today, addDays(lastDay, 1));
}
