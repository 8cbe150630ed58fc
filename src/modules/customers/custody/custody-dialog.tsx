import { Modal } from 'antd';
import { useToday } from '../../../web/kit/bank.ts';
import { FormPage } from '../../../web/kit/form-page.tsx';
import { toast } from '../../../web/kit/toast.ts';
import { registerApi, type Values } from '../../../web/registers/register-api.ts';
import { RegisterFields } from '../../../web/registers/register-fields.tsx';
import type { CustodySpan, Customer } from '../customer/customer-api.ts';
import { useRefreshCustomer } from '../customer/use-customer.ts';
import { custody } from './custody.register.ts';

export type CustodyStep = { kind: 'assign' } | { kind: 'handover' | 'release'; span: CustodySpan };

/** Words, fields and what is known already, of each step. */
const STEPS = {
  assign: {
    title: '分配',
    fields: ['role', 'staff_id', 'valid_from', 'reason'],
    required: ['reason'],
    date: 'valid_from',
  },
  handover: { title: '移交', fields: ['staff_id', 'valid_from', 'reason'], required: ['reason'], date: 'valid_from' },
  release: {
    title: '解约',
    fields: ['valid_until', 'reason'],
    required: ['valid_until', 'reason'],
    date: 'valid_until',
  },
} as const;

function send(customer: Customer, step: CustodyStep, values: Values, key: string) {
  return step.kind === 'assign'
    ? registerApi.create(custody, { ...values, customer_id: customer.id }, key)
    : registerApi.act(custody, step.span.id, step.kind, values, key);
}

/** 依据 CUS-6: the open duties go with the customer to whoever serves him on their last day. */
export function CustodyDialog({
  customer,
  step,
  onClose,
}: {
  customer: Customer;
  step: CustodyStep;
  onClose: () => void;
}) {
  const today = useToday();
  const refresh = useRefreshCustomer(customer.id);
  const { title, fields, required, date } = STEPS[step.kind];
  return (
    <Modal open title={`${title} · ${customer.name}`} footer={null} onCancel={onClose} width={520} destroyOnHidden>
      <FormPage
        initial={{ [date]: today, ...(step.kind === 'assign' && { role: 'primary' }) }}
        submit={(values, key) => send(customer, step, values, key)}
        submitText={title}
        onDone={() => {
          toast.done(`${title}已登记,义务随之变更`);
          refresh();
          onClose();
        }}
        onCancel={onClose}
      >
        <RegisterFields register={custody} names={fields} required={required} />
      </FormPage>
    </Modal>
  );
}
