import { lazy } from 'react';
import type { WebModule } from '../../web/module.ts';

const auditors = { roles: ['audit'], admins: ['audit'] } as const;
const administrators = { admins: ['system', 'security', 'audit'] } as const;
const operators = { admins: ['system'] } as const;
const importers = { roles: ['business'], admins: ['system'] } as const;

export default {
  id: 'system',
  menu: [
    { path: '/messages', title: '消息', group: '工作', order: 40, audience: 'everyone', phone: '消息' },
    { path: '/system', title: '系统状况', group: '系统', order: 1, audience: operators, phone: '今天' },
    { path: '/imports', title: '导入', group: '系统', order: 5, audience: importers },
    { path: '/tasks', title: '任务中心', group: '系统', order: 6, audience: 'everyone' },
    { path: '/audit', title: '审计日志', group: '系统', order: 10, audience: auditors },
    { path: '/accounts', title: '账号', group: '系统', order: 20, audience: administrators },
  ],
  routes: [
    { path: '/messages', audience: 'everyone', page: lazy(() => import('./messages/messages.page.tsx')) },
    { path: '/system', audience: operators, page: lazy(() => import('./health/health.page.tsx')) },
    { path: '/imports/:task?', audience: 'everyone', page: lazy(() => import('./imports/imports.page.tsx')) },
    { path: '/tasks', audience: 'everyone', page: lazy(() => import('./tasks/tasks.page.tsx')) },
    { path: '/audit/:id?', audience: auditors, page: lazy(() => import('./audit/audit.page.tsx')) },
    { path: '/accounts/:id?', audience: administrators, page: lazy(() => import('./accounts/accounts.page.tsx')) },
  ],
  homes: { 'admin:security': '/accounts', 'admin:system': '/system' },
  tools: [{ title: '任务', path: '/tasks', audience: 'everyone', countPath: '/api/tasks/count' }],
} satisfies WebModule;
