import { type SqlBool, sql } from 'kysely';
import { ROLES } from '../../kernel/access/roles.ts';
import { countAwaiting, type WaitingKind } from '../../platform/messages/public.ts';
import { draft } from './drafts/draft.register.ts';
import { isSettled, myReadings } from './reading/my-reading.ts';

/** 依据 RUL-1: drafts that somebody else wrote, and regulations that are to be read. */
export const rulebookWaiting: WaitingKind[] = [
  {
    id: 'rulebook.approval',
    title: '制度草案待审批',
    path: '/rulebook/drafts?state=review',
    roles: ['business', 'leader', 'president'],
    count: (ctx, cap) =>
      countAwaiting(
        ctx,
        draft,
        'approve',
        cap,
        sql<SqlBool>`not exists (
          select from rulebook_draft_editor e where e.draft_id = r.id and e.staff_id = ${ctx.principal?.staffId ?? null})`,
      ),
  },
  {
    id: 'rulebook.reading',
    title: '制度待阅读',
    path: '/reading',
    roles: ROLES,
    count: async (ctx) => (await myReadings(ctx)).filter((reading) => !isSettled(reading)).length,
  },
];
