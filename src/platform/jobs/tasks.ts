import { sql } from 'kysely';
import { fail } from '../../kernel/errors/public.ts';
import type { Context } from '../context.ts';
import { jobErrors } from './errors.ts';

export type TaskState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** A task as its owner sees it in the task centre. `done` of `total` rows; a total of null is not known yet. */
export type Task = {
  id: number;
  kind: string;
  title: string;
  /** What it was asked to do, as its kind has it. */
  parameters: Record<string, unknown>;
  state: TaskState;
  done: number;
  total: number | null;
  result: unknown;
  error: string | null;
  /** The uploaded file, while it is kept. */
  inputFile: string | null;
  outputFile: string | null;
  /** When the output file is removed. */
  expiresAt: Date | null;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
};

const LISTED = 100;

const COLUMNS = [
  'task.id',
  'kind',
  'title',
  'parameters',
  'state',
  'done',
  'total',
  'result',
  'error',
  'input_file as inputFile',
  'output_file as outputFile',
  'stored_file.expires_at as expiresAt',
  'task.created_at as createdAt',
  'started_at as startedAt',
  'ended_at as endedAt',
] as const;

/** One's own newest tasks. */
export async function listTasks(ctx: Context): Promise<Task[]> {
  const rows = await ownTasks(ctx).select(COLUMNS).orderBy('task.id', 'desc').limit(LISTED).execute();
  return rows as Task[];
}

/** Throws AppError (404) for what is not one's own. */
export async function getTask(ctx: Context, id: number): Promise<Task> {
  const row = await ownTasks(ctx).select(COLUMNS).where('task.id', '=', id).executeTakeFirst();
  return (row as Task | undefined) ?? fail(jobErrors.TASK_UNKNOWN());
}

/** A waiting task ends at once, a running one within a second. Throws AppError when it has ended. */
export async function cancelTask(ctx: Context, id: number): Promise<Task> {
  const task = await getTask(ctx, id);
  const { rows } = await sql`
    update task set cancel_asked = true,
      ended_at = case when state = 'waiting' then ${ctx.clock.now()}::timestamptz end,
      state = case when state = 'waiting' then 'cancelled' else state end
    where id = ${task.id} and state in ('waiting', 'running') returning id`.execute(ctx.db);
  if (rows.length === 0) fail(jobErrors.TASK_ENDED());
  return getTask(ctx, id);
}

/** How many of one's own tasks are not done yet. */
export async function countUnfinishedTasks(ctx: Context): Promise<number> {
  const { count } = await ownTasks(ctx)
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow();
  return count;
}

/** One's own tasks that ended at `since` or later, newest first. */
export async function listEndedTasks(ctx: Context, since: Date, limit: number): Promise<Task[]> {
  const ended = ownTasks(ctx).select(COLUMNS).where('ended_at', '>=', since);
  return (await ended.orderBy('task.id', 'desc').limit(limit).execute()) as Task[];
}

const ownTasks = (ctx: Context) =>
  ctx.db
    .selectFrom('task')
    .leftJoin('stored_file', 'stored_file.id', 'task.output_file')
    .where('task.owner_id', '=', ctx.principal?.accountId ?? 0);

/** Forgets the tasks that ended before `before`; returns how many. */
export async function purgeTasks(ctx: Context, before: Date): Promise<number> {
  const result = await ctx.db.deleteFrom('task').where('ended_at', '<', before).executeTakeFirst();
  return Number(result.numDeletedRows);
}
