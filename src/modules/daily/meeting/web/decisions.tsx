import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { useAct } from '../../../../web/api/query.ts';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import { InstantInput } from '../../../../web/kit/date-input.tsx';
import { FormField } from '../../../../web/kit/form-field.tsx';
import { FormPage } from '../../../../web/kit/form-page.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import { PersonPicker } from '../../../../web/kit/pickers.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import { useCapacity } from '../../../../web/shell/capacity.tsx';
import { task } from '../../task/task.register.ts';
import type { Decision } from '../decisions.ts';
import styles from './decisions.module.css';

type Values = { title: string; detail?: string; assignee_id: number; due_at: string };

/** 决议: each is somebody's task; whoever may give tasks adds one here. */
export function Decisions({ meetingId }: { meetingId: number }) {
  const { role } = useCapacity();
  const [adding, setAdding] = useState(false);
  const path = `/api/meetings/${meetingId}/decisions`;
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<{ items: Json<Decision>[] }>(path, {}, signal),
  });
  const decide = useAct({
    run: ({ values, key }: { values: Values; key: string }) => api.post(path, values, { idempotencyKey: key }),
    touches: [[path], ['/api/registers/task']],
    done: '已形成任务',
    toastProblems: false,
  });
  const mayDecide = role !== null && role in task.access.create;
  return (
    <Section title="决议" note={mayDecide && !adding && <Add onClick={() => setAdding(true)} />}>
      <Loaded query={query} rows={2}>
        {({ items }) => (
          <ul className={styles.decisions}>
            {items.map(({ id, title, assignee, dueAt, state }) => (
              <li key={id} className={styles.decision}>
                <Link href={`/my-tasks/${id}`}>{title}</Link>
                <span className={styles.who}>
                  {assignee} · <Instant at={dueAt} /> · {task.states?.titles[state]}
                </span>
              </li>
            ))}
            {items.length === 0 && <li className={styles.who}>没有形成任务的决议</li>}
          </ul>
        )}
      </Loaded>
      {adding && (
        <FormPage<Values, unknown>
          draft={`meeting:${meetingId}:decision`}
          submit={(values, key) => decide.mutateAsync({ values, key })}
          submitText="形成任务"
          onDone={() => setAdding(false)}
          onCancel={() => setAdding(false)}
        >
          <FormField name="title" label="事项" required>
            <Input maxLength={100} />
          </FormField>
          <FormField name="assignee_id" label="承办人" required>
            <PersonPicker />
          </FormField>
          <FormField name="due_at" label="到期" required>
            <InstantInput />
          </FormField>
          <FormField name="detail" label="要求">
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
          </FormField>
        </FormPage>
      )}
    </Section>
  );
}

function Add({ onClick }: { onClick: () => void }) {
  return (
    <Button type="link" size="small" onClick={onClick}>
      决议形成任务
    </Button>
  );
}
