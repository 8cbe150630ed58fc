import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useAct } from '../../../../web/api/query.ts';
import { Ask } from '../../../../web/kit/ask.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import type { LogsOfDay } from '../logs-of-day.ts';
import { touchedByLogs } from './keys.ts';
import styles from './log.module.css';

type Person = Json<LogsOfDay>['missing'][number];

/** Who has handed in no log that day; a report by telephone is written down here (依据 DAY-10). */
export function Absent({ date, people }: { date: string; people: readonly Person[] }) {
  const [calling, setCalling] = useState<Person | null>(null);
  const record = useAct({
    run: ({ staffId, said }: { staffId: number; said: string }) =>
      api.post('/api/registers/phone_report', { staff_id: staffId, biz_date: date, said }),
    touches: touchedByLogs,
    done: '电话汇报已登记',
    toastProblems: false,
  });
  if (people.length === 0) return null;
  return (
    <Section title="没有日志的人" note={`${people.length} 人`}>
      <ul className={styles.absent}>
        {people.map((person) => (
          <li key={person.staffId}>
            {person.staff} {person.onLeave && <span className={styles.faint}>请假</span>}
            {person.phone !== null && <span className={styles.faint}>电话汇报：{person.phone}</span>}
            {!person.onLeave && person.phone === null && (
              <Button type="link" size="small" onClick={() => setCalling(person)}>
                登记电话汇报
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Ask
        open={calling !== null}
        title={`${calling?.staff ?? ''}的电话汇报`}
        okText="登记"
        reason={{ label: '汇报内容' }}
        onOk={(said) => record.mutateAsync({ staffId: calling?.staffId ?? 0, said })}
        onClose={() => setCalling(null)}
      />
    </Section>
  );
}
