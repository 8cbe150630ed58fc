import { Form } from 'antd';
import type { ReactElement } from 'react';

export type FormFieldProps = {
  /** The key in the values, or the steps to it; joined by dots it is the `path` under which the server reports faults. */
  name: string | (string | number)[];
  label: string;
  required?: boolean;
  help?: string;
  /** One control with `value` and `onChange`. */
  children: ReactElement;
};

/** One field of a FormPage: label, control, help, fault. Further checks are the server's, which reports them all at once. */
export function FormField({ name, label, required = false, help, children }: FormFieldProps) {
  return (
    <Form.Item
      name={name}
      label={label}
      rules={required ? [{ required: true, message: `请填写${label}` }] : []}
      required={required}
      extra={help}
    >
      {children}
    </Form.Item>
  );
}
