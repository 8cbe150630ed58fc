import { ViewLinks } from '../../../../web/kit/view-links.tsx';

const LINKS = [
  { title: '考勤表', href: '/attendance' },
  { title: '登记与处理', href: '/attendance/notes' },
];

export function AttendanceViews() {
  return <ViewLinks label="考勤" links={LINKS} />;
}
