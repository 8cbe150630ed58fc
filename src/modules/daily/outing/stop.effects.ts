import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { registerErrors } from '../../../kernel/register/public.ts';
import { scoped } from '../../../platform/access/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { assertCustomer } from '../../customers/public.ts';
import { dailyErrors } from '../errors.ts';
import { outing } from './outing.register.ts';
import type { OutingRow } from './outing.rules.ts';
import { outingStop } from './stop.register.ts';

export const stopEffects = defineEffects(outingStop, {
  create: {
    async prepare(ctx, { outing_id, customer_id }) {
      const { staff_id, institution_ord, state, no } = await outingOf(ctx, outing_id as number);
      if (state === 'returned' || state === 'cancelled') fail(dailyErrors.OUTING_OVER({ no }));
      if (customer_id) await assertCustomer(ctx, customer_id);
      return { staff_id, institution_ord };
    },
  },
  update: {
    async prepare(ctx, { customer_id }) {
      if (customer_id) await assertCustomer(ctx, customer_id);
      return {};
    },
  },
  arrive: {
    async prepare(ctx, _values, before) {
      const { state, no } = await outingOf(ctx, before?.outing_id ?? 0);
      if (state !== 'out') fail(dailyErrors.OUTING_NOT_UNDER_WAY({ no }));
      return {};
    },
  },
});

type Head = Pick<OutingRow, 'no' | 'staff_id' | 'institution_ord' | 'state'>;

/** The outing of a stop, one's own; throws 404 for any other. */
async function outingOf(ctx: Context, id: number): Promise<Head> {
  const { rows } = await sql<Head>`
    select no, staff_id, institution_ord, state from outing
    where id = ${id} and ${scoped(ctx, outing, { operation: 'update' })}`.execute(ctx.db);
  return rows[0] ?? fail(registerErrors.ROW_NOT_FOUND());
}
