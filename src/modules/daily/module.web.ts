import { lazy } from 'react';
import type { WebModule } from '../../web/module.ts';

const visitors = { roles: ['rm', 'leader', 'president'] } as const;
const readers = { roles: ['rm', 'leader', 'president', 'business', 'audit'] } as const;
const superiors = { roles: ['leader', 'president'] } as const;
const workers = { roles: ['rm', 'leader', 'president', 'business', 'clerk', 'hr', 'audit'] } as const;
/** Everybody who may leave his desk, and those who look at who has. */
const outgoers = { roles: ['rm', 'leader', 'president', 'business', 'clerk'] } as const;
const outingReaders = { roles: [...outgoers.roles, 'hr', 'audit'] } as const;
const managers = { roles: ['rm'] } as const;
const leaders = { roles: ['leader'] } as const;
const presidents = { roles: ['president'] } as const;

const loadMyDay = () => import('./my-day/my-day.page.tsx');

export default {
  id: 'daily',
  menu: [
    { path: '/today', title: '我的一天', group: '工作', order: 10, audience: managers, phone: '今天' },
    { path: '/team', title: '我的团队', group: '工作', order: 11, audience: leaders, phone: '今天' },
    { path: '/branch', title: '我的支行', group: '工作', order: 12, audience: presidents, phone: '今天' },
    { path: '/confirmations', title: '待确认', group: '工作', order: 14, audience: superiors },
    { path: '/team', title: '团队', group: '工作', order: 16, audience: presidents },
    { path: '/visits', title: '走访', group: '工作', order: 20, audience: readers },
    { path: '/outings', title: '外出', group: '工作', order: 24, audience: outingReaders },
    { path: '/leave', title: '请假', group: '工作', order: 30, audience: workers },
  ],
  routes: [
    {
      path: '/today',
      audience: visitors,
      page: lazy(loadMyDay),
      ahead: { load: loadMyDay, answers: ['/api/my-day', '/api/my-day/standing'] },
    },
    { path: '/visits/new', audience: visitors, page: lazy(() => import('./visit/visit-new.page.tsx')) },
    { path: '/visits/:id/edit', audience: visitors, page: lazy(() => import('./visit/visit-edit.page.tsx')) },
    { path: '/visits/:id?', audience: readers, page: lazy(() => import('./visit/visits.page.tsx')) },
    { path: '/confirmations', audience: superiors, page: lazy(() => import('./visit/confirmations.page.tsx')) },
    { path: '/team', audience: superiors, page: lazy(() => import('./team/team.page.tsx')) },
    { path: '/branch', audience: presidents, page: lazy(() => import('./branch/branch.page.tsx')) },
    { path: '/outings', audience: outingReaders, page: lazy(() => import('./outing/board.page.tsx')) },
    { path: '/outings/new', audience: outgoers, page: lazy(() => import('./outing/outing-new.page.tsx')) },
    { path: '/outings/book', audience: outingReaders, page: lazy(() => import('./outing/outing-book.page.tsx')) },
    { path: '/outings/list/:id?', audience: outingReaders, page: lazy(() => import('./outing/outing-list.page.tsx')) },
    { path: '/leave/:id?', audience: workers, page: lazy(() => import('./leave/leave.page.tsx')) },
  ],
  homes: { rm: '/today', leader: '/team', president: '/branch' },
  starts: [
    { title: '记一次走访', path: '/visits/new', audience: visitors },
    { title: '登记外出', path: '/outings/new', audience: outgoers },
  ],
  tools: [{ title: '待确认', path: '/confirmations', audience: superiors, countPath: '/api/confirmations/count' }],
} satisfies WebModule;
