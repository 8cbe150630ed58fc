import { ROLES } from '../../../kernel/access/roles.ts';
import type { WaitingKind } from '../../../platform/messages/public.ts';
import { countUnread } from './my-notices.ts';

/** 依据 DAY-17: must-reads without my receipt. */
export const noticeWaiting: WaitingKind[] = [
  { id: 'daily.notices', title: '必读通告未读', path: '/notices?view=unread', roles: ROLES, count: countUnread },
];
