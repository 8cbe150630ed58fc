import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';

/** Something that waits for the signed-in person, with the page that settles it. */
export type Waiting = { id: string; title: string; path: string; count: number };

export type EndedTask = {
  id: number;
  kind: string;
  title: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  endedAt: string | null;
};

const path = '/api/messages';

/** All that waits for me, and my tasks that have just ended; the same answer for 消息 and for the homes. */
export function useMessages() {
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<{ waiting: Waiting[]; tasks: EndedTask[] }>(path, {}, signal),
    staleTime: 0,
  });
}

/** Counts stop there. */
const CAP = 100;

export function waitingText(count: number): string {
  return count >= CAP ? '99+' : String(count);
}
