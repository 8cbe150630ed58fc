import { Checkbox } from 'antd';
import { FormField } from '../../../../web/kit/form-field.tsx';
import { FormPage } from '../../../../web/kit/form-page.tsx';
import { LinesInput } from '../../web/lines-input.tsx';

export type LogValues = {
  supplement?: string | null;
  thoughts?: string | null;
  problems?: string | null;
  needs_help?: boolean | null;
  tomorrow?: string | null;
};

export type LogFormProps = {
  draft: string;
  initial: LogValues;
  submit: (values: LogValues, idempotencyKey: string) => Promise<unknown>;
  onDone: () => void;
  onCancel: () => void;
};

/** 依据 DAY-9: only what no fact says. */
export function LogForm({ draft, initial, submit, onDone, onCancel }: LogFormProps) {
  return (
    <FormPage<LogValues, unknown>
      draft={draft}
      initial={initial}
      submit={submit}
      submitText="提交日志"
      onDone={onDone}
      onCancel={onCancel}
    >
      <FormField name="supplement" label="补充" help="上面没有的工作">
        <LinesInput rows={1} />
      </FormField>
      <FormField name="thoughts" label="体会" required>
        <LinesInput rows={3} />
      </FormField>
      <FormField name="problems" label="问题">
        <LinesInput rows={2} />
      </FormField>
      <FormField name="needs_help" label="协调">
        <NeedsHelp />
      </FormField>
      <FormField name="tomorrow" label="明日计划" required>
        <LinesInput rows={3} />
      </FormField>
    </FormPage>
  );
}

type NeedsHelpProps = { id?: string; value?: boolean | null; onChange?: (value: boolean) => void };

/** 依据 DAY-11: what is ticked here is collected, reported upward and answered. */
function NeedsHelp({ id, value, onChange }: NeedsHelpProps) {
  return (
    <Checkbox id={id} checked={value === true} onChange={(event) => onChange?.(event.target.checked)}>
      这个问题需要上级协调
    </Checkbox>
  );
}
