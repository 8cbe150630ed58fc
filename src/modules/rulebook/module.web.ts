import { lazy } from 'react';
import type { WebModule } from '../../web/module.ts';

const everybody = { roles: ['rm', 'leader', 'president', 'business', 'hr', 'audit', 'clerk', 'none'] } as const;
const readers = { roles: ['rm', 'leader', 'president', 'business', 'hr', 'audit'] } as const;

export default {
  id: 'rulebook',
  menu: [
    { path: '/rulebook', title: '制度', group: '制度', order: 10, audience: everybody },
    { path: '/duties', title: '义务', group: '制度', order: 15, audience: readers },
    { path: '/calendar', title: '工作日历', group: '制度', order: 50, audience: 'everyone' },
  ],
  routes: [
    { path: '/rulebook', audience: everybody, page: lazy(() => import('./library/rulebook.page.tsx')) },
    { path: '/duties', audience: readers, page: lazy(() => import('./duties/duties.page.tsx')) },
    { path: '/calendar', audience: 'everyone', page: lazy(() => import('./calendar/calendar.page.tsx')) },
  ],
  homes: { business: '/rulebook' },
} satisfies WebModule;
