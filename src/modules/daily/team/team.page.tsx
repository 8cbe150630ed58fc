import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { addMonths, type CivilDate } from '../../../kernel/calendar/index.ts';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { periodText } from '../../../web/kit/dates.ts';
import { WaitingStrip } from '../../../web/kit/due-strip.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import type { Team } from './team.ts';
import { Lags } from './web/lags.tsx';
import { Matrix } from './web/matrix.tsx';
import { OutNow } from './web/out-now.tsx';
import styles from './web/team.module.css';

const DayPanel = lazy(() => import('./web/day-panel.tsx'));

/** 我的团队: what waits for me, who is out, people × the days of a month with holes that open, who falls behind in what. */
export default function TeamPage() {
  const { values, set } = useUrlQuery();
  const [open, setOpen] = useState<{ staff: number; date: string } | null>(null);
  const query = useQuery({
    queryKey: ['/api/team', values.month ?? ''],
    queryFn: ({ signal }) => api.get<Json<Team>>('/api/team', { month: values.month }, signal),
    placeholderData: (previous) => previous,
  });
  const team = query.data;
  const turn = (months: number) => {
    const first = (team?.days[0]?.date ?? '') as CivilDate;
    set({ month: addMonths(first, months) });
  };
  return (
    <Page
      title="我的团队"
      note={team !== undefined && `${team.people.length} 人`}
      actions={
        team !== undefined && (
          <span className={styles.month}>
            <Button type="text" aria-label="上一月" onClick={() => turn(-1)}>
              ‹
            </Button>
            {periodText(team.month)}
            <Button
              type="text"
              aria-label="下一月"
              disabled={team.today < (team.days[0]?.date ?? '') || team.today.startsWith(team.month)}
              onClick={() => turn(1)}
            >
              ›
            </Button>
          </span>
        )
      }
    >
      <WaitingStrip />
      <Loaded query={query} rows={10}>
        {(loaded) => (
          <>
            <OutNow />
            {loaded.people.length === 0 ? (
              <Empty title="名下还没有客户经理" next="任职登记后会出现在这里" />
            ) : (
              <>
                <Matrix team={loaded} onOpen={(staff, date) => setOpen({ staff, date })} />
                <Section title="谁在哪一条落后" note="本期未完成与 ▲ 逾期的义务，点数字看是哪几项">
                  <Lags team={loaded} />
                </Section>
              </>
            )}
          </>
        )}
      </Loaded>
      {open !== null && (
        <Suspense>
          <DayPanel staff={open.staff} date={open.date} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Page>
  );
}
