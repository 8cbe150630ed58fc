import { type Choice, RemoteSelect, type RemoteSelectProps } from './remote-select.tsx';

export type PickerProps = Omit<RemoteSelectProps, 'path' | 'toChoice' | 'placeholder'> & { placeholder?: string };

type Named = { id: number; no: string; name: string };

const named = ({ id, no, name }: Named): Choice => ({ value: id, label: name, note: no });

/** A member of staff by name, pinyin or 工号; the value is the staff id. */
export function PersonPicker(props: PickerProps) {
  return <RemoteSelect placeholder="姓名、拼音或工号" {...props} path="/api/registers/staff" toChoice={named} />;
}

/** A customer within one's scope by name, pinyin or 客户号; the value is the customer id. */
export function CustomerPicker(props: PickerProps) {
  return (
    <RemoteSelect placeholder="客户名称、拼音或客户号" {...props} path="/api/registers/customer" toChoice={named} />
  );
}
