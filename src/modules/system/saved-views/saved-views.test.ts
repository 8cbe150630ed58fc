import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuthFixture, authFixture, refusedWith } from '../../../../test/support/auth.ts';
import type { Context } from '../../../platform/context.ts';
import { savedViewEndpoints } from './saved-views.endpoints.ts';

let fixture: AuthFixture;
let mine: Context;
let others: Context;

beforeAll(async () => {
  fixture = await authFixture();
  mine = await fixture.as((await fixture.open()).id);
  others = await fixture.as((await fixture.open()).id);
});
afterAll(() => fixture.drop());

function call(ctx: Context, id: string, input: unknown): Promise<Record<string, never>> {
  const endpoint = savedViewEndpoints.find((one) => one.id === `saved-views.${id}`);
  if (!endpoint || endpoint.raw) throw new Error(`no endpoint ${id}`);
  return endpoint.handler(ctx, input) as Promise<Record<string, never>>;
}

describe('saved views', () => {
  const view = (values: Record<string, string>) => ({
    register: 'register.customer',
    name: '大额',
    query: { values, columns: ['no'] },
  });

  it('are kept per account; the same name replaces; nobody reaches those of others', async () => {
    const { id } = await call(mine, 'save', view({ deposit: '5000000..' }));
    expect((await call(mine, 'save', view({ deposit: '1000000..' }))).id).toBe(id);
    expect(await call(mine, 'list', { register: 'register.customer' })).toEqual({
      items: [{ id, name: '大额', query: { values: { deposit: '1000000..' }, columns: ['no'] } }],
    });
    expect(await call(others, 'list', { register: 'register.customer' })).toEqual({ items: [] });
    expect(await refusedWith(call(others, 'drop', { id }))).toEqual(['VIEW_NOT_FOUND']);
    await call(mine, 'drop', { id });
    expect(await call(mine, 'list', { register: 'register.customer' })).toEqual({ items: [] });
  });
});
