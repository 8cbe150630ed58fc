import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { myNotices, readNotice, receiptsOf } from './my-notices.ts';

const id = z.coerce.number().int().positive();

const mine = defineEndpoint({
  id: 'notices.mine',
  method: 'GET',
  path: '/api/notices',
  access: 'signed-in',
  summary: '发给本人的通告，新的在前；unread=true 只看未读',
  input: z.object({ unread: z.stringbool().optional(), after: z.coerce.number().int().optional() }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.int(),
        no: z.string(),
        kind: z.enum(['notice', 'directive']),
        title: z.string(),
        body: z.string(),
        institution: z.string(),
        publisher: z.string(),
        publishedAt: z.date(),
        mustRead: z.boolean(),
        readBy: z.string().nullable(),
        readAt: z.date().nullable(),
        chasedAt: z.date().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  handler: myNotices,
});

const read = defineEndpoint({
  id: 'notices.read',
  method: 'POST',
  path: '/api/notices/:id/read',
  access: 'signed-in',
  summary: '已读回执',
  input: z.strictObject({ id }),
  output: z.object({ readAt: z.date() }),
  handler: readNotice,
});

const receipts = defineEndpoint({
  id: 'notices.receipts',
  method: 'GET',
  path: '/api/notices/:id/receipts',
  access: { roles: ['leader', 'president', 'business', 'hr', 'audit'] },
  summary: '一份通告的回执：未读在前',
  input: z.object({ id }),
  output: z.object({
    items: z.array(
      z.object({
        staffId: z.int(),
        no: z.string(),
        name: z.string(),
        institution: z.string().nullable(),
        readAt: z.date().nullable(),
      }),
    ),
    read: z.int(),
  }),
  handler: receiptsOf,
});

export const noticeEndpoints = [mine, read, receipts];
