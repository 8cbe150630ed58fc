import { fail } from '../../kernel/errors/public.ts';
import { registerErrors } from '../../kernel/register/public.ts';
import type { Context } from '../../platform/context.ts';

export type StaffPlace = { institution_id: number | null; institution_ord: number | null; superior_id: number | null };

/** Whose row it is that is about to be written: the signed-in member of staff. Throws 403 for any other account. */
export function ownStaffId({ principal }: Context, operation: string): number {
  return principal?.staffId ?? fail(registerErrors.ROW_NOT_ALLOWED({ operation }));
}

/** Where somebody works today and who leads him; what he writes belongs there from then on. */
export async function placeOfStaff({ db }: Context, staffId: number): Promise<StaffPlace> {
  const place = await db
    .selectFrom('staff')
    .select(['institution_id', 'institution_ord', 'supervisor_id as superior_id'])
    .where('id', '=', staffId)
    .executeTakeFirst();
  return place ?? fail(registerErrors.ROW_NOT_FOUND());
}
