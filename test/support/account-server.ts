import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { systemModule } from '../../src/modules/system/module.ts';
import {
  authenticate,
  createAuth,
  createSecretBox,
  type DemoAccounts,
  registerAuth,
  SECRET_KEY_BYTES,
} from '../../src/platform/auth/public.ts';
import { type Clock, systemClock } from '../../src/platform/context.ts';
import { type Database, openDatabase } from '../../src/platform/db/database.ts';
import { buildServer } from '../../src/platform/http/public.ts';

const zone = 'Asia/Shanghai';
const secrets = createSecretBox(randomBytes(SECRET_KEY_BYTES));

/** A server with the system module alone. */
export async function accountServer(
  { kysely: db }: Database,
  options: { clock?: Clock; demoAccounts?: DemoAccounts; trustProxy?: boolean } = {},
): Promise<FastifyInstance> {
  const { clock = systemClock, demoAccounts, trustProxy = false } = options;
  const server = await buildServer({ db, clock, zone, modules: [systemModule], authenticate, trustProxy });
  registerAuth(server, await createAuth({ db, clock, zone, secrets, ...(demoAccounts && { demoAccounts }) }));
  return server;
}

/** As a process of its own: `node account-server.ts DATABASE_URL` serves and prints its address. */
if (import.meta.main) {
  const database = await openDatabase({ url: process.argv[2] as string });
  const server = await accountServer(database);
  console.log(await server.listen({ host: '127.0.0.1', port: 0 }));
}
