import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { modules } from '../modules/index.ts';
import { seedCalendar } from '../modules/rulebook/public.ts';
import { authenticate, createAuth, type DemoAccounts, registerAuth, type SecretBox } from '../platform/auth/public.ts';
import { registerExporter } from '../platform/exporting/public.ts';
import { buildServer } from '../platform/http/public.ts';
import { registerJobs, startJobs } from '../platform/jobs/public.ts';
import { registerCheckpoints } from '../platform/ledger/public.ts';
import { backgroundEndpoints, taskHandlers } from './background.ts';
import type { Bank } from './bank.ts';
import { startChores } from './chores.ts';
import { openLog } from './log.ts';

export type ServeOptions = {
  host: string;
  /** 0: any free one. */
  port: number;
  /** File of the audit chain's checkpoints, if they are kept. */
  checkpoints?: string | undefined;
  /** Behind the bank's own proxy: its forwarded address and scheme are believed. */
  trustProxy?: boolean;
  demoAccounts?: DemoAccounts;
  /** Seals second factors; without it nobody can enrol one. */
  secrets?: SecretBox | null;
  log?: boolean;
};

export type RunningServer = { url: string; close(): Promise<void> };

const WEB_FOLDER = join(import.meta.dirname, '../../dist/web');

/** Serves the bank until `close`, which lets requests under way finish. The bank stays open. */
export async function startServer({ ctx, database }: Bank, options: ServeOptions): Promise<RunningServer> {
  await seedCalendar(ctx.db);
  const { db, reader, clock, zone } = ctx;
  const { demoAccounts, secrets = null, trustProxy = false } = options;
  const log = options.log ? openLog() : undefined;
  const auth = await createAuth({ db, clock, zone, secrets, ...(demoAccounts && { demoAccounts }) });
  const app: FastifyInstance = await buildServer({
    db,
    ...(reader && { reader }),
    clock,
    zone,
    modules,
    authenticate,
    endpoints: backgroundEndpoints,
    exporter: registerExporter(() => app.jobs),
    trustProxy,
    logger: log ? { stream: log } : false,
    ...(existsSync(WEB_FOLDER) && { webDir: WEB_FOLDER }),
  });
  registerAuth(app, auth);
  registerCheckpoints(app, options.checkpoints);
  const onFailure = (error: unknown) => app.log.error(error);
  registerJobs(app, await startJobs({ database, reader, clock, zone, handlers: taskHandlers, onFailure }));
  const url = await app.listen({ host: options.host, port: options.port });
  const chores = startChores(ctx, options.checkpoints, onFailure);
  return {
    url,
    async close() {
      await app.close();
      await app.jobs.stop();
      await chores.stop();
      log?.flushSync();
    },
  };
}
