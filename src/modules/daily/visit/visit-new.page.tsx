import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { problemsOfError } from '../../../web/api/problems.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { nowOnTheClock } from '../../../web/kit/now.ts';
import { Page } from '../../../web/kit/page.tsx';
import { CustomerPicker } from '../../../web/kit/pickers.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import { toast } from '../../../web/kit/toast.ts';
import { KEPT, useCorrection, useSendOrKeep } from '../../../web/offline/send-or-keep.ts';
import { touchedByVisits } from '../web/keys.ts';
import type { VisitPrefill } from './prefill.ts';
import { prefillOf } from './web/bare-prefill.ts';
import styles from './web/visit-form.module.css';
import { VisitForm, type VisitValues } from './web/visit-form.tsx';

/** 记一次走访. First the customer, because he decides what is already known; then the record. */
export default function VisitNewPage() {
  const [parameters, setParameters] = useSearchParams();
  const [, navigate] = useLocation();
  const customer = Number(parameters.get('customer')) || null;
  const stop = Number(parameters.get('stop')) || undefined;
  return (
    <Page title="记一次走访">
      {customer === null ? (
        <div className={styles.pick}>
          <p className={styles.hint}>先选客户，上次见的人和约定会自动带出</p>
          <CustomerPicker
            autoFocus
            onChange={(id) => id !== null && setParameters({ customer: String(id) }, { replace: true })}
          />
        </div>
      ) : (
        <Prefilled
          key={customer}
          customer={customer}
          stop={stop}
          onLeave={() => navigate(stop === undefined ? '/' : '/outings')}
        />
      )}
    </Page>
  );
}

type PrefilledProps = { customer: number; stop: number | undefined; onLeave: () => void };

function Prefilled({ customer, stop, onLeave }: PrefilledProps) {
  const client = useQueryClient();
  const prefill = useQuery({
    queryKey: ['/api/visits/prefill', customer, stop],
    queryFn: ({ signal }) => prefillOf(client, { customer, stop }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const correction = useCorrection();
  const send = useSendOrKeep();
  const leave = (text: string) => {
    for (const queryKey of touchedByVisits) void client.invalidateQueries({ queryKey });
    toast.done(text);
    onLeave();
  };
  const keep = async (values: VisitValues) => {
    try {
      await api.post('/api/registers/visit', { ...values, customer_id: customer });
      leave('走访已记下，请在今天 24:00 前写完记录');
    } catch (error) {
      for (const { text } of problemsOfError(error)) toast.problem(text);
    }
  };
  return (
    <Loaded query={prefill}>
      {(known) => (
        <VisitForm
          draft={correction === null ? `visit:new:${customer}` : `outbox:${correction.seq}`}
          initial={
            correction?.form?.values ?? {
              occurred_at: known.occurred_at ?? nowOnTheClock(),
              met_name: known.met_name,
              met_department: known.met_department,
              met_title: known.met_title,
              purpose: known.purpose,
            }
          }
          submit={(values, key) =>
            send({
              key,
              title: `走访 ${known.customer.name}`,
              path: '/api/visits',
              body: { ...values, customer_id: customer },
              form: { path: `/visits/new?customer=${customer}`, values },
            })
          }
          keep={keep}
          onDone={(fate) => leave(fate === 'kept' ? KEPT : '走访记录已提交，等待确认')}
          onCancel={onLeave}
        >
          <CustomerHead known={known} />
        </VisitForm>
      )}
    </Loaded>
  );
}

function CustomerHead({ known: { customer, last } }: { known: Json<VisitPrefill> }) {
  return (
    <>
      <p className={styles.customer}>
        {customer.name} <span className={styles.no}>{customer.no}</span>
      </p>
      {last !== null && (
        <div className={styles.last}>
          上次走访 <CivilDate date={last.on} />
          {last.next_on !== null && (
            <>
              ，约定 <CivilDate date={last.next_on} /> 再办
            </>
          )}
          {last.result !== null && <p>{last.result}</p>}
        </div>
      )}
    </>
  );
}
