import { backgroundEndpoints } from '../../src/app/background.ts';
import { ADMIN_ROLES, ROLES } from '../../src/kernel/access/roles.ts';
import { modules } from '../../src/modules/index.ts';
import type { Access } from '../../src/platform/http/public.ts';
import { endpointsOf } from '../../src/platform/registers/public.ts';
import { registerGrants } from './register-grants.ts';

const COLUMNS = [...ROLES, ...ADMIN_ROLES.map((role) => `admin:${role}`)];

/** `generated/permission-matrix.md`: who may knock at which endpoint; which rows he then sees, the scope decides. */
export function permissionMatrix(): string {
  const endpoints = [...endpointsOf(modules), ...backgroundEndpoints].sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = endpoints.map(({ id, method, path, access }) =>
    row([`\`${id}\``, `${method} ${path}`, ...marks(access)]),
  );
  return [
    '# Permission matrix',
    '',
    'Made by `npm run generate`; never edited. ● may call it, within his scope · ○ everybody, signed in or not · ◇ whoever has the secret address.',
    '',
    row(['endpoint', 'request', ...COLUMNS]),
    row(['endpoint', 'request', ...COLUMNS].map(() => '---')),
    ...rows,
    '',
    'Rows that a role reaches: `self` his own · `custody` of his customers · `institution` below his post · `bank` all.',
    '',
    ...registerGrants(),
  ].join('\n');
}

function marks(access: Access): string[] {
  if (access === 'public') return COLUMNS.map(() => '○');
  if (access === 'secret-address') return COLUMNS.map(() => '◇');
  if (access === 'signed-in') return COLUMNS.map(() => '●');
  const granted = new Set([...access.roles, ...(access.admin ?? []).map((role) => `admin:${role}`)] as string[]);
  return COLUMNS.map((column) => (granted.has(column) ? '●' : ''));
}

function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
