import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { type Action, type AnyRegister, isMove } from '../../kernel/register/public.ts';
import { FormPage } from '../kit/form-page.tsx';
import { toast } from '../kit/toast.ts';
import { useCapacity } from '../shell/capacity.tsx';
import { type BatchOutcome, runBatch } from './batch-run.ts';
import { isGranted, labelOf, type RegisterRow, registerApi, versionOf } from './register-api.ts';
import styles from './register-batch.module.css';
import { RegisterFields } from './register-fields.tsx';

type RegisterBatchProps = {
  register: AnyRegister;
  /** The chosen rows. */
  rows: readonly RegisterRow[];
  /** With the rows to which it was done. */
  onDone: (rows: readonly RegisterRow[]) => void;
};

/** What can be done to all chosen rows at once: the register's actions, less those that end a row. */
export function RegisterBatch({ register, rows, onDone }: RegisterBatchProps) {
  const capacity = useCapacity();
  const [chosen, setChosen] = useState<string | null>(null);
  const actions = batchActions(register)
    .filter(([, action]) => isGranted(action.who, capacity))
    .map(([name, action]) => ({ name, action, possible: rows.filter((row) => isMove(action, row.state)) }))
    .filter(({ possible }) => possible.length > 0);
  return (
    <>
      {actions.length === 0 && <span className={styles.note}>按所选记录的状态，没有可以成批办理的事</span>}
      {actions.map(({ name, action, possible }) => (
        <Button key={name} size="small" onClick={() => setChosen(name)}>
          {action.title}
          {possible.length < rows.length && ` ${possible.length} 行`}
        </Button>
      ))}
      {chosen !== null && (
        <BatchDialog
          register={register}
          name={chosen}
          rows={rows.filter((row) => isMove(register.actions[chosen] as Action, row.state))}
          onDone={onDone}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}

/** The actions of a register that may be done to several rows at once. */
export function batchActions(register: AnyRegister): [string, Action][] {
  return Object.entries(register.actions as Record<string, Action>).filter(([, { ends = false }]) => !ends);
}

function BatchDialog({
  register,
  name,
  rows,
  onDone,
  onClose,
}: RegisterBatchProps & { name: string; onClose: () => void }) {
  const action = register.actions[name] as Action;
  const asks = action.asks ?? [];
  const [progress, setProgress] = useState<number | null>(null);
  const [refused, setRefused] = useState<BatchOutcome<RegisterRow>['refused']>([]);
  const stopped = useRef(false);
  const close = () => {
    stopped.current = true;
    onClose();
  };
  const run = (values: Record<string, unknown>) =>
    runBatch(rows, (row) => registerApi.act(register, row.id, name, { ...values, ...versionOf(register, row) }), {
      onProgress: setProgress,
      isStopped: () => stopped.current,
    });
  const finish = (outcome: BatchOutcome<RegisterRow>) => {
    setProgress(null);
    setRefused(outcome.refused);
    onDone(outcome.done);
    if (outcome.refused.length > 0) return;
    toast.done(`${action.title}：${outcome.done.length} 行`);
    onClose();
  };
  return (
    <Modal open title={`${action.title}：${rows.length} 行`} footer={null} onCancel={close} width={520} destroyOnHidden>
      {refused.length > 0 ? (
        <Refused register={register} refused={refused} onClose={onClose} />
      ) : (
        <FormPage submitText={action.title} submit={run} onDone={finish} onCancel={close}>
          {asks.length > 0 && <p className={styles.note}>以下内容写入每一行</p>}
          <RegisterFields register={register} names={asks} required={action.requires} />
          {progress !== null && (
            <p role="status" className={styles.note}>
              已办 {progress} / {rows.length} 行
            </p>
          )}
        </FormPage>
      )}
    </Modal>
  );
}

function Refused({
  register,
  refused,
  onClose,
}: {
  register: AnyRegister;
  refused: BatchOutcome<RegisterRow>['refused'];
  onClose: () => void;
}) {
  return (
    <>
      <p className={styles.note}>{refused.length} 行没有办成，仍在选中之列；其余已办</p>
      <ul className={styles.refused}>
        {refused.map(({ row, text }) => (
          <li key={row.id}>
            <strong>{labelOf(row, register.label) ?? String(row[register.label] ?? row.id)}</strong>：{text}
          </li>
        ))}
      </ul>
      <Button type="primary" onClick={onClose}>
        知道了
      </Button>
    </>
  );
}
