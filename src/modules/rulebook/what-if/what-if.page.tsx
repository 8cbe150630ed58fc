import { Button } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../../../web/api/client.ts';
import { useAct } from '../../../web/api/query.ts';
import { useMe } from '../../../web/api/session.ts';
import { CivilDate, Instant } from '../../../web/kit/civil-date.tsx';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { Page } from '../../../web/kit/page.tsx';
import type { Selection } from '../../../web/kit/selection.ts';
import { Empty } from '../../../web/kit/states.tsx';
import type { Column } from '../../../web/kit/table-columns.ts';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import { LIST, type ScenarioItem, useScenarios } from './web/scenario-api.ts';
import { StartDialog } from './web/start-dialog.tsx';
import styles from './web/what-if.module.css';

const TWO = 2;

const columns: readonly Column<ScenarioItem>[] = [
  { key: 'title', title: '推演', width: 260, cell: ({ title }) => title },
  {
    key: 'range',
    title: '区间',
    width: 260,
    cell: ({ from, until }) => (
      <>
        <CivilDate date={from} /> 至 <CivilDate date={until} />
        （不含）
      </>
    ),
  },
  { key: 'state', title: '进度', width: 160, cell: (item) => <State item={item} /> },
  { key: 'by', title: '发起人', width: 100, cell: ({ by }) => by ?? '—' },
  { key: 'createdAt', title: '发起时间', width: 176, cell: ({ createdAt }) => <Instant at={createdAt} /> },
];

function State({ item: { finishedAt, state, done, total, task } }: { item: ScenarioItem }) {
  const cancel = useAct({
    run: (id: number) => api.post(`/api/tasks/${id}/cancel`),
    touches: [[LIST]],
    done: '已请求取消',
  });
  if (finishedAt !== null) return <>✓ 已完成</>;
  if (state === 'failed') return <span className={styles.failed}>▲ 未成功，详见任务中心</span>;
  if (state === 'cancelled') return <>已取消</>;
  return (
    <>
      {total ? `第 ${done} / ${total} 步` : '等待开始'}{' '}
      {task !== null && (
        <Button
          size="small"
          type="text"
          onClick={(event) => {
            event.stopPropagation();
            cancel.mutate(task);
          }}
        >
          取消
        </Button>
      )}
    </>
  );
}

/** How a scenario reads on the phone. */
function ScenarioCompact({ item }: { item: ScenarioItem }) {
  return (
    <div className={styles.compact}>
      <strong>{item.title}</strong>
      <span className={styles.hint}>
        <CivilDate date={item.from} /> 至 <CivilDate date={item.until} />
        （不含）
      </span>
      <span>
        <State item={item} />
      </span>
    </div>
  );
}

/** 推演: drafts tried on past facts; a row opens its result, two chosen ones stand side by side. */
export default function WhatIfPage() {
  const list = useScenarios();
  const me = useMe();
  const { values, set } = useUrlQuery();
  const [, navigate] = useLocation();
  const [starting, setStarting] = useState(values.draft !== undefined);
  const [selection, setSelection] = useState<Selection>(new Set());
  const chosen = [...selection];
  return (
    <Page
      title="推演"
      note="草案在过去的事实上试算：谁会不达标，工作量多大，积分如何变"
      actions={
        me.roles.includes('business') && (
          <Button type="primary" onClick={() => setStarting(true)}>
            推演一份草案
          </Button>
        )
      }
      fill
    >
      <DataTable
        label="推演"
        rows={list.data?.items ?? []}
        columns={columns}
        rowKey={({ id }) => String(id)}
        onOpen={({ id, finishedAt }) => finishedAt !== null && navigate(`/rulebook/what-if/${id}`)}
        loading={list.isPending}
        error={list.error}
        retry={() => void list.refetch()}
        compact={(item) => <ScenarioCompact item={item} />}
        batch={{
          selection,
          onChange: setSelection,
          actions: () => (
            <Button
              size="small"
              disabled={chosen.length !== TWO}
              onClick={() => navigate(`/rulebook/what-if/${chosen[0]}?with=${chosen[1]}`)}
            >
              {chosen.length === TWO ? '并排对照' : '选两次推演并排对照'}
            </Button>
          ),
        }}
        empty={<Empty title="还没有推演" next="从一份草案开始：改一个数，看它在过去半年意味着什么" />}
      />
      {starting && (
        <StartDialog
          draft={values.draft === undefined ? null : Number(values.draft)}
          onClose={() => {
            setStarting(false);
            if (values.draft !== undefined) set({ draft: undefined });
          }}
        />
      )}
    </Page>
  );
}
