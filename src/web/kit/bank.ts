import { createContext, useContext, useEffect, useState } from 'react';
import type { CivilDate } from '../../kernel/calendar/index.ts';
import { useSession } from '../api/session.ts';
import { todayIn } from './dates.ts';

const usualZone = 'Asia/Shanghai';

/** The bank's zone, as the server says it. Never the browser's: a manager abroad owes by the bank's day. */
export function useZone(): string {
  return useSession().data?.zone ?? usualZone;
}

/** Today in the bank's zone; turns at the bank's midnight while the page stays open. */
export function useToday(): CivilDate {
  const zone = useZone();
  const [today, setToday] = useState(() => todayIn(zone));
  useEffect(() => {
    const check = () => setToday(todayIn(zone));
    check();
    const timer = setInterval(check, 30_000);
    return () => clearInterval(timer);
  }, [zone]);
  return today;
}

/** Whether what is drawn goes onto paper, which outlives the year. */
export const OnPaper = createContext(false);

/** The day from which dates are told: on the screen those of its year go without one, on paper every date has its year. */
export function useTellingDay(): string {
  const today = useToday();
  return useContext(OnPaper) ? '' : today;
}
