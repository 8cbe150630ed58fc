import { Decimal } from 'decimal.js';
import { periodOf } from '../../../kernel/calendar/index.ts';
import type { Problem } from '../../../kernel/errors/public.ts';
import type { RowOf } from '../../../kernel/register/public.ts';
import { assessmentErrors } from '../errors.ts';
import type { wageFields } from './wage.fields.ts';

export function checkWage({ from_date, amount }: RowOf<typeof wageFields>): Problem[] {
  const problems: Problem[] = [];
  if (periodOf('month', from_date).start !== from_date)
    problems.push(assessmentErrors.WAGE_MONTH(undefined, 'from_date'));
  if (new Decimal(amount).lte(0)) problems.push(assessmentErrors.WAGE_AMOUNT(undefined, 'amount'));
  return problems;
}
