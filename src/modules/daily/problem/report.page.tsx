import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { addMonths, periodOf } from '../../../kernel/calendar/index.ts';
import { api } from '../../../web/api/client.ts';
import { useAct, useKeysetList } from '../../../web/api/query.ts';
import { useToday } from '../../../web/kit/bank.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { Empty, Failure, Skeleton } from '../../../web/kit/states.tsx';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { touchedByLogs } from '../log/web/keys.ts';
import styles from './web/problem.module.css';

const RAISED = { limit: 100, filter: JSON.stringify([{ field: 'state', op: 'in', value: ['raised'] }]) };

/** 依据 DAY-11: the problems of a month or quarter, reported upward together with one's own opinion. */
export default function ProblemReportPage() {
  const list = useKeysetList<RegisterRow>('/api/registers/problem', RAISED);
  const periods = useRecentPeriods();
  const [period, setPeriod] = useState(periods[0] as string);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [opinion, setOpinion] = useState('');
  const [, navigate] = useLocation();
  const chosen = list.rows.filter(({ id }) => !left.has(id));
  const report = useAct({
    run: () =>
      api.post('/api/problems/report', {
        period,
        ...(opinion.trim() !== '' && { opinion: opinion.trim() }),
        items: chosen.map(({ id, version }) => ({ id, version })),
      }),
    touches: touchedByLogs,
    done: `已上报 ${chosen.length} 个问题`,
    onDone: () => navigate('/problems'),
  });
  const toggle = (id: number, take: boolean) =>
    setLeft(take ? new Set([...left].filter((each) => each !== id)) : new Set([...left, id]));
  return (
    <Page title="汇总上报" note={`待汇总 ${list.rows.length} 个问题`}>
      {list.error !== null && <Failure error={list.error} retry={list.reload} />}
      {list.loading && <Skeleton rows={5} />}
      {!list.loading && list.rows.length === 0 && (
        <Empty title="没有待汇总的问题" next="客户经理在日志中提出后会出现在这里" />
      )}
      {list.rows.length > 0 && (
        <div className={styles.report}>
          <ol>
            {list.rows.map((row) => (
              <li key={row.id} className={styles.item}>
                <Checkbox checked={!left.has(row.id)} onChange={(event) => toggle(row.id, event.target.checked)}>
                  {row.description as string}
                </Checkbox>
                <span className={styles.faint}>
                  {labelOf(row, 'staff_id')} <CivilDate date={row.raised_on as string} />
                </span>
              </li>
            ))}
          </ol>
          <Select
            aria-label="汇总期"
            value={period}
            onChange={setPeriod}
            options={periods.map((value) => ({ value, label: value }))}
          />
          <Input.TextArea
            aria-label="主管意见"
            placeholder="主管意见：建议怎样协调"
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            value={opinion}
            onChange={(event) => setOpinion(event.target.value)}
          />
          <div>
            <Button
              type="primary"
              disabled={chosen.length === 0}
              loading={report.isPending}
              onClick={() => report.mutate()}
            >
              上报 {chosen.length} 个问题
            </Button>
          </div>
        </div>
      )}
    </Page>
  );
}

/** This month and quarter, and those before: `2026-03`, `2026-Q1`. */
function useRecentPeriods(): string[] {
  const today = useToday();
  const days = [today, addMonths(today, -1), addMonths(today, -3)];
  const labels = days.flatMap((day) => [periodOf('month', day).label, periodOf('quarter', day).label]);
  return [...new Set(labels)];
}
