import { Input, Modal, Radio } from 'antd';
import { useToday } from '../../../web/kit/bank.ts';
import { DateInput } from '../../../web/kit/date-input.tsx';
import { FormField } from '../../../web/kit/form-field.tsx';
import { FormPage } from '../../../web/kit/form-page.tsx';
import { PersonPicker } from '../../../web/kit/pickers.tsx';
import { toast } from '../../../web/kit/toast.ts';
import { registerApi, type Values } from '../../../web/registers/register-api.ts';
import type { CustodySpan, Customer } from '../customer/customer-api.web.ts';
import { useRefreshCustomer } from '../customer/use-customer.web.ts';
import { CUSTODY_ROLES } from './custody.fields.ts';
import { custody } from './custody.register.ts';

export type CustodyStep = { kind: 'assign' } | { kind: 'handover' | 'release'; span: CustodySpan };

/** What each step is called, whom it names, and the day that it asks for. */
const STEPS = {
  assign: { title: '分配', person: '人员', day: { name: 'valid_from', label: '起始日期', help: '从这一天起管户' } },
  handover: {
    title: '移交',
    person: '接收人',
    day: { name: 'valid_from', label: '移交日期', help: '从这一天起由接收人管户，原主办止于前一天' },
  },
  release: {
    title: '解约',
    person: null,
    day: { name: 'valid_until', label: '终止日期', help: '不再管户的第一天' },
  },
} as const;

const ROLES = Object.entries(CUSTODY_ROLES).map(([value, label]) => ({ value, label }));

function send(customer: Customer, step: CustodyStep, values: Values, key: string) {
  return step.kind === 'assign'
    ? registerApi.create(custody, { ...values, customer_id: customer.id }, key)
    : registerApi.act(custody, step.span.id, step.kind, values, key);
}

type CustodyDialogProps = { customer: Customer; step: CustodyStep; onClose: () => void };

/** 依据 CUS-6: the open duties go with the customer to whoever serves him on their last day. */
export function CustodyDialog({ customer, step, onClose }: CustodyDialogProps) {
  const today = useToday();
  const refresh = useRefreshCustomer(customer.id);
  const { title, person, day } = STEPS[step.kind];
  return (
    <Modal open title={`${title}：${customer.name}`} footer={null} onCancel={onClose} width={520} destroyOnHidden>
      <FormPage<Values, unknown>
        initial={{ [day.name]: today, ...(step.kind === 'assign' && { role: 'primary' }) }}
        submit={(values, key) => send(customer, step, values, key)}
        submitText={title}
        onDone={() => {
          toast.done(`${title}已登记，义务随之变更`);
          refresh();
          onClose();
        }}
        onCancel={onClose}
      >
        {step.kind === 'assign' && (
          <FormField name="role" label="角色" required>
            <Radio.Group options={ROLES} />
          </FormField>
        )}
        {person !== null && (
          <FormField name="staff_id" label={person} required>
            <PersonPicker />
          </FormField>
        )}
        <FormField name={day.name} label={day.label} help={day.help} required>
          <DateInput />
        </FormField>
        <FormField name="reason" label="事由" required={step.kind !== 'assign'}>
          <Input maxLength={200} />
        </FormField>
      </FormPage>
    </Modal>
  );
}
