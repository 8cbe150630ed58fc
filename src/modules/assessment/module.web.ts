import { lazy } from 'react';
import type { WebModule } from '../../web/module.ts';

const bearers = { roles: ['rm', 'leader', 'president', 'clerk', 'none'] } as const;
const readers = { roles: ['leader', 'president', 'business', 'hr', 'audit'] } as const;
const judges = { roles: ['leader', 'president', 'business'] } as const;
const wageKeepers = { roles: ['hr'] } as const;
const everybody = { roles: ['rm', 'leader', 'president', 'business', 'hr', 'audit', 'clerk', 'none'] } as const;

export default {
  id: 'assessment',
  menu: [
    { path: '/breaches', title: '违规认定', group: '考评', order: 20, audience: readers },
    { path: '/incidents', title: '过错登记', group: '考评', order: 24, audience: everybody },
    { path: '/measures', title: '处置', group: '考评', order: 26, audience: everybody },
    { path: '/scores', title: '考核', group: '考评', order: 27, audience: everybody },
    { path: '/grades', title: '等级', group: '考评', order: 28, audience: everybody },
    { path: '/points', title: '我的积分', group: '考评', order: 30, audience: bearers },
    { path: '/appeals', title: '申诉', group: '考评', order: 40, audience: everybody },
    { path: '/wages', title: '月工资', group: '考评', order: 50, audience: wageKeepers },
  ],
  routes: [
    { path: '/breaches/:id?', audience: readers, page: lazy(() => import('./breach/breaches.page.tsx')) },
    { path: '/incidents/:id?', audience: everybody, page: lazy(() => import('./incident/incidents.page.tsx')) },
    { path: '/measures/:id?', audience: everybody, page: lazy(() => import('./measure/measures.page.tsx')) },
    { path: '/scores/:id?', audience: everybody, page: lazy(() => import('./score/scores.page.tsx')) },
    { path: '/grades/:id?', audience: everybody, page: lazy(() => import('./grade/grades.page.tsx')) },
    { path: '/points/:id?', audience: everybody, page: lazy(() => import('./points/points.page.tsx')) },
    { path: '/wages/:id?', audience: everybody, page: lazy(() => import('./deduction/wages.page.tsx')) },
    { path: '/appeals/:id?', audience: everybody, page: lazy(() => import('./appeal/appeals.page.tsx')) },
  ],
  tools: [{ title: '待认定', path: '/breaches', audience: judges, countPath: '/api/breaches/waiting' }],
} satisfies WebModule;
