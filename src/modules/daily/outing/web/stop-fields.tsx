import { Button, Form, Input } from 'antd';
import { FormField } from '../../../../web/kit/form-field.tsx';
import { CustomerPicker } from '../../../../web/kit/pickers.tsx';
import styles from './outing.module.css';

export type StopValues = {
  customer_id?: number | null;
  party?: string | null;
  place?: string;
  contact_name?: string | null;
  phone?: string | null;
  purpose?: string | null;
};

/** The places of an outing in their order: a customer, or somebody who is none yet. */
export function StopFields() {
  return (
    <Form.List name="stops">
      {(stops, { add, remove }) => (
        <>
          {stops.map(({ key, name }, index) => (
            <fieldset key={key} className={styles.stopFields} aria-label={`第 ${index + 1} 处`}>
              <p className={styles.stopHead}>
                第 {index + 1} 处
                {stops.length > 1 && (
                  <Button type="text" size="small" onClick={() => remove(name)}>
                    删去
                  </Button>
                )}
              </p>
              <div className={styles.pair}>
                <FormField name={[name, 'customer_id']} label="客户">
                  <CustomerPicker />
                </FormField>
                <FormField name={[name, 'party']} label="不是客户，去见谁">
                  <Input maxLength={80} autoComplete="off" />
                </FormField>
                <FormField name={[name, 'place']} label="地点" required>
                  <Input maxLength={120} autoComplete="off" />
                </FormField>
                <FormField name={[name, 'purpose']} label="业务">
                  <Input maxLength={500} autoComplete="off" />
                </FormField>
                <FormField name={[name, 'contact_name']} label="联系人">
                  <Input maxLength={60} autoComplete="off" />
                </FormField>
                <FormField name={[name, 'phone']} label="电话">
                  <Input maxLength={20} inputMode="tel" autoComplete="off" />
                </FormField>
              </div>
            </fieldset>
          ))}
          <Button className={styles.add ?? ''} onClick={() => add({})}>
            再加一处
          </Button>
        </>
      )}
    </Form.List>
  );
}
