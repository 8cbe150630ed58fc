import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { addDays, type CivilDate } from '../../../kernel/calendar/index.ts';
import { api } from '../../../web/api/client.ts';
import { useMe } from '../../../web/api/session.ts';
import { useToday } from '../../../web/kit/bank.ts';
import { Instant } from '../../../web/kit/civil-date.tsx';
import { DateInput } from '../../../web/kit/date-input.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { PersonPicker } from '../../../web/kit/pickers.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import styles from './web/as-of.module.css';
import { AsOfList } from './web/as-of-list.tsx';
import { type AsOfAnswer, differenceOf } from './web/changes.ts';

/** 追溯: what somebody owed on any day, by which version and evidence, and what is different today (依据 RUL-5). */
export default function AsOfPage() {
  const me = useMe();
  const today = useToday();
  const { values, set } = useUrlQuery();
  const staff = values.staff ?? me.staffId ?? undefined;
  const day = values.day ?? addDays(today as CivilDate, -1);
  const asked = { staff, day };
  const query = useQuery({
    queryKey: ['/api/as-of', asked],
    queryFn: ({ signal }) => api.get<AsOfAnswer>('/api/as-of', asked, signal),
    enabled: staff !== undefined,
  });
  const leads = me.roles.some((role) => role !== 'rm' && role !== 'clerk' && role !== 'none');
  return (
    <Page title="追溯" note="那天他欠什么、凭哪条、证据是什么；与今天有何不同">
      <div className={`${styles.asked} zy-no-print`}>
        {leads && (
          <div className={styles.person}>
            <PersonPicker
              value={staff === undefined ? null : Number(staff)}
              valueLabel={query.data?.person.name ?? null}
              onChange={(id) => set({ staff: id === null ? undefined : String(id) })}
            />
          </div>
        )}
        <DateInput label="哪一天" value={day} onChange={(next) => set({ day: next ?? undefined })} />
      </div>
      {staff === undefined ? (
        <Empty title="请选择人员" next="按姓名、拼音或工号查找您所辖的人员" />
      ) : (
        <Loaded query={query} rows={8}>
          {(answer) => <Answer key={`${answer.person.id} ${answer.day}`} answer={answer} />}
        </Loaded>
      )}
    </Page>
  );
}

function Answer({ answer: { person, day, asOf, lines, hidden } }: { answer: AsOfAnswer }) {
  const [onlyChanged, setOnlyChanged] = useState(false);
  const learnt = lines.filter((line) => differenceOf(line) === 'learnt');
  const shown = onlyChanged ? learnt : lines;
  return (
    <>
      <p className={styles.asked}>
        <span>
          {person.name}（{person.no}）截至 <Instant at={asOf} />
          ，按当时所知有 {lines.filter((line) => line.past).length} 笔义务；其中按今天所知应有不同的 {learnt.length} 笔
          {hidden > 0 && `；另有 ${hidden} 笔的对象不在您的权限范围内`}
        </span>
        <Checkbox checked={onlyChanged} onChange={(event) => setOnlyChanged(event.target.checked)}>
          只看不同的
        </Checkbox>
      </p>
      {shown.length === 0 ? (
        <Empty
          title={onlyChanged ? '没有不同的' : '那天没有义务'}
          next={onlyChanged ? undefined : '请换一天或换一个人'}
        />
      ) : (
        <AsOfList lines={shown} day={day} />
      )}
    </>
  );
}
