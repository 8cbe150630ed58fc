import type { Role } from '../../../../kernel/access/roles.ts';
import { ViewLinks } from '../../../../web/kit/view-links.tsx';
import { useCapacity } from '../../../../web/shell/capacity.tsx';

/** Who publishes; beside the register's declaration, because importing that would make the page of all readers heavy. */
export const publishers: readonly Role[] = ['leader', 'president', 'business', 'hr', 'audit'];

/** What is for me, and, for those who publish, what was published. */
export function NoticeViews() {
  const { role } = useCapacity();
  const links = [
    { title: '发给我的', href: '/notices' },
    { title: '未读', href: '/notices?view=unread' },
    ...(role !== null && publishers.includes(role) ? [{ title: '发布与回执', href: '/published-notices' }] : []),
  ];
  return <ViewLinks label="通告的范围" links={links} />;
}
