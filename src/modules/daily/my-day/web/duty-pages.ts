import { parseCivilDate } from '../../../../kernel/calendar/index.ts';

type Page = { path: string; title: string };

/** Where what a clause asks of people is done. */
const PAGES: Readonly<Record<string, Page>> = {
  'DAY-1': { path: '/meetings', title: '去签到' },
  'DAY-2': { path: '/meeting-records', title: '例会记录' },
  'DAY-3': { path: '/meeting-records', title: '例会记录' },
  'DAY-4': { path: '/meeting-records?state=held', title: '写纪要' },
  'DAY-5': { path: '/outings', title: '登记归行' },
  'DAY-9': { path: '/logs/write', title: '写日志' },
  'DAY-11': { path: '/problems', title: '去处理' },
  'DAY-12': { path: '/papers/write', title: '去写' },
  'DAY-16': { path: '/my-tasks?state=assigned', title: '办任务' },
  'DAY-17': { path: '/notices?view=unread', title: '去阅读' },
};

const WRITE: Page = { path: '/logs/write', title: '去汇报' };
const READ: Page = { path: '/logs/reading', title: '去批阅' };

/** The page that settles a duty about a person; null where no page is known for its clause. */
export function pageOfDuty({ clause, anchor }: { clause: string; anchor: string }): Page | null {
  const ofDay = parseCivilDate(anchor) !== null;
  // 依据 DAY-10: the one who reports owes it by the day, the one who reads by the log.
  const page = clause === 'DAY-10' ? (ofDay ? WRITE : READ) : PAGES[clause];
  if (page === undefined) return null;
  return ofDay && page.path === WRITE.path ? { ...page, path: `${page.path}?date=${anchor}` } : page;
}
