import { z } from 'zod';
import type { Action, Field } from '../../kernel/register/public.ts';
import { defineEndpoint, type Endpoint } from '../http/endpoint.ts';
import type { ServedRegister } from './served.ts';

const TITLES = z.record(z.string(), z.string());
const WORDS = z.object({ id: z.string(), title: z.string(), fields: TITLES, actions: TITLES });

/** What a register calls itself, its fields and its actions. */
export type RegisterWords = z.infer<typeof WORDS>;

/** The titles of all registers, for pages that name any of them: the audit log knows records, not declarations. */
export function wordsEndpoint(registers: readonly ServedRegister[]): Endpoint {
  const words = registers.map(
    ({ register }): RegisterWords => ({
      id: register.id,
      title: register.title,
      fields: titles(register.fields as Record<string, Field>, ({ label }) => label),
      actions: titles(register.actions as Record<string, Action>, ({ title }) => title),
    }),
  );
  return defineEndpoint({
    id: 'registers.words',
    method: 'GET',
    path: '/api/register-words',
    access: 'signed-in',
    summary: '各登记簿及其字段、操作的名称',
    output: z.object({ registers: z.array(WORDS) }),
    handler: async () => ({ registers: words }),
  });
}

function titles<Entry>(entries: Readonly<Record<string, Entry>>, title: (entry: Entry) => string) {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, title(entry)]));
}
