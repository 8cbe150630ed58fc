import { Button, type FormInstance, Input } from 'antd';
import type { ReactNode } from 'react';
import { DateInput, InstantInput } from '../../../../web/kit/date-input.tsx';
import { FormField } from '../../../../web/kit/form-field.tsx';
import { FormPage } from '../../../../web/kit/form-page.tsx';
import styles from './visit-form.module.css';

export type VisitValues = {
  customer_id?: number;
  occurred_at: string;
  met_name?: string | null;
  met_department?: string | null;
  met_title?: string | null;
  purpose?: string | null;
  wanted?: string | null;
  result?: string | null;
  other_info?: string | null;
  next_step?: string | null;
  next_on?: string | null;
};

export type VisitFormProps<Answer> = {
  initial: Partial<VisitValues>;
  draft: string;
  /** What stands above the fields: the customer, what was said last time. */
  children: ReactNode;
  submit: (values: VisitValues, idempotencyKey: string) => Promise<Answer>;
  /** Keeps what is written without handing it in. */
  keep: (values: VisitValues) => Promise<void>;
  onDone: (answer: Answer) => void;
  onCancel: () => void;
};

const lines = (minRows: number, maxLength = 1000) => (
  <Input.TextArea autoSize={{ minRows, maxRows: 12 }} maxLength={maxLength} />
);

/** 依据 DAY-7: the record of a visit. What the last one said is already there. */
export function VisitForm<Answer>(props: VisitFormProps<Answer>) {
  return (
    <FormPage<VisitValues, Answer>
      initial={props.initial}
      draft={props.draft}
      submit={props.submit}
      submitText="提交走访记录"
      onDone={props.onDone}
      onCancel={props.onCancel}
    >
      {(form: FormInstance<VisitValues>) => (
        <>
          {props.children}
          <FormField name="occurred_at" label="走访时间" required>
            <InstantInput />
          </FormField>
          <div className={styles.met}>
            <FormField name="met_name" label="被访人" required>
              <Input maxLength={60} autoComplete="off" />
            </FormField>
            <FormField name="met_department" label="部门" required>
              <Input maxLength={60} autoComplete="off" />
            </FormField>
            <FormField name="met_title" label="职务" required>
              <Input maxLength={60} autoComplete="off" />
            </FormField>
          </div>
          <FormField name="purpose" label="事由" required>
            {lines(1)}
          </FormField>
          <FormField name="wanted" label="想要达到的结果" required>
            {lines(1)}
          </FormField>
          <FormField name="result" label="走访结果" required>
            {lines(4, 4000)}
          </FormField>
          <FormField name="other_info" label="其他信息">
            {lines(1, 4000)}
          </FormField>
          <div className={styles.next}>
            <FormField name="next_step" label="下一步打算" required>
              {lines(1)}
            </FormField>
            <FormField name="next_on" label="下一步日期">
              <DateInput />
            </FormField>
          </div>
          <p className={styles.keep}>
            来不及写完？
            <Button type="link" size="small" onClick={() => void props.keep(form.getFieldsValue(true))}>
              先记下走访，今天稍后再写
            </Button>
          </p>
        </>
      )}
    </FormPage>
  );
}
