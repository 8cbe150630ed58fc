import { ADMIN_ROLES, ROLES } from '../../kernel/access/roles.ts';
import type { Action, AnyRegister, Grantee, Grants } from '../../kernel/register/public.ts';
import type { Endpoint } from './endpoint.ts';
import { describeAccess } from './openapi.ts';

const GRANTEES: readonly Grantee[] = [...ROLES, ...ADMIN_ROLES.map((role): Grantee => `admin:${role}`)];
const OPERATIONS = ['read', 'create', 'update', 'export', 'reveal'] as const;

/** Who may do what, as a page to be read and signed: registers by relation, then every endpoint. */
export function permissionMatrix(registers: readonly AnyRegister[], endpoints: readonly Endpoint[]): string {
  return [
    '# 权限表',
    '',
    '由声明生成,请勿手改。`self` 本人 · `custody` 本人管户 · `institution` 任职机构及下级 · `bank` 全行 · 空白为无权。',
    '',
    ...registers.flatMap(registerTable),
    '## 接口',
    '',
    '| 接口 | 方法 | 路径 | 可调用者 |',
    '|---|---|---|---|',
    ...endpoints.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(endpointRow),
    '',
  ].join('\n');
}

function registerTable(register: AnyRegister): string[] {
  const operations: [string, Grants][] = OPERATIONS.map((operation) => [operation, register.access[operation]]);
  const actions = Object.entries(register.actions as Record<string, Action>).map(([name, action]): [string, Grants] => [
    `${name} ${action.title}`,
    action.who,
  ]);
  return [
    `## ${register.title} \`${register.id}\``,
    '',
    `| | ${GRANTEES.join(' | ')} |`,
    `|---${'|---'.repeat(GRANTEES.length)}|`,
    ...[...operations, ...actions].map(
      ([name, grants]) => `| ${name} | ${GRANTEES.map((one) => cell(grants, one)).join(' | ')} |`,
    ),
    '',
  ];
}

function cell(grants: Grants, grantee: Grantee): string {
  const granted = grants[grantee];
  if (granted === undefined) return '';
  return typeof granted === 'string' ? granted : granted.join(', ');
}

function endpointRow({ id, method, path, access }: Endpoint): string {
  return `| ${id} | ${method} | ${path} | ${describeAccess(access)} |`;
}
