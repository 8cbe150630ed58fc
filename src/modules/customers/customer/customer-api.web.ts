import type { JsonRow } from '../../../kernel/register/public.ts';
import { api } from '../../../web/api/client.ts';
import type { Duty } from '../../../web/kit/duties.ts';
import type { balance } from '../balance/balance.register.ts';
import type { custody } from '../custody/custody.register.ts';
import type { customer } from './customer.register.ts';

type Labelled<R, K extends string> = R & { [N in K as `${N}_label`]: string | null };

export type Customer = Labelled<JsonRow<typeof customer>, 'institution_id' | 'holder_id'>;
export type CustodySpan = Labelled<JsonRow<typeof custody>, 'staff_id' | 'customer_id'>;
export type Point = Pick<JsonRow<typeof balance>, 'deposit' | 'credit' | 'loan'> & { on: string };

export type Balances = {
  from: string;
  today: string;
  items: Point[];
  tierLines: { label: string; amount: string }[];
};

export type TimelineEntry = {
  source: 'fact' | 'custody' | 'change';
  id: number;
  kind: string;
  at: string;
  key: string | null;
  method: string | null;
  actor: string | null;
  actorId: number | null;
  reason: string | null;
  result: string | null;
  isOwn: boolean;
  detail: Record<string, unknown> | null;
};

export type ContactValues = { method: string; occurred_at: string; reason?: string | null; result?: string | null };

/** Everything about one customer lies under this path, so that one invalidation refreshes it all. */
export const customerPath = (id: number) => `/api/customers/${id}`;

export const customerApi = {
  duties: (id: number, signal?: AbortSignal) => api.get<{ items: Duty[] }>(`${customerPath(id)}/duties`, {}, signal),
  balances: (id: number, months: number, signal?: AbortSignal) =>
    api.get<Balances>(`${customerPath(id)}/balances`, { months }, signal),
  custody: (id: number, signal?: AbortSignal) =>
    api.get<{ rows: CustodySpan[] }>(
      '/api/registers/custody',
      { filter: JSON.stringify([{ field: 'customer_id', op: 'eq', value: id }]), limit: 200 },
      signal,
    ),
  record: (id: number, values: ContactValues, idempotencyKey: string) =>
    api.post<{ key: string }>(`${customerPath(id)}/contacts`, values, { idempotencyKey }),
  correct: (entry: TimelineEntry, values: ContactValues, idempotencyKey: string) =>
    api.patch<{ key: string }>(`/api/contacts/${entry.key}`, { id: entry.id, ...values }, { idempotencyKey }),
  retract: (entry: TimelineEntry, reason: string) =>
    api.post<{ key: string }>(`/api/contacts/${entry.key}/retract`, { id: entry.id, reason }),
};
