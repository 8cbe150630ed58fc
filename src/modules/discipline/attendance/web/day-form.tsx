import { Input, Radio } from 'antd';
import { FormField } from '../../../../web/kit/form-field.tsx';
import { FormPage } from '../../../../web/kit/form-page.tsx';
import { registerApi } from '../../../../web/registers/register-api.ts';
import { WRITTEN, type Written } from '../attendance.fields.ts';
import { attendance } from '../attendance.register.ts';

type Values = { status: Written; note?: string };

/** What a superior writes about one person's day; only what facts leave open is offered. */
export function DayForm({
  staffId,
  day,
  writable,
  onDone,
}: {
  staffId: number;
  day: string;
  writable: readonly Written[];
  onDone: () => void;
}) {
  return (
    <FormPage<Values, unknown>
      initial={writable.length === 1 ? { status: writable[0] as Written } : {}}
      submitText="登记"
      submit={(values, key) => registerApi.create(attendance, { ...values, staff_id: staffId, biz_date: day }, key)}
      onDone={onDone}
    >
      <FormField name="status" label="考勤" required>
        <Radio.Group options={writable.map((value) => ({ value, label: WRITTEN[value] }))} />
      </FormField>
      <FormField name="note" label="情况" help="异常的写明何时、何故、有何凭据">
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
      </FormField>
    </FormPage>
  );
}
