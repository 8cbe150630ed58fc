import { ViewLinks } from '../../../../web/kit/view-links.tsx';

/** 请假 and its paper book side by side. */
export function LeaveViews() {
  return (
    <ViewLinks
      label="请假"
      links={[
        { title: '请假', href: '/leave' },
        { title: '登记簿', href: '/leave/book' },
      ]}
    />
  );
}
