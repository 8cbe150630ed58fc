import type { QueryClient } from '@tanstack/react-query';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { isUnreached } from '../../../../web/offline/live.ts';
import type { VisitPrefill } from '../prefill.ts';

type Prefill = Json<VisitPrefill>;

/** What is known of the next visit; without a network only whom it is about, and the rest is written by hand. */
export async function prefillOf(
  client: QueryClient,
  { customer, stop }: { customer: number; stop: number | undefined },
  signal: AbortSignal,
): Promise<Prefill> {
  try {
    return await api.get<Prefill>('/api/visits/prefill', { customer, stop }, signal);
  } catch (error) {
    if (!isUnreached(error)) throw error;
    const name = nameOf(client, customer) ?? `客户 ${customer}`;
    const nobody = { met_name: null, met_department: null, met_title: null };
    return { customer: { id: customer, no: '', name }, ...nobody, purpose: null, occurred_at: null, last: null };
  }
}

type DayPage = { duties?: { subjectType: string; subjectId: number; subjectName: string }[] };

/** The customer's name, if one's day names him. */
function nameOf(client: QueryClient, customer: number): string | null {
  const days = client.getQueriesData<{ pages?: DayPage[] }>({ queryKey: ['/api/my-day'] });
  const duties = days.flatMap(([, day]) => day?.pages ?? []).flatMap((page) => page.duties ?? []);
  const duty = duties.find(({ subjectType, subjectId }) => subjectType === 'customer' && subjectId === customer);
  return duty?.subjectName ?? null;
}
