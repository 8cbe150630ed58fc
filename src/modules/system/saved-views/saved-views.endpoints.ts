import { z } from 'zod';
import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { savedViewErrors } from './errors.ts';

/** So many views of one list nobody can tell apart any more. */
const MOST = 50;

const REGISTER = z.string().min(1).max(80);
/** What the web makes of it is its own affair: filters as they stand in the address, and columns. */
const QUERY = z.strictObject({
  values: z.record(z.string().max(64), z.string().max(1000)),
  columns: z.array(z.string().max(64)).max(100).nullable(),
});

const view = z.object({ id: z.int(), name: z.string(), query: QUERY });

/** The account that is signed in: views belong to it alone. */
function ownerOf({ principal }: Context): number {
  if (!principal) throw new Error('views are for people who are signed in');
  return principal.accountId;
}

async function listViews(ctx: Context, { register }: { register: string }) {
  const rows = await ctx.db
    .selectFrom('saved_view')
    .select(['id', 'name', 'query'])
    .where('owner_id', '=', ownerOf(ctx))
    .where('register', '=', register)
    .orderBy('name')
    .limit(MOST)
    .execute();
  return { items: rows.map((row) => ({ ...row, query: QUERY.parse(row.query) })) };
}

type NewView = { register: string; name: string; query: z.output<typeof QUERY> };

/** Saving under a name that is there replaces it. */
async function saveView(ctx: Context, { register, name, query }: NewView) {
  const owner_id = ownerOf(ctx);
  const { items } = await listViews(ctx, { register });
  if (items.length >= MOST && !items.some((one) => one.name === name)) fail(savedViewErrors.TOO_MANY_VIEWS({ MOST }));
  const stored = JSON.stringify(query);
  const { id } = await ctx.db
    .insertInto('saved_view')
    .values({ owner_id, register, name, query: stored })
    .onConflict((conflict) => conflict.columns(['owner_id', 'register', 'name']).doUpdateSet({ query: stored }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id };
}

async function dropView(ctx: Context, { id }: { id: number }) {
  const dropped = await ctx.db
    .deleteFrom('saved_view')
    .where('id', '=', id)
    .where('owner_id', '=', ownerOf(ctx))
    .executeTakeFirst();
  if (dropped.numDeletedRows === 0n) fail(savedViewErrors.VIEW_NOT_FOUND());
  return {};
}

export const savedViewEndpoints = [
  defineEndpoint({
    id: 'saved-views.list',
    method: 'GET',
    path: '/api/saved-views',
    access: 'signed-in',
    summary: '视图：本人保存的筛选与列',
    input: z.object({ register: REGISTER }),
    output: z.object({ items: z.array(view) }),
    handler: listViews,
  }),
  defineEndpoint({
    id: 'saved-views.save',
    method: 'POST',
    path: '/api/saved-views',
    access: 'signed-in',
    summary: '视图：保存，同名即替换',
    input: z.strictObject({ register: REGISTER, name: z.string().trim().min(1).max(40), query: QUERY }),
    output: z.object({ id: z.int() }),
    handler: saveView,
  }),
  defineEndpoint({
    id: 'saved-views.drop',
    method: 'DELETE',
    path: '/api/saved-views/:id',
    access: 'signed-in',
    summary: '视图：删除本人的',
    input: z.object({ id: z.coerce.number().int().positive() }),
    output: z.object({}),
    handler: dropView,
  }),
];
