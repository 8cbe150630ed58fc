import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useZone } from '../../../../web/kit/bank.ts';
import type { TimelineItem } from '../../../../web/kit/timeline.ts';
import { Timeline } from '../../../../web/kit/timeline.tsx';
import type { MyAgenda } from '../my-agenda.ts';
import type { MyDay } from '../my-day.ts';
import { meetingItem, noticeItem, outingItem, taskItem, waitingItem } from './agenda-items.tsx';
import { dutyItem, endsToday, instructionItem, logInstructionItem, visitItem } from './day-items.tsx';

type Waiting = { id: string; title: string; path: string; count: number };

/** Kinds that wait for me and have lines of their own here. */
const SHOWN_BY_THEMSELVES = new Set(['daily.sign-in', 'daily.tasks', 'daily.notices']);

/**
 * 依据 DAY-19: today in one list. What superiors wrote and what waits for me first, then the day by its hours: meetings,
 * ways in their order, whom I saw, what ends today. The agenda loads beside the duties; nobody waits for it.
 */
export function TodayTimeline({ day, today }: { day: Json<MyDay>; today: string }) {
  const zone = useZone();
  const { data: agenda } = useQuery({
    queryKey: ['/api/my-day', 'agenda'],
    queryFn: ({ signal }) => api.get<Json<MyAgenda>>('/api/my-day/agenda', {}, signal),
    staleTime: 0,
  });
  const { data: messages } = useQuery({
    queryKey: ['/api/messages'],
    queryFn: ({ signal }) => api.get<{ waiting: Waiting[] }>('/api/messages', {}, signal),
  });
  const when = { today, zone };
  const untimed = [
    ...day.instructions.map((line) => instructionItem(line, when)),
    ...(agenda?.instructions ?? []).map((line) => logInstructionItem(line, when)),
    ...(messages?.waiting ?? [])
      .filter(({ id }) => !SHOWN_BY_THEMSELVES.has(id))
      .map((line) => waitingItem(line, when)),
    ...(agenda?.notices ?? []).map((line) => noticeItem(line, when)),
    ...(agenda?.tasks ?? []).map((line) => taskItem(line, when)),
  ];
  const timed = [
    ...(agenda?.meetings ?? []).map((line) => meetingItem(line, when)),
    ...(agenda?.outings ?? []).map((line) => outingItem(line, when)),
    ...day.visits.map((line) => visitItem(line, when)),
    ...day.duties.filter((duty) => endsToday(duty, when)).map((line) => dutyItem(line, when)),
  ].sort(byTime);
  return <Timeline items={[...untimed, ...timed]} emptyTitle="今天还没有会议、行程、批示和到期事项" />;
}

function byTime(a: TimelineItem, b: TimelineItem): number {
  return (a.time ?? '').localeCompare(b.time ?? '');
}
