import { Modal } from 'antd';
import type { Action, AnyRegister } from '../../kernel/register/public.ts';
import { FormPage } from '../kit/form-page.tsx';
import { type RegisterRow, registerApi, versionOf } from './register-api.ts';
import { RegisterFields } from './register-fields.tsx';

export type RegisterActionProps = {
  register: AnyRegister;
  row: RegisterRow;
  name: string;
  onDone: (row: RegisterRow) => void;
  onClose: () => void;
};

/** The fields that an action asks for, in a dialog; an action that asks nothing needs none (see RegisterDetail). */
export function RegisterAction({ register, row, name, onDone, onClose }: RegisterActionProps) {
  const action = register.actions[name] as Action;
  const asks = action.asks ?? [];
  return (
    <Modal open title={action.title} footer={null} onCancel={onClose} width={520} destroyOnHidden>
      <FormPage
        initial={Object.fromEntries(asks.map((field) => [field, row[field]]))}
        draft={`${register.id}:${row.id}@${row.version}:${name}`}
        submitText={action.title}
        submit={async (values, key) =>
          (await registerApi.act(register, row.id, name, { ...values, ...versionOf(register, row) }, key)).row
        }
        onDone={onDone}
        onCancel={onClose}
      >
        <RegisterFields register={register} names={asks} row={row} required={action.requires} />
      </FormPage>
    </Modal>
  );
}
