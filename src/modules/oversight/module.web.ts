import { lazy } from 'react';
import type { WebModule } from '../../web/module.ts';

const auditors = { roles: ['audit'], admins: ['audit'] } as const;

export default {
  id: 'oversight',
  menu: [{ path: '/oversight', title: '核查', group: '工作', order: 10, audience: auditors, phone: '今天' }],
  routes: [{ path: '/oversight', audience: auditors, page: lazy(() => import('./oversight.page.tsx')) }],
  homes: { audit: '/oversight', 'admin:audit': '/oversight' },
} satisfies WebModule;
