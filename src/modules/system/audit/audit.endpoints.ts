import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { chainHead, readCheckpoints, verifyChain } from '../../../platform/ledger/public.ts';
import { auditQuery, listRecords } from './list-records.ts';
import { watch } from './watch.ts';

const auditors = { roles: ['audit'], admin: ['audit'] } as const;

const list = defineEndpoint({
  id: 'system.audit.list',
  method: 'GET',
  path: '/api/audit',
  access: auditors,
  summary: '审计日志，按时间、人员、登记簿、操作筛选',
  input: auditQuery,
  output: z.object({
    items: z.array(
      z.object({
        id: z.int(),
        at: z.date(),
        who: z.string().nullable(),
        staffNo: z.string().nullable(),
        action: z.string(),
        register: z.string().nullable(),
        rowId: z.string().nullable(),
        detail: z.record(z.string(), z.unknown()),
        sealed: z.boolean(),
      }),
    ),
    next: z.int().nullable(),
  }),
  handler: listRecords,
});

const watched = defineEndpoint({
  id: 'system.audit.watch',
  method: 'GET',
  path: '/api/audit/watch',
  access: auditors,
  summary: '近期须留意的操作：查看原文、导出、拒绝登录、账号、豁免、导入、备份，以及查看与导出最多的人',
  output: z.object({
    from: z.string(),
    kinds: z.array(
      z.object({
        kind: z.string(),
        title: z.string(),
        action: z.string(),
        count: z.int(),
        people: z.int(),
        onRestDays: z.int(),
        lastAt: z.date().nullable(),
      }),
    ),
    people: z.array(
      z.object({
        staffId: z.int().nullable(),
        who: z.string(),
        staffNo: z.string().nullable(),
        reveals: z.int(),
        exports: z.int(),
        onRestDays: z.int(),
      }),
    ),
  }),
  handler: watch,
});

const chainState = z.object({
  sealed: z.int(),
  /** Written, and waiting for the sealer. */
  waiting: z.int(),
  /** The newest head kept outside the database; null: none is kept. */
  checkpoint: z.object({ seq: z.int(), at: z.string() }).nullable(),
});

const state = defineEndpoint({
  id: 'system.audit.chain',
  method: 'GET',
  path: '/api/audit/chain',
  access: auditors,
  summary: '审计链的现状：已封存多少条，最近一次检查点',
  output: chainState,
  raw: true,
  handler: async (ctx, _input, { server }) => ({
    sealed: (await chainHead(ctx.db)).seq,
    waiting: await countWaiting(ctx),
    checkpoint: lastOf(await checkpointsOf(server.checkpoints)),
  }),
});

const verify = defineEndpoint({
  id: 'system.audit.verify',
  method: 'POST',
  path: '/api/audit/verify',
  access: auditors,
  summary: '从头核验整条审计链，并与库外的检查点对照',
  output: z.object({
    ok: z.boolean(),
    sealed: z.int(),
    fault: z.object({ kind: z.string(), seq: z.int().nullable(), recordId: z.int().nullable() }).nullable(),
    verifiedAt: z.date(),
  }),
  raw: true,
  async handler(ctx, _input, { server }) {
    const report = await verifyChain(ctx.db, await checkpointsOf(server.checkpoints));
    const fault = report.ok ? null : report.fault;
    return { ok: report.ok, sealed: report.sealed, fault, verifiedAt: ctx.clock.now() };
  },
});

function checkpointsOf(file: string | undefined) {
  return file === undefined ? [] : readCheckpoints(file);
}

function lastOf(checkpoints: readonly { seq: number; at: string }[]): z.output<typeof chainState>['checkpoint'] {
  const last = checkpoints.at(-1);
  return last === undefined ? null : { seq: last.seq, at: last.at };
}

async function countWaiting({ db }: Context): Promise<number> {
  const { count } = await db
    .selectFrom('audit_unsealed')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

export const auditEndpoints = [list, watched, state, verify];
