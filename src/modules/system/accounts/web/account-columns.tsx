import { ADMIN_TITLES, type AdminRole } from '../../../../kernel/access/roles.ts';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import type { Column } from '../../../../web/kit/table-columns.ts';

export const accountsPath = '/api/accounts';

/** An account as `GET /api/accounts` answers it; instants are ISO texts. */
export type Account = {
  id: number;
  login: string;
  staffId: number | null;
  staffNo: string | null;
  name: string | null;
  adminRole: AdminRole | null;
  mustChange: boolean;
  totp: boolean;
  failures: number;
  lockedUntil: string | null;
  disabledAt: string | null;
  createdAt: string;
  lastSeenAt: string | null;
};

/** Whether one can sign in with it, in a word. */
export function standingText({ disabledAt, lockedUntil, mustChange }: Account): string {
  if (disabledAt !== null) return '– 已停用';
  if (lockedUntil !== null && new Date(lockedUntil) > new Date()) return '△ 已锁定';
  return mustChange ? '待首次改密' : '✓ 正常';
}

export const accountColumns: readonly Column<Account>[] = [
  { key: 'login', title: '用户名', width: 144, cell: ({ login }) => login },
  { key: 'name', title: '姓名', width: 112, cell: ({ name }) => name ?? '—' },
  { key: 'staffNo', title: '工号', width: 112, cell: ({ staffNo }) => staffNo ?? '—' },
  {
    key: 'adminRole',
    title: '管理员身份',
    width: 120,
    cell: ({ adminRole }) => (adminRole ? ADMIN_TITLES[adminRole] : '—'),
  },
  { key: 'standing', title: '状态', width: 112, cell: standingText },
  { key: 'totp', title: '动态口令', width: 96, cell: ({ totp }) => (totp ? '✓ 已启用' : '未启用') },
  { key: 'lastSeenAt', title: '最近活动', width: 176, cell: ({ lastSeenAt }) => <Instant at={lastSeenAt} /> },
];
