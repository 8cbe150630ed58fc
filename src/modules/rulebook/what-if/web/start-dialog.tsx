import { useQuery } from '@tanstack/react-query';
import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { addMonths, type CivilDate, periodOf } from '../../../../kernel/calendar/index.ts';
import { api } from '../../../../web/api/client.ts';
import { problemsOfError } from '../../../../web/api/problems.ts';
import { useAct } from '../../../../web/api/query.ts';
import { useToday } from '../../../../web/kit/bank.ts';
import { DateInput } from '../../../../web/kit/date-input.tsx';
import { ProblemList } from '../../../../web/kit/problem-list.tsx';
import { LIST } from './scenario-api.ts';
import styles from './what-if.module.css';

type Draft = { id: number; title: string; state: string };
type Asked = { draft: number; title: string; from: string; until: string };

const OPEN_STATES = ['drafting', 'review', 'approved'];

/** Which draft is tried, and on which days. The last half-year is offered: it holds two of every period. */
export function StartDialog({ draft, onClose }: { draft: number | null; onClose: () => void }) {
  const today = useToday();
  const halfYear = lastHalfYear(today);
  const [asked, setAsked] = useState<Partial<Asked>>({ ...(draft !== null && { draft }), ...halfYear });
  const drafts = useQuery({
    queryKey: ['/api/registers/rulebook-draft', 'for what-if'],
    queryFn: ({ signal }) => api.get<{ rows: Draft[] }>('/api/registers/rulebook-draft', { limit: 100 }, signal),
  });
  const rows = drafts.data?.rows.filter(({ state }) => OPEN_STATES.includes(state)) ?? [];
  const chosen = rows.find(({ id }) => id === asked.draft);
  const title = asked.title ?? chosen?.title ?? '';
  const start = useAct({
    run: (body: Asked) => api.post<{ id: number }>(LIST, body),
    touches: [[LIST]],
    done: '已开始推演，可在此看进度',
    toastProblems: false,
    onDone: onClose,
  });
  const { draft: draftId, from, until } = asked;
  const ready = draftId !== undefined && from !== undefined && until !== undefined && title !== '';
  return (
    <Modal
      open
      title="推演一份草案"
      okText="开始推演"
      cancelText="取消"
      okButtonProps={{ disabled: !ready, loading: start.isPending }}
      onOk={() => ready && start.mutate({ draft: draftId, title, from, until })}
      onCancel={onClose}
      width={480}
    >
      {start.error !== null && <ProblemList problems={problemsOfError(start.error)} />}
      <div className={styles.form}>
        <label htmlFor="scenario-draft">草案</label>
        <Select
          id="scenario-draft"
          placeholder={rows.length === 0 ? '还没有草案：请先在「制度草案」中起草' : '选择草案'}
          loading={drafts.isPending}
          value={draftId ?? null}
          options={rows.map(({ id, title: name }) => ({ value: id, label: name }))}
          onChange={(next: number) => setAsked({ ...asked, draft: next })}
        />
        <label htmlFor="scenario-title">名称</label>
        <Input
          id="scenario-title"
          maxLength={60}
          value={title}
          onChange={({ target }) => setAsked({ ...asked, title: target.value })}
        />
        <label htmlFor="scenario-from">自</label>
        <DateInput
          id="scenario-from"
          label="自"
          value={from ?? null}
          onChange={(next) => setAsked({ ...asked, from: next ?? undefined })}
        />
        <label htmlFor="scenario-until">至（不含）</label>
        <DateInput
          id="scenario-until"
          label="至（不含）"
          value={until ?? null}
          onChange={(next) => setAsked({ ...asked, until: next ?? undefined })}
        />
      </div>
      <p className={styles.hint}>只用已入账的事实试算，不改动任何现行义务；未完成都按认定计分。</p>
    </Modal>
  );
}

function lastHalfYear(today: CivilDate): { from: string; until: string } {
  const until = periodOf('month', today).start;
  return { from: addMonths(until, -6), until };
}
