import { z } from 'zod';
import { defineEndpoint } from '../../../platform/http/public.ts';
import { METHODS } from './contact.rules.ts';
import { correctContact, recordContact, recordContactAtOnce, retractContact } from './contact.ts';

/** Who serves customers and therefore has contacts to record. */
const SERVING = { roles: ['rm', 'leader', 'president'] } as const;

const text = (most: number) => z.string().trim().max(most).nullish();
const CONTACT = {
  method: z.enum(METHODS),
  occurred_at: z.iso.datetime({ offset: true }).transform((instant) => new Date(instant)),
  reason: text(500),
  result: text(2000),
};
const KEY = z.string().min(1).max(100);
/** The version that was read: somebody else's change in between is not overwritten. */
const ID = z.int().positive();
const ANSWER = z.object({ key: z.string() });

export const contactEndpoints = [
  defineEndpoint({
    id: 'contact.record',
    method: 'POST',
    path: '/api/customers/:id/contacts',
    access: SERVING,
    summary: '联系：登记（走访除外）',
    deferrable: true,
    input: z.strictObject({ id: z.coerce.number().int().positive(), ...CONTACT }),
    output: ANSWER,
    handler: (ctx, { id, ...contact }) => recordContact(ctx, id, contact),
    atOnce: (ctx, { id, ...contact }, key) => recordContactAtOnce(ctx, id, contact, key),
  }),
  defineEndpoint({
    id: 'contact.correct',
    method: 'PATCH',
    path: '/api/contacts/:key',
    access: SERVING,
    summary: '联系：更正本人登记的',
    input: z.strictObject({ key: KEY, id: ID, ...CONTACT }),
    output: ANSWER,
    handler: (ctx, { key, ...contact }) => correctContact(ctx, key, contact),
  }),
  defineEndpoint({
    id: 'contact.retract',
    method: 'POST',
    path: '/api/contacts/:key/retract',
    access: SERVING,
    summary: '联系：撤回本人登记的',
    input: z.strictObject({ key: KEY, id: ID, reason: z.string().trim().min(1).max(200) }),
    output: ANSWER,
    handler: (ctx, { key, ...retraction }) => retractContact(ctx, key, retraction),
  }),
];
