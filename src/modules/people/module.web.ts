import { lazy } from 'react';
import type { WebModule } from '../../web/module.ts';

const hr = { roles: ['hr'] } as const;

export default {
  id: 'people',
  menu: [{ path: '/roster', title: '队伍', group: '工作', order: 10, audience: hr, phone: '今天' }],
  routes: [{ path: '/roster', audience: hr, page: lazy(() => import('./roster/roster.page.tsx')) }],
  homes: { hr: '/roster' },
} satisfies WebModule;
