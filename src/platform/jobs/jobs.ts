import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import PgBoss from 'pg-boss';
import { AppError, fail } from '../../kernel/errors/public.ts';
import { loadPrincipal } from '../auth/public.ts';
import type { Clock, Context, Reader } from '../context.ts';
import type { Database } from '../db/database.ts';
import { jobErrors } from './errors.ts';

/** A task while it runs, in the rights that its owner has now. */
export type RunningTask = {
  ctx: Context;
  database: Database;
  parameters: Record<string, unknown>;
  inputFile: string | null;
  signal: AbortSignal;
  progress(done: number, total?: number): void;
};

export type TaskOutcome = { result: unknown; outputFile: string | null };

/** Does the tasks of one kind. It must be safe to run again: a task whose process was killed starts anew. */
export type TaskHandler = (task: RunningTask) => Promise<TaskOutcome>;

export type NewTask = {
  kind: string;
  title: string;
  parameters: Record<string, unknown>;
  inputFile?: string | null;
};

export type Jobs = {
  database: Database;
  /** Queues a task of the signed-in account; answers its number. */
  submit(ctx: Context, task: NewTask): Promise<number>;
  /** Waits for the task under way. */
  stop(): Promise<void>;
};

const QUEUE = 'task';
const POLL_SECONDS = 2;
const WATCH_MILLISECONDS = 500;
const STOP_MILLISECONDS = 10_000;
/** An import of millions of rows takes minutes; a process that died is noticed by its lock, not by this. */
const EXPIRE_SECONDS = 6 * 3600;
/** First key of the lock that a running task holds on its own connection. */
const TASK_LOCK = 7_312;

/** Starts the one worker of this process. pg-boss hands out the work; the table `task` is what people see. */
export async function startJobs(options: {
  database: Database;
  /** For what a task reads of registers in its owner's name. */
  reader?: Reader | undefined;
  clock: Clock;
  zone: string;
  handlers: Readonly<Record<string, TaskHandler>>;
  onFailure(error: unknown): void;
}): Promise<Jobs> {
  const { database } = options;
  const boss = new PgBoss({ db: { executeSql: (text, values) => database.pool.query(text, values) }, schedule: false });
  boss.on('error', options.onFailure);
  await boss.start();
  await boss.createQueue(QUEUE);
  const worker = await boss.work<{ id: number }>(QUEUE, { pollingIntervalSeconds: POLL_SECONDS }, async ([job]) => {
    if (job) await runTask(options, job.data.id).catch(options.onFailure);
  });
  const enqueue = async (id: number) => {
    await boss.send(QUEUE, { id }, { expireInSeconds: EXPIRE_SECONDS, retryLimit: 0 });
    boss.notifyWorker(worker);
  };
  for (const id of await findOrphans(database)) await enqueue(id);
  return {
    database,
    async submit(ctx, task) {
      const { id } = await ctx.db
        .insertInto('task')
        .values({
          kind: task.kind,
          title: task.title,
          parameters: JSON.stringify(task.parameters),
          input_file: task.inputFile ?? null,
          owner_id: ctx.principal?.accountId ?? null,
          created_at: ctx.clock.now(),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await enqueue(id);
      return id;
    },
    stop: () => boss.stop({ close: false, graceful: true, wait: true, timeout: STOP_MILLISECONDS }),
  };
}

/** Tasks that a killed process left: nobody holds their lock. A second start of one that is not is harmless. */
async function findOrphans({ kysely }: Database): Promise<number[]> {
  const rows = await kysely
    .selectFrom('task')
    .select('id')
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

type Worker = Parameters<typeof startJobs>[0];

async function runTask(worker: Worker, id: number): Promise<void> {
  const client = await worker.database.pool.connect();
  try {
    if (!(await lock(client, id))) return;
    await runLocked(worker, id);
  } finally {
    await client.query('select pg_advisory_unlock_all()');
    client.release();
  }
}

async function lock(client: PoolClient, id: number): Promise<boolean> {
  const { rows } = await client.query('select pg_try_advisory_lock($1, $2::int) as taken', [TASK_LOCK, id]);
  return rows[0].taken;
}

type TaskRow = {
  kind: string;
  owner_id: number | null;
  parameters: Record<string, unknown>;
  input_file: string | null;
};

async function runLocked(worker: Worker, id: number): Promise<void> {
  const { kysely } = worker.database;
  const { rows } = await sql<TaskRow>`
    update task set state = 'running', started_at = ${worker.clock.now()}, done = 0, total = null
    where id = ${id} and state in ('waiting', 'running') returning kind, owner_id, parameters, input_file`.execute(
    kysely,
  );
  const [task] = rows;
  if (!task) return;
  const abort = new AbortController();
  const watch = watchTask(worker, id, abort);
  try {
    const outcome = await perform(worker, task, abort.signal, watch.progress);
    await endTask(worker, id, { state: 'done', result: outcome.result, outputFile: outcome.outputFile });
  } catch (error) {
    if (abort.signal.aborted) await endTask(worker, id, { state: 'cancelled' });
    else await endTask(worker, id, { state: 'failed', error: describe(error) });
    if (!(error instanceof AppError)) worker.onFailure(error);
  } finally {
    watch.stop();
  }
}

async function perform(
  worker: Worker,
  task: TaskRow,
  signal: AbortSignal,
  progress: RunningTask['progress'],
): Promise<TaskOutcome> {
  const { clock, zone, database, reader, handlers } = worker;
  const handler = handlers[task.kind];
  if (!handler) throw new Error(`no handler for tasks of kind ${task.kind}`);
  const query = { accountId: task.owner_id ?? 0, at: clock.now(), zone };
  const principal = (await loadPrincipal(database.kysely, query)) ?? fail(jobErrors.TASK_OWNER_GONE());
  const ctx: Context = { db: database.kysely, reader, clock, zone, principal };
  return handler({ ctx, database, parameters: task.parameters, inputFile: task.input_file, signal, progress });
}

/** Writes the progress and looks for the wish to cancel, outside the transaction of the task. */
function watchTask(worker: Worker, id: number, abort: AbortController) {
  let [done, total]: [number, number | null] = [0, null];
  const look = async (): Promise<void> => {
    const { rows } = await sql<{ cancel_asked: boolean }>`
      update task set done = ${done}, total = ${total} where id = ${id} returning cancel_asked`.execute(
      worker.database.kysely,
    );
    if (rows[0]?.cancel_asked) abort.abort();
  };
  const timer = setInterval(() => void look().catch(worker.onFailure), WATCH_MILLISECONDS);
  return {
    progress(rowsDone: number, rowsTotal?: number) {
      [done, total] = [rowsDone, rowsTotal ?? total];
    },
    stop: () => clearInterval(timer),
  };
}

type Ending = { state: 'done' | 'failed' | 'cancelled'; result?: unknown; outputFile?: string | null; error?: string };

async function endTask(worker: Worker, id: number, ending: Ending): Promise<void> {
  await worker.database.kysely
    .updateTable('task')
    .set({
      state: ending.state,
      result: ending.result === undefined ? null : JSON.stringify(ending.result),
      output_file: ending.outputFile ?? null,
      error: ending.error ?? null,
      ended_at: worker.clock.now(),
    })
    .where('id', '=', id)
    .execute();
}

function describe(error: unknown): string {
  if (error instanceof AppError) return error.problems.map(({ text }) => text).join('；');
  return '系统出错，任务未完成，已记录；请稍后重试或联系系统管理员';
}
