import { lazy } from 'react';
import type { WebModule } from '../../web/module.ts';

const readers = { roles: ['rm', 'leader', 'president', 'business', 'audit'] } as const;
const distributors = { roles: ['leader', 'president', 'business', 'audit'] } as const;

export default {
  id: 'customers',
  menu: [
    { path: '/customers', title: '客户', group: '客户', order: 10, audience: readers, phone: '客户' },
    { path: '/custody', title: '管户', group: '客户', order: 20, audience: distributors },
  ],
  routes: [
    { path: '/customers/:id?', audience: readers, page: lazy(() => import('./customer/customers.page.tsx')) },
    { path: '/custody/:id?', audience: distributors, page: lazy(() => import('./custody/custody.page.tsx')) },
  ],
  search: {
    placeholder: '客户名称、拼音或客户号',
    audience: readers,
    resultPath: (text) => `/customers?q=${encodeURIComponent(text)}`,
  },
} satisfies WebModule;
