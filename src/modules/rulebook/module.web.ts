import { lazy } from 'react';
import type { WebModule } from '../../web/module.ts';

const everybody = { roles: ['rm', 'leader', 'president', 'business', 'hr', 'audit', 'clerk', 'none'] } as const;
const draftReaders = { roles: ['business', 'leader', 'president', 'audit'] } as const;
const readers = { roles: ['rm', 'leader', 'president', 'business', 'hr', 'audit'] } as const;
const triers = { roles: ['business', 'audit'] } as const;
const executors = { roles: ['business', 'audit', 'president', 'leader'] } as const;

export default {
  id: 'rulebook',
  menu: [
    { path: '/execution', title: '制度执行', group: '制度', order: 5, audience: executors },
    { path: '/rulebook', title: '制度', group: '制度', order: 10, audience: everybody },
    {
      path: '/rulebook/drafts',
      title: '制度草案',
      group: '制度',
      order: 12,
      audience: { roles: ['business', 'audit'] },
    },
    { path: '/rulebook/what-if', title: '推演', group: '制度', order: 14, audience: triers },
    { path: '/duties', title: '义务', group: '制度', order: 15, audience: readers },
    { path: '/as-of', title: '追溯', group: '制度', order: 25, audience: everybody },
    { path: '/calendar', title: '工作日历', group: '制度', order: 50, audience: 'everyone' },
  ],
  routes: [
    { path: '/rulebook', audience: everybody, page: lazy(() => import('./library/rulebook.page.tsx')) },
    { path: '/reading/:regulation?', audience: everybody, page: lazy(() => import('./reading/reading.page.tsx')) },
    { path: '/rulebook/compare', audience: everybody, page: lazy(() => import('./library/compare.page.tsx')) },
    {
      path: '/rulebook/drafts/:id/edit',
      audience: draftReaders,
      page: lazy(() => import('./editor/editor.page.tsx')),
    },
    { path: '/rulebook/drafts/:id?', audience: draftReaders, page: lazy(() => import('./drafts/drafts.page.tsx')) },
    {
      path: '/rulebook/what-if/:id',
      audience: triers,
      page: lazy(() => import('./what-if/scenario.page.tsx')),
    },
    { path: '/rulebook/what-if', audience: triers, page: lazy(() => import('./what-if/what-if.page.tsx')) },
    { path: '/execution', audience: executors, page: lazy(() => import('./execution/execution.page.tsx')) },
    { path: '/as-of', audience: everybody, page: lazy(() => import('./as-of/as-of.page.tsx')) },
    { path: '/duties', audience: readers, page: lazy(() => import('./duties/duties.page.tsx')) },
    { path: '/calendar', audience: 'everyone', page: lazy(() => import('./calendar/calendar.page.tsx')) },
  ],
  homes: { business: '/execution' },
} satisfies WebModule;
