import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useToday } from '../../../web/kit/bank.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { registerPath } from '../../../web/registers/register-api.ts';
import styles from '../customer/customer.module.css';
import { type CustodySpan, type Customer, customerApi } from '../customer/customer-api.web.ts';
import { CUSTODY_ROLES } from './custody.fields.ts';
import { custody } from './custody.register.ts';
import { CustodyDialog, type CustodyStep } from './custody-dialog.tsx';

function isInForce({ valid_from, valid_until }: CustodySpan, today: string): boolean {
  return valid_from <= today && (valid_until === null || valid_until > today);
}

function Span({
  span,
  mayDistribute,
  onStep,
}: {
  span: CustodySpan;
  mayDistribute: boolean;
  onStep: (step: CustodyStep) => void;
}) {
  const today = useToday();
  const open = span.valid_until === null || span.valid_until > today;
  return (
    <li className={styles.span} data-current={isInForce(span, today) || undefined}>
      <span className={styles.spanRole}>{CUSTODY_ROLES[span.role as keyof typeof CUSTODY_ROLES]}</span>
      <span className={styles.spanWho}>{span.staff_id_label}</span>
      <span className={styles.spanDates}>
        <CivilDate date={span.valid_from} /> 起
        {span.valid_until !== null && (
          <>
            ，<CivilDate date={span.valid_until} /> 前
          </>
        )}
        {isInForce(span, today) && <span className={styles.current}> · 在管</span>}
        {span.reason !== null && <span className={styles.reason}> · {span.reason}</span>}
      </span>
      {open && mayDistribute && (
        <span className={styles.entryActions}>
          {span.role === 'primary' && (
            <Button type="link" size="small" onClick={() => onStep({ kind: 'handover', span })}>
              移交
            </Button>
          )}
          <Button type="link" size="small" onClick={() => onStep({ kind: 'release', span })}>
            解约
          </Button>
        </span>
      )}
    </li>
  );
}

/** 依据 CUS-6: who served the customer from when to when, and the steps that change it. */
export function CustodyTab({ customer, mayDistribute }: { customer: Customer; mayDistribute: boolean }) {
  const query = useQuery({
    queryKey: [registerPath(custody), 'of', customer.id],
    queryFn: ({ signal }) => customerApi.custody(customer.id, signal),
  });
  const [step, setStep] = useState<CustodyStep | null>(null);
  return (
    <>
      {mayDistribute && (
        <div className={styles.spans}>
          <Button size="small" onClick={() => setStep({ kind: 'assign' })}>
            分配主办或协办
          </Button>
        </div>
      )}
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty
              title="还没有人管这位客户"
              next={mayDistribute ? '点“分配主办或协办”' : '请联系团队长或支行行长分配'}
            />
          ) : (
            <ol>
              {rows
                .toSorted((a, b) => (a.valid_from < b.valid_from ? 1 : -1))
                .map((span) => (
                  <Span key={span.id} span={span} mayDistribute={mayDistribute} onStep={setStep} />
                ))}
            </ol>
          )
        }
      </Loaded>
      {step !== null && <CustodyDialog customer={customer} step={step} onClose={() => setStep(null)} />}
    </>
  );
}
