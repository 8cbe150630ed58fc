import { sql } from 'kysely';
import { fail } from '../../../kernel/errors/public.ts';
import { type Grants, type Reach, reachOf } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { asOfErrors } from './errors.ts';

/** Whose past somebody may look at: his own, of the people he leads, everybody's who checks the bank. */
const READERS: Grants = {
  rm: 'self',
  clerk: 'self',
  none: 'self',
  leader: ['self', 'institution'],
  president: ['self', 'institution'],
  business: ['self', 'institution'],
  hr: ['self', 'institution'],
  audit: 'bank',
};

export type Person = { id: number; no: string; name: string };

/** The person, and whether the principal sees duties at an institution's `ord`. Throws AS_OF_PERSON. */
export async function readablePerson(
  ctx: Context,
  id: number,
): Promise<{ person: Person; sees: (ord: number | null) => boolean }> {
  const { rows } = await sql<Person & { ord: number | null }>`
    select id, no, name, institution_ord as ord from staff where id = ${id}`.execute(ctx.db);
  const found = rows[0];
  const reaches = reachOf(READERS, ctx.principal);
  const self = reaches.some((reach) => reach.relation === 'self' && reach.staffId === id);
  const sees = (ord: number | null) => self || reaches.some((reach) => encloses(reach, ord));
  if (!found || !sees(found.ord)) return fail(asOfErrors.AS_OF_PERSON());
  const { ord: _, ...person } = found;
  return { person, sees };
}

function encloses(reach: Reach, ord: number | null): boolean {
  if (reach.relation === 'bank') return true;
  return reach.relation === 'institution' && ord !== null && ord >= reach.ord && ord < reach.ordUntil;
}
