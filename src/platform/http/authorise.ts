import type { Problem } from '../../kernel/errors/public.ts';
import type { Principal } from '../context.ts';
import type { Access } from './endpoint.ts';
import { httpErrors } from './errors.ts';

/** The problem that keeps this principal out of an endpoint, or null. */
export function refusal(access: Access, principal: Principal | null): Problem | null {
  if (access === 'public' || access === 'secret-address') return null;
  if (!principal) return httpErrors.SIGNED_OUT();
  if (access === 'signed-in' || holdsOne(access, principal)) return null;
  return httpErrors.NOT_ALLOWED();
}

function holdsOne(access: Exclude<Access, string>, principal: Principal): boolean {
  if (principal.adminRole && access.admin?.includes(principal.adminRole)) return true;
  return principal.appointments.some((appointment) => access.roles.includes(appointment.role));
}
