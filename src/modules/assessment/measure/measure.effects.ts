import { ROLE_TITLES, ROLES, type Role } from '../../../kernel/access/roles.ts';
import { fail } from '../../../kernel/errors/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { assessmentErrors } from '../errors.ts';
import { measure } from './measure.register.ts';
import type { MeasureRow } from './measure.rules.ts';

/** 依据 ASM-4: which superior a step asks for is data; whoever issues also declines, accepts and revokes it. */
async function requireIssuer(ctx: Context, _values: unknown, before: MeasureRow | null): Promise<Partial<MeasureRow>> {
  if (before === null) throw new Error('measures are not created by hand');
  const roles = before.issuers.split(',').filter((role): role is Role => (ROLES as readonly string[]).includes(role));
  const holds = ctx.principal?.appointments.some(
    ({ role, ord, ordUntil }) =>
      roles.includes(role) && ord <= before.institution_ord && before.institution_ord < ordUntil,
  );
  if (!holds) fail(assessmentErrors.MEASURE_NOT_YOURS({ who: roles.map((role) => ROLE_TITLES[role]).join('、') }));
  return {};
}

const byIssuer = { prepare: requireIssuer };

export const measureEffects = defineEffects(measure, {
  issue: byIssuer,
  decline: byIssuer,
  accept: byIssuer,
  return: byIssuer,
  revoke: byIssuer,
});
