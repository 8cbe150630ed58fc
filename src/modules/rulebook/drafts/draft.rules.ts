import type { Problem } from '../../../kernel/errors/public.ts';
import type { Moment, RowOf } from '../../../kernel/register/public.ts';
import type { draftFields } from './draft.fields.ts';
import { draftErrors } from './errors.ts';

export type DraftState = 'drafting' | 'review' | 'approved' | 'published' | 'abandoned';
export type DraftRow = RowOf<typeof draftFields, DraftState>;

/** Evidence tells what has happened, so none of it lies in the future. */
export function checkEvidence(row: DraftRow, { today }: Moment): Problem[] {
  const dated = [
    ['consulted_on', '意见征求'],
    ['informed_on', '告知'],
  ] as const;
  return dated
    .filter(([field]) => row[field] !== null && (row[field] as string) > today)
    .map(([field, what]) => draftErrors.DRAFT_EVIDENCE_FUTURE({ what }, field));
}

/** Nothing retroactive: duties of days that have begun stay under the version in force on them (依据 RUL-1). */
export function takesEffectLater(row: DraftRow, { today }: Moment): Problem[] {
  if (row.effective_on !== null && row.effective_on > today) return [];
  return [draftErrors.DRAFT_EFFECTIVE_PAST({ today }, 'effective_on')];
}
