import { modules } from '../../src/modules/index.ts';
import { rowSecurity } from '../../src/platform/access/public.ts';

/** `generated/row-security.sql`: the policies as the program brings them into the database, to be read. */
export function rowSecurityScript(): string {
  return rowSecurity(modules.flatMap((module) => module.registers.map(({ register }) => register)));
}
