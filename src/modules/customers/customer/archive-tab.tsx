import { Button } from 'antd';
import { useState } from 'react';
import { Ask } from '../../../web/kit/ask.tsx';
import { Facts } from '../../../web/kit/facts.tsx';
import { Section } from '../../../web/kit/page.tsx';
import { type RegisterRow, registerApi } from '../../../web/registers/register-api.ts';
import { RegisterForm } from '../../../web/registers/register-form.tsx';
import { RegisterValue } from '../../../web/registers/register-value.tsx';
import { customerFields } from './customer.fields.ts';
import styles from './customer.module.css';
import { customer } from './customer.register.ts';
import { completenessOf } from './customer.rules.ts';
import type { Customer } from './customer-api.web.ts';
import { type CustomerDetail, useRefreshCustomer, useShowRevealed } from './use-customer.web.ts';

function Completeness({ row }: { row: Customer }) {
  const { filled, of, missing } = completenessOf(row);
  return (
    <p className={styles.completeness}>
      <progress className={styles.measure} max={of} value={filled} aria-label="档案完整度" />
      <span>
        完整度 {filled}/{of}
      </span>
      {missing.length > 0 && (
        <span className={styles.missing}>缺 {missing.map((name) => customerFields[name].label).join('、')}</span>
      )}
    </p>
  );
}

/** 依据 CUS-3, CUS-15: the archive, how whole it is, its editing, and the revealing of personal data for a reason. */
export function ArchiveTab({ detail }: { detail: CustomerDetail }) {
  const { row, editable, revealable } = detail;
  const [doing, setDoing] = useState<'edit' | 'reveal' | null>(null);
  const refresh = useRefreshCustomer(row.id);
  const show = useShowRevealed(row.id);
  const asRow = row as unknown as RegisterRow;
  const finish = () => {
    setDoing(null);
    refresh();
  };
  if (doing === 'edit') {
    return <RegisterForm register={customer} row={asRow} onDone={finish} onCancel={() => setDoing(null)} />;
  }
  return (
    <>
      <div className={styles.archiveHead}>
        <Completeness row={row} />
        {revealable && (
          <Button size="small" onClick={() => setDoing('reveal')}>
            查看完整信息
          </Button>
        )}
        {editable && (
          <Button size="small" onClick={() => setDoing('edit')}>
            修改
          </Button>
        )}
      </div>
      {customer.form.sections.map(({ title, fields }) => (
        <Section key={title} title={title}>
          <Facts
            items={fields.map((name) => ({
              label: customerFields[name].label,
              value: <RegisterValue register={customer} row={asRow} name={name} />,
            }))}
          />
        </Section>
      ))}
      <Ask
        open={doing === 'reveal'}
        title="查看完整信息"
        okText="查看"
        reason={{ label: '查看事由（将留痕）', placeholder: '如：电话约访' }}
        onOk={async (reason) => show((await registerApi.reveal(customer, row.id, reason)).row as unknown as Customer)}
        onClose={() => setDoing(null)}
      />
    </>
  );
}
