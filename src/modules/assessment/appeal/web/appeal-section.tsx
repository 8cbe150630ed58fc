import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import { useMe } from '../../../../web/api/session.ts';
import { FormField } from '../../../../web/kit/form-field.tsx';
import { FormPage } from '../../../../web/kit/form-page.tsx';
import { toast } from '../../../../web/kit/toast.ts';
import styles from './appeal.module.css';

const appealsPath = '/api/registers/appeal';

type GroundName = 'breach_id' | 'incident_id' | 'measure_id';
type AppealRow = { id: number; no: string; state: string } & Record<GroundName, number | null>;

export type AppealSectionProps = {
  ground: { name: GroundName; id: number };
  title: string;
  /** Who may appeal; null: nobody. */
  staffId: number | null;
  /** Whether there is something to appeal against. */
  stands: boolean;
};

/** The appeals against one thing, and filing one: only the person concerned, and only once at a time (依据 ASM-5). */
export function AppealSection({ ground, title, staffId, stands }: AppealSectionProps) {
  const me = useMe();
  const [appealing, setAppealing] = useState(false);
  const appeals = useQuery({
    queryKey: [appealsPath, 'of-person', staffId],
    queryFn: ({ signal }) =>
      api.get<{ rows: AppealRow[] }>(
        appealsPath,
        { filter: JSON.stringify([{ field: 'staff_id', op: 'eq', value: staffId }]), limit: 200 },
        signal,
      ),
    enabled: staffId !== null,
  });
  const own = (appeals.data?.rows ?? []).filter((row) => row[ground.name] === ground.id);
  const open = own.some(({ state }) => state === 'filed');
  return (
    <div className={styles.appeals}>
      {own.map((row) => (
        <Link key={row.id} href={`/appeals/${row.id}`}>
          申诉 {row.no}
          {row.state === 'filed' ? '（待裁定）' : ''}
        </Link>
      ))}
      {stands && staffId === me.staffId && appeals.isSuccess && !open && (
        <Button onClick={() => setAppealing(true)}>申诉</Button>
      )}
      {appealing && <AppealForm ground={ground} title={title} onClose={() => setAppealing(false)} />}
    </div>
  );
}

function AppealForm({
  ground,
  title,
  onClose,
}: Pick<AppealSectionProps, 'ground' | 'title'> & { onClose: () => void }) {
  const client = useQueryClient();
  return (
    <Modal open title={`申诉：${title}`} footer={null} onCancel={onClose} width={520} destroyOnHidden>
      <FormPage<{ statement: string; evidence?: string }, unknown>
        draft={`appeal:${ground.name}:${ground.id}`}
        submitText="提交申诉"
        submit={(values, idempotencyKey) =>
          api.post(appealsPath, { [ground.name]: ground.id, ...values }, { idempotencyKey })
        }
        onDone={() => {
          toast.done('申诉已提交，将由原认定（下达）人以外的上级裁定');
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
