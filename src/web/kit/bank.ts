import { useEffect, useState } from 'react';
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
