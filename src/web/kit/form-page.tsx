import { Button, Form, type FormInstance } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Problem } from '../../kernel/errors/public.ts';
import { problemsOfError, splitProblems } from '../api/problems.ts';
import { useMe } from '../api/session.ts';
import { draftsOf } from './drafts.ts';
import styles from './form-page.module.css';
import { createAttemptKeys } from './idempotency.ts';
import { sendsForm } from './keys.ts';
import { ProblemList } from './problem-list.tsx';

export type FormValues = Record<string, unknown>;

export type FormPageProps<Values extends FormValues, Answer> = {
  /** What is known already: nobody is asked for what a fact says. */
  initial?: Partial<Values>;
  /** Names the draft (`visit:new:客户号`). Without it no draft is kept. */
  draft?: string;
  /** Sends the form. Pass the key on, so that sending twice does once. */
  submit: (values: Values, idempotencyKey: string) => Promise<Answer>;
  onDone: (answer: Answer) => void;
  submitText?: string;
  onCancel?: () => void;
  /** Fields, as FormField. A function when they depend on each other or on the form. */
  children: ReactNode | ((form: FormInstance<Values>) => ReactNode);
};

const draftPauseMillis = 400;

function nameOf(path: readonly (string | number)[]): string {
  return path.join('.');
}

/**
 * One column, the fewest fields. Faults stand at their field and once at the top; the draft keeps itself;
 * Ctrl+Enter sends, Enter alone never does, and no key of an input method does.
 */
export function FormPage<Values extends FormValues, Answer>(props: FormPageProps<Values, Answer>) {
  const { draft, initial } = props;
  const [form] = Form.useForm<Values>();
  const drafts = draftsOf(useMe().accountId);
  const [restored, setRestored] = useState(() => (draft === undefined ? null : drafts.load(draft)));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [sending, setSending] = useState(false);
  const [keyFor] = useState(() => createAttemptKeys());
  const formId = useId();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const keepDraft = () => {
    clearTimeout(timer.current);
    if (draft === undefined) return;
    timer.current = setTimeout(() => drafts.save(draft, form.getFieldsValue(true)), draftPauseMillis);
  };

  const discardDraft = () => {
    clearTimeout(timer.current);
    if (draft !== undefined) drafts.drop(draft);
    setRestored(null);
  };

  // Ant Design names a control after its form and the steps of its path.
  const goTo = (path: string) => document.getElementById(`${formId}_${path.replaceAll('.', '_')}`)?.focus();

  const showProblems = (found: readonly Problem[]) => {
    const names = new Map(form.getFieldsError().map(({ name }) => [nameOf(name), name]));
    const split = splitProblems(found, new Set(names.keys()));
    form.setFields(split.fields.map(({ path, texts }) => ({ name: names.get(path) as never, errors: texts })));
    setProblems(found);
    goTo(split.fields[0]?.path ?? '');
  };

  const send = async () => {
    if (sending) return;
    setSending(true);
    setProblems([]);
    try {
      const values = await form.validateFields();
      const answer = await props.submit(values, keyFor(values));
      discardDraft();
      props.onDone(answer);
    } catch (error) {
      showProblems(faultsOf(error) ?? problemsOfError(error));
    } finally {
      setSending(false);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    if (sendsForm(event.nativeEvent)) {
      event.preventDefault();
      void send();
    } else if (event.target instanceof HTMLInputElement) {
      // The browser would send the form with Enter in a one-line field.
      event.preventDefault();
    }
  };

  return (
    <Form<Values>
      form={form}
      className={styles.form ?? ''}
      layout="vertical"
      name={formId}
      initialValues={{ ...initial, ...restored } as never}
      onValuesChange={keepDraft}
      onKeyDown={onKeyDown}
      requiredMark={(label, { required }) => (
        <>
          {label}
          {!required && <span className={styles.optional}>选填</span>}
        </>
      )}
      validateTrigger="onBlur"
      disabled={sending}
    >
      {restored !== null && (
        <p className={styles.restored}>
          已恢复上次未提交的草稿
          <Button
            type="link"
            size="small"
            onClick={() => {
              discardDraft();
              form.resetFields();
              form.setFieldsValue((initial ?? {}) as never);
            }}
          >
            放弃草稿
          </Button>
        </p>
      )}
      <ProblemList problems={problems} onGo={goTo} />
      {typeof props.children === 'function' ? props.children(form) : props.children}
      <div className={styles.actions}>
        <Button type="primary" onClick={() => void send()} loading={sending} title="Ctrl+Enter">
          {props.submitText ?? '提交'}
        </Button>
        {props.onCancel !== undefined && <Button onClick={props.onCancel}>取消</Button>}
        <span className={styles.hint}>Ctrl+Enter 提交</span>
      </div>
    </Form>
  );
}

type FieldFaults = { errorFields: { name: (string | number)[]; errors: string[] }[] };

/** What the form's own checks found; null for any other failure. */
function faultsOf(error: unknown): Problem[] | null {
  if (typeof error !== 'object' || error === null || !('errorFields' in error)) return null;
  return (error as FieldFaults).errorFields.flatMap(({ name, errors }) =>
    errors.map((text) => ({ code: 'FORM', text, path: nameOf(name) })),
  );
}
