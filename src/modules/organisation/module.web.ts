import { lazy } from 'react';
import type { WebModule } from '../../web/module.ts';

export default {
  id: 'organisation',
  menu: [
    { path: '/institutions', title: '机构', group: '队伍', order: 10, audience: 'everyone' },
    { path: '/people', title: '人员', group: '队伍', order: 20, audience: 'everyone' },
    {
      path: '/appointments',
      title: '任职',
      group: '队伍',
      order: 30,
      audience: { roles: ['hr', 'audit', 'business'], admins: ['system', 'security'] },
    },
  ],
  routes: [
    {
      path: '/institutions/:id?',
      audience: 'everyone',
      page: lazy(() => import('./institution/institutions.page.tsx')),
    },
    { path: '/people/:id?', audience: 'everyone', page: lazy(() => import('./staff/people.page.tsx')) },
    {
      path: '/appointments/:id?',
      audience: { roles: ['hr', 'audit', 'business'], admins: ['system', 'security'] },
      page: lazy(() => import('./appointment/appointments.page.tsx')),
    },
  ],
} satisfies WebModule;
