import { sql } from 'kysely';
import { z } from 'zod';
import { civilDateFrom } from '../../../kernel/calendar/index.ts';
import { type Context, transact } from '../../../platform/context.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { audit } from '../../../platform/ledger/public.ts';
import { getRow } from '../../../platform/registers/public.ts';
import { loadContent } from '../drafts/content.ts';
import { servedDraft } from '../drafts/save-content.ts';
import { DUTY_STATUSES } from '../duties/list-duties.ts';
import { checkedRulebook } from '../library/publish.ts';
import { CHANGES, listScenarioDuties } from './list-duties.ts';
import { createScenario, deleteScenario } from './scenario.ts';
import { scenarioSummary } from './summary.ts';

/** A scenario names people who would have failed: for those who write regulations and those who check them. */
const writers = { roles: ['business'] } as const;
const readers = { roles: ['business', 'audit'] } as const;

const id = z.coerce.number().int().positive();
const day = z.iso.date().transform(civilDateFrom);
const side = z.object({ duties: z.int(), need: z.int(), failed: z.int(), hours: z.string(), points: z.string() });
const compared = { before: side, after: side };

const start = defineEndpoint({
  id: 'rulebook.scenarios.start',
  method: 'POST',
  path: '/api/rulebook/scenarios',
  access: writers,
  summary: '推演一份草案：在过去的区间上试算，在任务中心看进度',
  input: z.object({ draft: z.int(), title: z.string().trim().min(1).max(60), from: day, until: day }),
  output: z.object({ id: z.int(), task: z.int() }),
  raw: true,
  async handler(ctx, { draft, title, from, until }, request) {
    await getRow(ctx, servedDraft, draft);
    const rulebook = checkedRulebook(await loadContent(ctx, draft));
    const scenario = await transact(ctx, async (inside) => {
      const created = await createScenario(inside, { title, draftId: draft, rulebook, from, until });
      await audit(inside, {
        action: 'scenario.start',
        register: 'scenario',
        rowId: String(created),
        detail: { title, from, until },
      });
      return created;
    });
    const task = { kind: 'what-if', title: `推演：${title}`, parameters: { scenario } };
    const taskId = await request.server.jobs.submit(ctx, task);
    await ctx.db.updateTable('scenario').set({ task_id: taskId }).where('id', '=', scenario).execute();
    return { id: scenario, task: taskId };
  },
});

const item = z.object({
  id: z.int(),
  title: z.string(),
  from: z.string(),
  until: z.string(),
  by: z.string().nullable(),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
  state: z.string().nullable(),
  done: z.int().nullable(),
  total: z.int().nullable(),
  task: z.int().nullable(),
});
type Item = z.output<typeof item>;

const MOST_LISTED = 100;

const list = defineEndpoint({
  id: 'rulebook.scenarios.list',
  method: 'GET',
  path: '/api/rulebook/scenarios',
  access: readers,
  summary: '最近的推演，新的在前',
  input: z.object({}),
  output: z.object({ items: z.array(item) }),
  handler: async ({ db }: Context) => {
    const { rows } = await sql<Item>`
      select s.id, s.title, s.from_day as "from", s.until_day as "until", p.name as by, s.created_at as "createdAt",
        s.finished_at as "finishedAt", t.state, t.done, t.total, t.id as task
      from scenario s
      left join task t on t.id = s.task_id
      left join account a on a.id = s.owner_id left join staff p on p.id = a.staff_id
      where s.task_id is not null
      order by s.created_at desc, s.id desc limit ${MOST_LISTED}`.execute(db);
    return { items: rows };
  },
});

const read = defineEndpoint({
  id: 'rulebook.scenarios.read',
  method: 'GET',
  path: '/api/rulebook/scenarios/:id',
  access: readers,
  summary: '推演的结果：按规则、机构、人员对比现行与草案',
  input: z.object({ id }),
  output: z.object({
    id: z.int(),
    title: z.string(),
    from: z.string(),
    until: z.string(),
    finishedAt: z.date().nullable(),
    rules: z.array(z.object({ rule: z.string(), clause: z.string(), title: z.string(), ...compared })),
    institutions: z.array(z.object({ institution: z.string().nullable(), name: z.string().nullable(), ...compared })),
    consequences: z.array(
      z.object({ ladder: z.string(), step: z.string(), before: z.int(), after: z.int(), newly: z.array(z.string()) }),
    ),
    people: z.array(
      z.object({
        staff: z.string().nullable(),
        name: z.string().nullable(),
        institution: z.string().nullable(),
        ...compared,
      }),
    ),
  }),
  handler: (ctx, input) => scenarioSummary(ctx, input.id),
});

const oneSide = z
  .object({ bearer: z.string().nullable(), need: z.int(), got: z.int(), status: z.enum(DUTY_STATUSES) })
  .nullable();

const duties = defineEndpoint({
  id: 'rulebook.scenarios.duties',
  method: 'GET',
  path: '/api/rulebook/scenarios/:id/duties',
  access: readers,
  summary: '推演中与现行不同的义务：草案下新增未完成、不再未完成或全部',
  input: z.object({
    id,
    change: z.enum(CHANGES).default('failing'),
    rule: z.string().max(20).optional(),
    staff: z.string().max(50).optional(),
    after: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    items: z.array(
      z.object({
        rule: z.string(),
        subject: z.string().nullable(),
        subjectName: z.string().nullable(),
        anchor: z.string(),
        institution: z.string().nullable(),
        before: oneSide,
        after: oneSide,
      }),
    ),
    next: z.string().nullable(),
  }),
  handler: listScenarioDuties,
});

const remove = defineEndpoint({
  id: 'rulebook.scenarios.delete',
  method: 'DELETE',
  path: '/api/rulebook/scenarios/:id',
  access: writers,
  summary: '删除一次推演及其结果',
  input: z.object({ id }),
  output: z.object({}),
  handler: async (ctx, input) => {
    await transact(ctx, async (inside) => {
      const title = await deleteScenario(inside, input.id);
      await audit(inside, {
        action: 'scenario.delete',
        register: 'scenario',
        rowId: String(input.id),
        detail: { title },
      });
    });
    return {};
  },
});

export const scenarioEndpoints = [start, list, read, duties, remove];
