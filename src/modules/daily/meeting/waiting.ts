import { ROLES } from '../../../kernel/access/roles.ts';
import { countAwaiting, type WaitingKind } from '../../../platform/messages/public.ts';
import { meeting } from './meeting.register.ts';
import { countToSign } from './my-meetings.ts';

/** 依据 DAY-1, DAY-4: a signature of one's own, and minutes that are not on file. */
export const meetingWaiting: WaitingKind[] = [
  { id: 'daily.sign-in', title: '例会待签到', path: '/meetings', roles: ROLES, count: countToSign },
  {
    id: 'daily.minutes',
    title: '例会纪要待归档',
    path: '/meeting-records?state=held',
    roles: ['leader'],
    count: (ctx, cap) => countAwaiting(ctx, meeting, 'file', cap),
  },
];
