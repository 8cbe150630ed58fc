import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { useMe } from '../../../web/api/session.ts';
import { useToday } from '../../../web/kit/bank.ts';
import { civilDateText } from '../../../web/kit/dates.ts';
import { DutyList } from '../../../web/kit/duty-list.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import type { DayDuty, MyDay } from './my-day.ts';
import { DutyAction } from './web/duty-action.tsx';
import styles from './web/my-day.module.css';
import { Standing } from './web/standing.tsx';
import { TodayTimeline } from './web/today-timeline.tsx';

const ContactPanel = lazy(() => import('./web/contact-panel.tsx'));

type Duty = Json<DayDuty>;
const isSettled = ({ status }: Duty) => status === 'fulfilled' || status === 'late';

function useMyDay() {
  return useInfiniteQuery({
    queryKey: ['/api/my-day'],
    queryFn: ({ pageParam, signal }) => api.get<Json<MyDay>>('/api/my-day', { after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // What was settled elsewhere in between should be seen turning when one comes back.
    staleTime: 0,
  });
}

/** 依据 DAY-19: what I owe today and this period, why, and the one click that settles it. */
export default function MyDayPage() {
  const query = useMyDay();
  const today = useToday();
  const [parameters, setParameters] = useSearchParams();
  const asked = Number(parameters.get('contact'));
  const [contact, setContact] = useState<{ customer: number | null } | null>(asked > 0 ? { customer: asked } : null);
  const closeContact = () => {
    setContact(null);
    setParameters({}, { replace: true });
  };
  const first = query.data?.pages[0];
  return (
    <Page
      title="我的一天"
      note={
        <>
          {civilDateText(today, today)}
          {first !== undefined && !first.isWorkday && ' · 休息日'}
          {first !== undefined && first.provisionalYears.length > 0 && (
            <span className={styles.provisional}>
              {' '}
              △ {first.provisionalYears.join('、')} 年工作日历尚未公布，剩余工作日为暂定
            </span>
          )}
        </>
      }
      actions={
        <span className={styles.heads}>
          <Link href="/today/calendar">日历</Link>
          <Button onClick={() => setContact({ customer: null })}>记一次联系</Button>
        </span>
      }
    >
      <Standing />
      <Loaded query={{ data: query.data, error: query.error, refetch: query.refetch }} rows={8}>
        {({ pages }) => {
          const duties = pages.flatMap((page) => page.duties);
          const settled = duties.filter(isSettled);
          const owed = duties.filter((duty) => !isSettled(duty));
          return (
            <>
              <TodayTimeline day={pages[0] as Json<MyDay>} today={today} />
              {settled.length > 0 && (
                <Section title="今天办成" note={`${settled.length} 项`}>
                  <DutyList duties={settled} subjectLink={subjectOf} />
                </Section>
              )}
              <Section title="本期应办" note={countText(owed, query.hasNextPage)}>
                <DutyList
                  duties={owed}
                  subjectLink={subjectOf}
                  action={(duty) => (
                    <DutyAction duty={duty as Duty} onContact={(customer) => setContact({ customer })} />
                  )}
                  emptyTitle="本期应办都已完成"
                  emptyNext="新的周期开始或有新事项时会出现在这里"
                />
                {query.hasNextPage && (
                  <div className={styles.more}>
                    <Button type="text" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                      再看后面的
                    </Button>
                  </div>
                )}
              </Section>
            </>
          );
        }}
      </Loaded>
      {contact !== null && (
        <Suspense>
          <ContactPanel
            customer={contact.customer}
            name={nameOf(query.data?.pages ?? [], contact.customer)}
            onClose={closeContact}
          />
        </Suspense>
      )}
    </Page>
  );
}

function nameOf(pages: readonly Json<MyDay>[], customer: number | null): string | undefined {
  const duties = pages.flatMap((page) => page.duties);
  return duties.find(({ subjectType, subjectId }) => subjectType === 'customer' && subjectId === customer)?.subjectName;
}

function countText(owed: readonly Duty[], more: boolean): string {
  const overdue = owed.filter(({ status }) => status === 'breached').length;
  const all = `${owed.length}${more ? '+' : ''} 项`;
  return overdue === 0 ? all : `${all}，其中逾期 ${overdue} 项`;
}

/** A duty about oneself says so; about a colleague, his name. */
function SelfOrColleague({ staffId, name }: { staffId: number; name: string }) {
  return useMe().staffId === staffId ? '本人' : name;
}

function subjectOf({ subjectType, subjectId, subjectName }: Pick<Duty, 'subjectType' | 'subjectId' | 'subjectName'>) {
  if (subjectType === 'staff') return <SelfOrColleague staffId={subjectId} name={subjectName} />;
  return subjectType === 'customer' ? <Link href={`/customers/${subjectId}`}>{subjectName}</Link> : subjectName;
}
