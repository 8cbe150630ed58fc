import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { type CivilDate, createWorkdays } from '../../../kernel/calendar/index.ts';
import { api } from '../../../web/api/client.ts';
import { useAct } from '../../../web/api/query.ts';
import { useMe } from '../../../web/api/session.ts';
import { Ask } from '../../../web/kit/ask.tsx';
import { useToday } from '../../../web/kit/bank.ts';
import { Instant } from '../../../web/kit/civil-date.tsx';
import { InstitutionTree } from '../../../web/kit/institution-tree.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import styles from './web/calendar.module.css';
import { DayDialog } from './web/day-dialog.tsx';
import type { YearView } from './web/months.ts';
import { YearGrid } from './web/year-grid.tsx';

const yearsPath = '/api/calendar/years';
const YEARS_SHOWN = 6;

/** 工作日历: a year at a glance, as the whole bank or one institution lives it; its keepers change it by a click. */
export default function CalendarPage() {
  const me = useMe();
  const today = useToday();
  const { values, set } = useUrlQuery();
  const year = Number(values.year ?? today.slice(0, 4));
  const institution = values.institution === undefined ? null : Number(values.institution);
  const keeps = me.adminRole === 'system' || me.roles.includes('business');
  const [picked, setPicked] = useState<CivilDate | null>(null);
  const years = useQuery({
    queryKey: [yearsPath],
    queryFn: ({ signal }) => api.get<{ items: { year: number; provisional: boolean }[] }>(yearsPath, {}, signal),
  });
  const view = useQuery({
    queryKey: [yearsPath, year, institution],
    queryFn: ({ signal }) =>
      api.get<YearView>(`${yearsPath}/${year}`, institution === null ? {} : { institutionId: institution }, signal),
    placeholderData: (previous) => previous,
  });
  const choices = (years.data?.items ?? []).slice(-YEARS_SHOWN);
  return (
    <Page title="工作日历">
      <div className={styles.bar}>
        <Segmented
          options={choices.map((one) => ({ value: one.year, label: `${one.year}${one.provisional ? ' △' : ''}` }))}
          value={year}
          onChange={(next) => set({ year: String(next) })}
        />
        {me.adminRole === null && (
          <div style={{ width: 220 }}>
            <InstitutionTree
              placeholder="全行"
              value={institution}
              onChange={(id) => set({ institution: id === null ? undefined : String(id) })}
            />
          </div>
        )}
        {view.data !== undefined && <Standing view={view.data} mayPublish={keeps && institution === null} />}
      </div>
      <Loaded query={view}>
        {(loaded) => (
          <>
            <YearGrid year={loaded} today={today} onPick={keeps ? setPicked : undefined} />
            {picked !== null && (
              <DayDialog
                key={picked}
                day={picked}
                isWorkday={createWorkdays(loaded.days, [year]).isWorkday(picked)}
                institution={institution}
                onClose={() => setPicked(null)}
              />
            )}
          </>
        )}
      </Loaded>
      <p className={styles.legend} style={{ marginTop: 24 }}>
        休 放假　班 调休上班　圆点 本机构自定　底色 休息日{keeps && '　点一天即可调整'}
      </p>
    </Page>
  );
}

/** Whether the year is published, and on whose word; a year that is not says so. */
function Standing({ view, mayPublish }: { view: YearView; mayPublish: boolean }) {
  const [asking, setAsking] = useState(false);
  const publish = useAct({
    run: (source: string) => api.post(`${yearsPath}/${view.year}/publish`, { source }),
    touches: [[yearsPath]],
    done: `${view.year} 年日历已发布`,
    toastProblems: false,
  });
  if (!view.provisional) {
    return (
      <span className={styles.source}>
        {view.source}
        {view.publishedAt !== null && new Date(view.publishedAt).getTime() > 0 && (
          <>
            {' '}
            · <Instant at={view.publishedAt} />
          </>
        )}
      </span>
    );
  }
  return (
    <>
      <span className={styles.provisional}>△ 暂定：{view.year} 年的放假安排尚未公布，暂按星期推算</span>
      {mayPublish && (
        <Button size="small" onClick={() => setAsking(true)}>
          发布
        </Button>
      )}
      <Ask
        open={asking}
        title={`发布 ${view.year} 年日历`}
        okText="发布"
        reason={{ label: '依据', placeholder: '如：国务院办公厅关于 2027 年部分节假日安排的通知' }}
        onOk={(source) => publish.mutateAsync(source)}
        onClose={() => setAsking(false)}
      >
        <p>发布后该年不再标为暂定；仍可逐日修改。</p>
      </Ask>
    </>
  );
}
