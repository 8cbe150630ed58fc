import type { ReactNode } from 'react';

/** One thing on one day. `date` is a civil date and `time` a text of the bank's clock (`17:00`), both made by the caller. */
export type TimelineItem = {
  id: string;
  date: string;
  time?: string;
  content: ReactNode;
  tone?: 'plain' | 'soon' | 'overdue' | 'fulfilled' | 'instruction';
};

/** Items by day, days and items in the order in which they come. */
export function groupByDay(items: readonly TimelineItem[]): { date: string; items: TimelineItem[] }[] {
  const days = new Map<string, TimelineItem[]>();
  for (const item of items) {
    const day = days.get(item.date);
    if (day === undefined) days.set(item.date, [item]);
    else day.push(item);
  }
  return [...days].map(([date, ofDay]) => ({ date, items: ofDay }));
}
