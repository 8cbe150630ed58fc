import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import { useMe } from '../../../../web/api/session.ts';
import { FormField } from '../../../../web/kit/form-field.tsx';
import { FormPage } from '../../../../web/kit/form-page.tsx';
import { SidePanel } from '../../../../web/kit/side-panel.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import { toast } from '../../../../web/kit/toast.ts';
import { type Breach, breachesPath, breachPath } from '../../breach/web/breach-api.ts';
import { BreachFacts } from '../../breach/web/breach-facts.tsx';
import styles from './points.module.css';

const appealsPath = '/api/registers/appeal';

type AppealRow = { id: number; no: string; breach_id: number; state: string };

/** The breach behind an entry, and the appeal against it: only its bearer appeals, and only once at a time. */
export function BreachAndAppeal({ id, onClose }: { id: string; onClose: () => void }) {
  const me = useMe();
  const [appealing, setAppealing] = useState(false);
  const query = useQuery({
    queryKey: [breachesPath, id],
    queryFn: ({ signal }) => api.get<Breach>(breachPath(id), {}, signal),
  });
  const breach = query.data;
  const mine = breach?.bearerId !== undefined && breach.bearerId === me.staffId;
  const appeals = useQuery({
    queryKey: [appealsPath, 'of-person', breach?.bearerId],
    queryFn: ({ signal }) =>
      api.get<{ rows: AppealRow[] }>(
        appealsPath,
        { filter: JSON.stringify([{ field: 'staff_id', op: 'eq', value: breach?.bearerId }]), limit: 200 },
        signal,
      ),
    enabled: breach !== undefined && breach.bearerId !== null,
  });
  const own = (appeals.data?.rows ?? []).filter((row) => row.breach_id === Number(id));
  const open = own.some(({ state }) => state === 'filed');
  return (
    <SidePanel
      title={breach?.title ?? '违规'}
      onClose={onClose}
      actions={
        mine && breach?.state === 'confirmed' && !open ? (
          <Button type="primary" onClick={() => setAppealing(true)}>
            申诉
          </Button>
        ) : undefined
      }
    >
      <Loaded query={query}>{(loaded) => <BreachFacts breach={loaded} />}</Loaded>
      {own.length > 0 && (
        <p className={styles.appeal}>
          {own.map((row) => (
            <Link key={row.id} href={`/appeals/${row.id}`}>
              申诉 {row.no}
              {row.state === 'filed' ? '（待裁定）' : ''}{' '}
            </Link>
          ))}
        </p>
      )}
      {appealing && breach !== undefined && <AppealForm breach={breach} onClose={() => setAppealing(false)} />}
    </SidePanel>
  );
}

function AppealForm({ breach, onClose }: { breach: Breach; onClose: () => void }) {
  const client = useQueryClient();
  return (
    <Modal open title={`申诉：${breach.title}`} footer={null} onCancel={onClose} width={520} destroyOnHidden>
      <FormPage<{ statement: string; evidence?: string }, unknown>
        draft={`appeal:${breach.id}`}
        submitText="提交申诉"
        submit={(values, idempotencyKey) =>
          api.post(appealsPath, { breach_id: breach.id, ...values }, { idempotencyKey })
        }
        onDone={() => {
          toast.done('申诉已提交，将由原认定人以外的上级裁定');
          for (const queryKey of [[appealsPath], ['/api/points']]) void client.invalidateQueries({ queryKey });
          onClose();
        }}
        onCancel={onClose}
      >
        <FormField name="statement" label="申诉理由" required help="写明事实经过，以及为什么不应认定">
          <Input.TextArea rows={4} maxLength={2000} />
        </FormField>
        <FormField name="evidence" label="证据" help="可核对的依据：联系流水号、来往记录、证明人等">
          <Input.TextArea rows={3} maxLength={2000} />
        </FormField>
      </FormPage>
    </Modal>
  );
}
