import { fail } from '../../../kernel/errors/public.ts';
import { type AskedQuestion, questionsOf, withoutAnswers, wrongAnswers } from '../../../kernel/rulebook/quiz.ts';
import type { Regulation } from '../../../kernel/rulebook/rulebook.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { readingErrors } from './errors.ts';
import { concerns, type RequiredReading, requiredReadings } from './required.ts';

export type MyReading = {
  version: number;
  regulation: string;
  title: string;
  issuer: string;
  effectiveOn: string;
  readAt: Date | null;
  questions: number;
  passedAt: Date | null;
};

/** What the principal has to read, what he has read, and which quizzes he has passed (依据 RUL-1). */
export async function myReadings(ctx: Context): Promise<MyReading[]> {
  const mine = await concerningMe(ctx);
  const staffId = ctx.principal?.staffId ?? null;
  const receipts = await ctx.db
    .selectFrom('rulebook_receipt')
    .select(['version_id', 'regulation_id', 'read_at'])
    .where('staff_id', '=', staffId)
    .execute();
  const passes = await ctx.db
    .selectFrom('rulebook_quiz_attempt')
    .select(['version_id', 'regulation_id', 'attempted_at'])
    .where('staff_id', '=', staffId)
    .where('passed', '=', true)
    .orderBy('id')
    .execute();
  return mine.map(({ version, effectiveOn, regulation }) => {
    const same = (row: { version_id: number; regulation_id: string }) =>
      row.version_id === version && row.regulation_id === regulation.id;
    return {
      version,
      regulation: regulation.id,
      title: regulation.title,
      issuer: regulation.issuer,
      effectiveOn,
      readAt: receipts.find(same)?.read_at ?? null,
      questions: questionsOf(regulation).length,
      passedAt: passes.find(same)?.attempted_at ?? null,
    };
  });
}

/** Whether nothing is left to do with a reading. */
export function isSettled({ readAt, questions, passedAt }: MyReading): boolean {
  return readAt !== null && (questions === 0 || passedAt !== null);
}

type Key = { version: number; regulation: string };

/** The text to be read and its questions, without their answers. Throws READING_UNKNOWN. */
export async function readingText(
  ctx: Context,
  key: Key,
): Promise<{ regulation: Regulation; questions: AskedQuestion[] }> {
  const { regulation } = await reading(ctx, key);
  const [open] = withoutAnswers([regulation]);
  const questions = questionsOf(regulation).map(({ clause, question, options }) => ({ clause, question, options }));
  return { regulation: open ?? regulation, questions };
}

/** 已读: once, with its time. Throws READING_UNKNOWN. */
export async function confirmRead(ctx: Context, key: Key): Promise<void> {
  await reading(ctx, key);
  await transact(ctx, async (inside) => {
    const { numInsertedOrUpdatedRows } = await inside.db
      .insertInto('rulebook_receipt')
      .values({ ...rowKey(inside, key), read_at: inside.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return;
    await record(inside, key, 'rulebook.read', {});
  });
}

/** A try at the quiz; it may be repeated. Every try is kept. Throws READING_UNKNOWN, READING_FIRST, QUIZ_ABSENT. */
export async function answerQuiz(
  ctx: Context,
  { answers, ...key }: Key & { answers: (number | null)[] },
): Promise<{ passed: boolean; wrong: number[] }> {
  const { regulation } = await reading(ctx, key);
  const asked = questionsOf(regulation).length;
  if (asked === 0) fail(readingErrors.QUIZ_ABSENT());
  const mine = (await myReadings(ctx)).find((one) => one.version === key.version && one.regulation === key.regulation);
  if (!mine?.readAt) fail(readingErrors.READING_FIRST());
  const wrong = wrongAnswers(regulation, answers);
  const passed = wrong.length === 0;
  await transact(ctx, async (inside) => {
    await inside.db
      .insertInto('rulebook_quiz_attempt')
      .values({
        ...rowKey(inside, key),
        asked,
        answered_right: asked - wrong.length,
        passed,
        attempted_at: inside.clock.now(),
      })
      .execute();
    await record(inside, key, 'rulebook.quiz', { asked, right: asked - wrong.length });
  });
  return { passed, wrong };
}

async function concerningMe(ctx: Context): Promise<RequiredReading[]> {
  if (ctx.principal?.staffId == null) return [];
  const roles = ctx.principal.appointments.map(({ role }) => role);
  return (await requiredReadings(ctx)).filter(({ regulation }) => concerns(regulation, roles));
}

async function reading(ctx: Context, key: Key): Promise<RequiredReading> {
  const found = (await concerningMe(ctx)).find(
    (one) => one.version === key.version && one.regulation.id === key.regulation,
  );
  return found ?? fail(readingErrors.READING_UNKNOWN());
}

function rowKey(ctx: Context, { version, regulation }: Key) {
  const staff_id = ctx.principal?.staffId ?? fail(readingErrors.READING_UNKNOWN());
  return { version_id: version, regulation_id: regulation, staff_id };
}

function record(ctx: Context, { version, regulation }: Key, action: string, detail: object): Promise<void> {
  return audit(ctx, {
    action,
    register: 'rulebook',
    rowId: `${version}/${regulation}`,
    institutionOrd: null,
    detail: { ...detail },
  });
}
