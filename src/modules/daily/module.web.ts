import { lazy } from 'react';
import type { WebModule } from '../../web/module.ts';

const visitors = { roles: ['rm', 'leader', 'president'] } as const;
const readers = { roles: ['rm', 'leader', 'president', 'business', 'audit'] } as const;
const superiors = { roles: ['leader', 'president'] } as const;
const workers = { roles: ['rm', 'leader', 'president', 'business', 'clerk', 'hr', 'audit'] } as const;
/** Everybody who may leave his desk, and those who look at who has. */
const outgoers = { roles: ['rm', 'leader', 'president', 'business', 'clerk'] } as const;
const outingReaders = { roles: [...outgoers.roles, 'hr', 'audit'] } as const;
/** Those who write daily logs, and those who read them. */
const authors = { roles: ['rm', 'leader'] } as const;
const logReaders = { roles: ['rm', 'leader', 'president', 'business', 'audit'] } as const;
/** Those who call meetings. */
const callers = { roles: ['leader', 'president', 'business'] } as const;
const meetingReaders = { roles: [...callers.roles, 'rm', 'clerk', 'hr', 'audit'] } as const;
const publishers = { roles: ['leader', 'president', 'business', 'hr', 'audit'] } as const;
const everybody = { roles: [...workers.roles, 'none'] } as const;
const onlookers = { roles: ['business', 'audit'] } as const;
const paperReaders = { roles: ['leader', 'president', 'business', 'audit'] } as const;
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
    { path: '/meetings', title: '例会', group: '工作', order: 17, audience: everybody },
    { path: '/my-tasks', title: '任务', group: '工作', order: 18, audience: everybody },
    { path: '/notices', title: '通告', group: '工作', order: 19, audience: everybody },
    { path: '/visits', title: '走访', group: '工作', order: 20, audience: readers },
    { path: '/outings', title: '外出', group: '工作', order: 24, audience: outingReaders },
    { path: '/logs/write', title: '日志', group: '工作', order: 25, audience: managers },
    { path: '/logs/reading', title: '批阅日志', group: '工作', order: 26, audience: superiors },
    { path: '/logs', title: '日志', group: '工作', order: 27, audience: onlookers },
    { path: '/problems', title: '协调问题', group: '工作', order: 28, audience: logReaders },
    { path: '/papers/write', title: '计划与报告', group: '工作', order: 29, audience: managers },
    { path: '/papers', title: '计划与报告', group: '工作', order: 29, audience: paperReaders },
    { path: '/leave', title: '请假', group: '工作', order: 30, audience: workers },
  ],
  routes: [
    {
      path: '/today',
      audience: visitors,
      page: lazy(loadMyDay),
      ahead: { load: loadMyDay, answers: ['/api/my-day', '/api/my-day/standing', '/api/my-day/agenda'] },
    },
    { path: '/today/calendar', audience: everybody, page: lazy(() => import('./calendar/calendar.page.tsx')) },
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
    { path: '/logs/write', audience: authors, page: lazy(() => import('./log/log-write.page.tsx')) },
    { path: '/logs/reading', audience: superiors, page: lazy(() => import('./log/reading.page.tsx')) },
    { path: '/logs/:id?', audience: logReaders, page: lazy(() => import('./log/logs.page.tsx')) },
    { path: '/problems/report', audience: superiors, page: lazy(() => import('./problem/report.page.tsx')) },
    { path: '/problems/:id?', audience: logReaders, page: lazy(() => import('./problem/problems.page.tsx')) },
    { path: '/meetings', audience: everybody, page: lazy(() => import('./meeting/today.page.tsx')) },
    { path: '/meetings/:id/screen', audience: callers, page: lazy(() => import('./meeting/screen.page.tsx')) },
    { path: '/meeting-records/:id?', audience: meetingReaders, page: lazy(() => import('./meeting/records.page.tsx')) },
    { path: '/meeting-attendance', audience: everybody, page: lazy(() => import('./meeting/attendance.page.tsx')) },
    { path: '/meeting-series/:id?', audience: callers, page: lazy(() => import('./meeting/series.page.tsx')) },
    { path: '/my-tasks/:id?', audience: everybody, page: lazy(() => import('./task/tasks.page.tsx')) },
    { path: '/notices', audience: everybody, page: lazy(() => import('./notice/notices.page.tsx')) },
    { path: '/published-notices/:id?', audience: publishers, page: lazy(() => import('./notice/published.page.tsx')) },
    { path: '/papers/write', audience: authors, page: lazy(() => import('./plan/paper-write.page.tsx')) },
    { path: '/papers/:id?', audience: logReaders, page: lazy(() => import('./plan/papers.page.tsx')) },
    { path: '/leave/book', audience: workers, page: lazy(() => import('./leave/leave-book.page.tsx')) },
    { path: '/leave/:id?', audience: workers, page: lazy(() => import('./leave/leave.page.tsx')) },
  ],
  homes: { rm: '/today', leader: '/team', president: '/branch' },
  starts: [
    { title: '记一次走访', path: '/visits/new', audience: visitors },
    { title: '登记外出', path: '/outings/new', audience: outgoers },
    { title: '写日志', path: '/logs/write', audience: managers },
  ],
  tools: [{ title: '待确认', path: '/confirmations', audience: superiors, countPath: '/api/confirmations/count' }],
} satisfies WebModule;
