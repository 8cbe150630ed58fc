import type { Role } from '../../../../kernel/access/roles.ts';
import { ViewLinks } from '../../../../web/kit/view-links.tsx';
import { useCapacity } from '../../../../web/shell/capacity.tsx';

const callers: readonly Role[] = ['leader', 'president', 'business'];

/** The four sides of the meetings: today's, the records, who misses what, and (for who calls them) the series. */
export function MeetingViews() {
  const { role } = useCapacity();
  const links = [
    { title: '今日', href: '/meetings' },
    { title: '例会记录', href: '/meeting-records' },
    { title: '到会情况', href: '/meeting-attendance' },
    ...(role !== null && callers.includes(role) ? [{ title: '例会安排', href: '/meeting-series' }] : []),
  ];
  return <ViewLinks label="例会" links={links} />;
}
