import { Input, Select } from 'antd';
import { useAct } from '../../../../web/api/query.ts';
import { methodText } from '../../../../web/kit/contact-words.ts';
import { InstantInput } from '../../../../web/kit/date-input.tsx';
import { FormField } from '../../../../web/kit/form-field.tsx';
import { FormPage } from '../../../../web/kit/form-page.tsx';
import { nowOnTheClock } from '../../../../web/kit/now.ts';
import { CustomerPicker } from '../../../../web/kit/pickers.tsx';
import { SidePanel } from '../../../../web/kit/side-panel.tsx';
import { KEPT, useCorrection, useSendOrKeep } from '../../../../web/offline/send-or-keep.ts';
import { touchedByVisits } from '../../web/keys.ts';

/** A visit has its own form, because it needs a record of its own. */
const METHODS = ['phone', 'wechat', 'call-in', 'video', 'sms'] as const;

type Values = { customer: number; method: string; occurred_at: string; reason?: string; result?: string };

/** 记一次联系: telephone, message, a customer who came in. */
export default function ContactPanel({
  customer,
  name,
  onClose,
}: {
  customer: number | null;
  /** The customer's, where the page knows it. */
  name: string | undefined;
  onClose: () => void;
}) {
  const correction = useCorrection();
  const send = useSendOrKeep();
  const record = useAct({
    run: ({ values, key }: { values: Values; key: string }) => {
      const { customer: id, ...contact } = values;
      return send({
        key,
        title: `${methodText(values.method)}联系${name === undefined ? '' : ` ${name}`}`,
        path: `/api/customers/${id}/contacts`,
        body: contact,
        form: { path: `/today?contact=${id}`, values },
      });
    },
    touches: touchedByVisits,
    done: (fate) => (fate === 'kept' ? KEPT : '联系已记下'),
    toastProblems: false,
  });
  return (
    <SidePanel title="记一次联系" onClose={onClose}>
      <FormPage<Values, unknown>
        initial={
          correction?.form?.values ?? {
            ...(customer !== null && { customer }),
            method: 'phone',
            occurred_at: nowOnTheClock(),
          }
        }
        draft={correction === null ? `contact:${customer ?? 'new'}` : `outbox:${correction.seq}`}
        submit={(values, key) => record.mutateAsync({ values, key })}
        submitText="记下"
        onDone={onClose}
        onCancel={onClose}
      >
        <FormField name="customer" label="客户" required>
          <CustomerPicker valueLabel={name} />
        </FormField>
        <FormField name="method" label="方式" required>
          <Select options={METHODS.map((value) => ({ value, label: methodText(value) }))} />
        </FormField>
        <FormField name="occurred_at" label="时间" required>
          <InstantInput />
        </FormField>
        <FormField name="reason" label="事由">
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </FormField>
        <FormField name="result" label="结果">
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
        </FormField>
      </FormPage>
    </SidePanel>
  );
}
