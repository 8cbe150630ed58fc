import { lazy } from 'react';
import type { WebModule } from '../../web/module.ts';

const everybody = { roles: ['rm', 'leader', 'president', 'business', 'hr', 'audit', 'clerk', 'none'] } as const;
/** Those who may order draws and check. */
const checkers = { roles: ['leader', 'president', 'business', 'audit'] } as const;

export default {
  id: 'discipline',
  menu: [
    { path: '/checks', title: '查岗', group: '工作', order: 31, audience: everybody },
    { path: '/attendance', title: '考勤', group: '工作', order: 32, audience: everybody },
  ],
  routes: [
    { path: '/checks/:id?', audience: everybody, page: lazy(() => import('./check/checks.page.tsx')) },
    { path: '/spot-checks/:id?', audience: checkers, page: lazy(() => import('./check/spot-checks.page.tsx')) },
    { path: '/attendance', audience: everybody, page: lazy(() => import('./attendance/attendance.page.tsx')) },
    { path: '/attendance/notes/:id?', audience: everybody, page: lazy(() => import('./attendance/notes.page.tsx')) },
  ],
} satisfies WebModule;
