import { lazy } from 'react';
import type { WebModule } from '../../web/module.ts';

const auditors = { roles: ['audit'], admins: ['audit'] } as const;
const administrators = { admins: ['system', 'security', 'audit'] } as const;

export default {
  id: 'system',
  menu: [
    { path: '/audit', title: '审计日志', group: '系统', order: 10, audience: auditors },
    { path: '/accounts', title: '账号', group: '系统', order: 20, audience: administrators },
  ],
  routes: [
    { path: '/audit/:id?', audience: auditors, page: lazy(() => import('./audit/audit.page.tsx')) },
    { path: '/accounts/:id?', audience: administrators, page: lazy(() => import('./accounts/accounts.page.tsx')) },
  ],
  homes: { audit: '/audit', 'admin:audit': '/audit', 'admin:security': '/accounts', 'admin:system': '/accounts' },
} satisfies WebModule;
