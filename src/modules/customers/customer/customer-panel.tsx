import { useQuery } from '@tanstack/react-query';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { DutyList } from '../../../web/kit/duty-list.tsx';
import { Money } from '../../../web/kit/money.tsx';
import { Section } from '../../../web/kit/page.tsx';
import { SidePanel } from '../../../web/kit/side-panel.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import { isGranted } from '../../../web/registers/register-api.ts';
import { useCapacity } from '../../../web/shell/capacity.tsx';
import { BalanceTab } from '../balance/balance-tab.tsx';
import { ContactDialog } from '../contact/contact-dialog.tsx';
import { custody } from '../custody/custody.register.ts';
import { CustodyTab } from '../custody/custody-tab.tsx';
import { ArchiveTab } from './archive-tab.tsx';
import { CUSTOMER_KINDS } from './customer.fields.ts';
import styles from './customer.module.css';
import { type Customer, customerApi, customerPath } from './customer-api.web.ts';
import { TimelineTab } from './timeline-tab.tsx';
import { type CustomerDetail, useCustomer } from './use-customer.web.ts';

function Header({ row }: { row: Customer }) {
  const figures = [
    { label: '存款', value: <Money yuan={row.deposit} /> },
    { label: '授信', value: <Money yuan={row.credit} /> },
    { label: '贷款', value: <Money yuan={row.loan} /> },
    { label: '最近联系', value: <CivilDate date={row.last_contact_on} /> },
  ];
  return (
    <header>
      <p className={styles.identity}>
        <span>{row.no}</span>
        <span>{CUSTOMER_KINDS[row.kind as keyof typeof CUSTOMER_KINDS]}</span>
        <span>{row.institution_id_label}</span>
        <span>主办 {row.holder_id_label ?? '未分配'}</span>
      </p>
      <dl className={styles.figures}>
        {figures.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

/** What is owed for the customer, above everything that happened with him. */
function Overview({ customerId }: { customerId: number }) {
  const duties = useQuery({
    queryKey: [`${customerPath(customerId)}/duties`],
    queryFn: ({ signal }) => customerApi.duties(customerId, signal),
  });
  return (
    <>
      <Section title="应办">
        <Loaded query={duties} rows={2}>
          {({ items }) => <DutyList duties={items} emptyTitle="本期没有应办事项" subjectLink={null} />}
        </Loaded>
      </Section>
      <Section title="往来">
        <TimelineTab customerId={customerId} />
      </Section>
    </>
  );
}

function Content({ detail }: { detail: CustomerDetail }) {
  const { row } = detail;
  const capacity = useCapacity();
  return (
    <>
      <Header row={row} />
      <Tabs
        size="small"
        items={[
          { key: 'overview', label: '应办与往来', children: <Overview customerId={row.id} /> },
          { key: 'balance', label: '余额', children: <BalanceTab customerId={row.id} /> },
          { key: 'archive', label: '档案', children: <ArchiveTab detail={detail} /> },
          {
            key: 'custody',
            label: '管户',
            children: <CustodyTab customer={row} mayDistribute={isGranted(custody.access.create, capacity)} />,
          },
        ]}
      />
    </>
  );
}

/** The customer in the drawer: who he is, what is owed for him, what happened, his money, his archive, his people. */
export function CustomerPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useCustomer(id);
  const { role } = useCapacity();
  const [, navigate] = useLocation();
  const [recording, setRecording] = useState(false);
  const serves = role === 'rm' || role === 'leader' || role === 'president';
  const actions = query.data !== undefined && serves && (
    <>
      <Button type="primary" onClick={() => navigate(`/visits/new?customer=${id}`)}>
        记走访
      </Button>
      <Button onClick={() => setRecording(true)}>记联系</Button>
    </>
  );
  return (
    <SidePanel title={query.data?.row.name ?? '客户'} onClose={onClose} actions={actions || undefined}>
      <Loaded query={query}>{(detail) => <Content detail={detail} />}</Loaded>
      {recording && <ContactDialog customerId={id} onClose={() => setRecording(false)} />}
    </SidePanel>
  );
}
