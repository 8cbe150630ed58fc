import { ADMIN_ROLES, ROLES } from '../../src/kernel/access/roles.ts';
import type { Action, AnyRegister, Grantee, Grants } from '../../src/kernel/register/public.ts';
import { modules } from '../../src/modules/index.ts';

const GRANTEES: readonly Grantee[] = [...ROLES, ...ADMIN_ROLES.map((role): Grantee => `admin:${role}`)];
const OPERATIONS = ['read', 'create', 'update', 'export', 'reveal'] as const;

/** Which rows each role reaches, register by register: the part of the matrix that an auditor signs. */
export function registerGrants(): string[] {
  const registers = modules.flatMap((module) => module.registers.map(({ register }) => register));
  return registers.flatMap(tableOf);
}

function tableOf(register: AnyRegister): string[] {
  const actions = Object.entries(register.actions as Record<string, Action>);
  const lines: [string, Grants][] = [
    ...OPERATIONS.map((operation): [string, Grants] => [operation, register.access[operation]]),
    ...actions.map(([name, action]): [string, Grants] => [`${name} ${action.title}`, action.who]),
  ];
  return [
    `## ${register.title} \`${register.id}\``,
    '',
    `| | ${GRANTEES.join(' | ')} |`,
    `| --- ${'| --- '.repeat(GRANTEES.length)}|`,
    ...lines.map(([name, grants]) => `| ${name} | ${GRANTEES.map((grantee) => cell(grants, grantee)).join(' | ')} |`),
    '',
  ];
}

function cell(grants: Grants, grantee: Grantee): string {
  const granted = grants[grantee];
  if (granted === undefined) return '';
  return typeof granted === 'string' ? granted : granted.join(', ');
}
