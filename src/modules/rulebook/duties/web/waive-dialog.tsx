import { useQueryClient } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { api } from '../../../../web/api/client.ts';
import { FormField } from '../../../../web/kit/form-field.tsx';
import { FormPage } from '../../../../web/kit/form-page.tsx';
import { toast } from '../../../../web/kit/toast.ts';
import type { DutyItem } from './duty-columns.tsx';
import { dutyKey, WAIVER_TOUCHES } from './waivers.ts';

/** 豁免: by which clause and why; the duty leaves the denominators, and a breach not yet judged is withdrawn. */
export function WaiveDialog({ duty, onClose }: { duty: DutyItem; onClose: () => void }) {
  const client = useQueryClient();
  return (
    <Modal open title={`豁免：${duty.title}`} footer={null} onCancel={onClose} width={480} destroyOnHidden>
      <p style={{ marginBottom: 12 }}>豁免后这笔义务不再计入执行率；尚未认定的违规自动撤销。此事记入审计。</p>
      <FormPage<{ clause: string; reason: string }, unknown>
        initial={{ clause: duty.clause }}
        submitText="豁免"
        submit={(values, idempotencyKey) =>
          api.post('/api/duties/waivers', { ...dutyKey(duty), ...values }, { idempotencyKey })
        }
        onDone={() => {
          toast.done('已豁免');
          for (const queryKey of WAIVER_TOUCHES) void client.invalidateQueries({ queryKey });
          onClose();
        }}
        onCancel={onClose}
      >
        <FormField name="clause" label="依据的条款" required>
          <Input maxLength={100} />
        </FormField>
        <FormField name="reason" label="理由" required>
          <Input.TextArea rows={3} maxLength={500} />
        </FormField>
      </FormPage>
    </Modal>
  );
}
