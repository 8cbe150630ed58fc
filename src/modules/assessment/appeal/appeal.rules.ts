import type { Problem } from '../../../kernel/errors/public.ts';
import type { Moment, RowOf } from '../../../kernel/register/public.ts';
import { assessmentErrors } from '../errors.ts';
import type { appealFields } from './appeal.fields.ts';

export type AppealState = 'filed' | 'upheld' | 'overturned' | 'withdrawn';
type AppealRow = RowOf<typeof appealFields, AppealState>;

/** Who confirmed a breach does not decide whether he was right. */
export function decidedByAnother({ judged_by }: AppealRow, { staffId }: Moment): Problem[] {
  return judged_by === staffId ? [assessmentErrors.APPEAL_SAME_JUDGE()] : [];
}

export function signed(_row: AppealRow, { staffId, now }: Moment): Partial<AppealRow> {
  return { decided_by: staffId, decided_at: now };
}
