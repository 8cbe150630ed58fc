import { Input, Modal, Radio } from 'antd';
import { methodText } from '../../../web/kit/contact-words.ts';
import { InstantInput } from '../../../web/kit/date-input.tsx';
import { FormField } from '../../../web/kit/form-field.tsx';
import { FormPage } from '../../../web/kit/form-page.tsx';
import { nowOnTheClock } from '../../../web/kit/now.ts';
import { toast } from '../../../web/kit/toast.ts';
import { type ContactValues, customerApi, type TimelineEntry } from '../customer/customer-api.web.ts';
import { useRefreshCustomer } from '../customer/use-customer.web.ts';
import { METHODS } from './contact.rules.ts';

export type ContactDialogProps = {
  customerId: number;
  /** The contact to correct; without it a new one is recorded. */
  entry?: TimelineEntry;
  onClose: () => void;
};

/** 依据 CUS-1: a contact other than a visit, in four fields. */
export function ContactDialog({ customerId, entry, onClose }: ContactDialogProps) {
  const refresh = useRefreshCustomer(customerId);
  const initial: Partial<ContactValues> =
    entry === undefined
      ? { method: 'phone', occurred_at: nowOnTheClock() }
      : {
          method: entry.method ?? 'phone',
          occurred_at: entry.at,
          reason: entry.reason,
          result: entry.result,
        };
  const send = (values: ContactValues, key: string) =>
    entry === undefined ? customerApi.record(customerId, values, key) : customerApi.correct(entry, values, key);
  return (
    <Modal
      open
      title={entry === undefined ? '记一次联系' : '更正联系'}
      footer={null}
      onCancel={onClose}
      width={520}
      destroyOnHidden
    >
      <FormPage<ContactValues, { key: string }>
        initial={initial}
        submit={send}
        submitText={entry === undefined ? '登记' : '更正'}
        onDone={() => {
          toast.done(entry === undefined ? '联系已登记' : '联系已更正');
          refresh();
          onClose();
        }}
        onCancel={onClose}
      >
        <FormField name="method" label="方式" required>
          <Radio.Group options={METHODS.map((method) => ({ value: method, label: methodText(method) }))} />
        </FormField>
        <FormField name="occurred_at" label="时间" required>
          <InstantInput />
        </FormField>
        <FormField name="reason" label="事由">
          <Input maxLength={500} />
        </FormField>
        <FormField name="result" label="结果">
          <Input.TextArea rows={4} maxLength={2000} />
        </FormField>
      </FormPage>
    </Modal>
  );
}
