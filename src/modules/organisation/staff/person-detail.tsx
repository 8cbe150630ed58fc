import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../web/api/client.ts';
import { ApiError } from '../../../web/api/problems.ts';
import { useToday } from '../../../web/kit/bank.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { methodText } from '../../../web/kit/contact-words.ts';
import { Facts } from '../../../web/kit/facts.tsx';
import { Money } from '../../../web/kit/money.tsx';
import { Section } from '../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { type RegisterRow, registerPath } from '../../../web/registers/register-api.ts';
import { appointment } from '../appointment/appointment.register.ts';
import styles from './person.module.css';

type Portfolio = {
  customers: number;
  deposit: string;
  credit: string;
  loan: string;
  contacts: { method: string; count: number }[];
  contactedCustomers: number;
  month: string;
};

/** Whether the refusal says that these things are not for the one who asks; then there is nothing to show. */
function isHidden(error: Error | null): boolean {
  return error instanceof ApiError && (error.status === 403 || error.status === 404);
}

function useAppointments(staffId: number) {
  const filter = JSON.stringify([{ field: 'staff_id', op: 'eq', value: staffId }]);
  return useQuery({
    queryKey: [registerPath(appointment), 'of', staffId],
    queryFn: ({ signal }) =>
      api.get<{ rows: RegisterRow[] }>(registerPath(appointment), { filter, limit: 100 }, signal),
  });
}

function Appointments({ staffId }: { staffId: number }) {
  const query = useAppointments(staffId);
  const today = useToday();
  if (isHidden(query.error)) return null;
  return (
    <Section title="任职">
      <Loaded query={query} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title="没有任职记录" next="由人力在“任职”中登记" />
          ) : (
            <ol>
              {rows
                .toSorted((a, b) => (String(a.valid_from) < String(b.valid_from) ? 1 : -1))
                .map((row) => {
                  const until = row.valid_until as string | null;
                  return (
                    <li
                      key={row.id}
                      className={styles.post}
                      data-ended={(until !== null && until <= today) || undefined}
                    >
                      <span>{String(row.post)}</span>
                      <span className={styles.place}>{String(row.institution_id_label ?? '')}</span>
                      <span className={styles.dates}>
                        <CivilDate date={String(row.valid_from)} /> 起
                        {until !== null && (
                          <>
                            ，<CivilDate date={until} /> 前
                          </>
                        )}
                      </span>
                    </li>
                  );
                })}
            </ol>
          )
        }
      </Loaded>
    </Section>
  );
}

function Work({ staffId }: { staffId: number }) {
  const path = `/api/staff/${staffId}/portfolio`;
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => api.get<Portfolio>(path, {}, signal) });
  if (isHidden(query.error)) return null;
  return (
    <Section title="管户与联系">
      <Loaded query={query} rows={3}>
        {(work) => (
          <Facts
            items={[
              { label: '主办客户', value: `${work.customers} 户` },
              { label: '存款', value: <Money yuan={work.deposit} /> },
              { label: '授信', value: <Money yuan={work.credit} /> },
              { label: '贷款', value: <Money yuan={work.loan} /> },
              {
                label: '本月联系',
                value:
                  work.contacts.length === 0
                    ? '还没有'
                    : `${work.contactedCustomers} 户；${work.contacts
                        .map(({ method, count }) => `${methodText(method)} ${count} 次`)
                        .join('，')}`,
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

/** Posts, and for those who may see it what he serves and how often he was in touch this month. */
export function PersonDetail({ staffId }: { staffId: number }) {
  return (
    <>
      <Appointments staffId={staffId} />
      <Work staffId={staffId} />
      <p>
        <Link href={`/as-of?staff=${staffId}`}>追溯：任何一天他欠什么</Link>
      </p>
    </>
  );
}
