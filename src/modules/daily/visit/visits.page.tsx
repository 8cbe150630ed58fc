import { Link } from 'wouter';
import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { useZone } from '../../../web/kit/bank.ts';
import { Instant } from '../../../web/kit/civil-date.tsx';
import { Instruction } from '../../../web/kit/instruction.tsx';
import { Section } from '../../../web/kit/page.tsx';
import { StatusMark } from '../../../web/kit/status-mark.tsx';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { visit } from './visit.register.ts';
import { visitLooks } from './web/visit-looks.ts';
import styles from './web/visits.module.css';
import { WrittenOffline } from './web/written-offline.tsx';

/** 走访记录: the list in one's scope, a record with its 朱批 beside it. */
export default function VisitsPage() {
  return (
    <RegisterListPage
      register={visit}
      base="/visits"
      title="走访记录"
      creates={false}
      detailExtra={(row) => <Review row={row} />}
      compact={(row) => <VisitLine row={row} />}
    />
  );
}

function Review({ row }: { row: RegisterRow }) {
  const zone = useZone();
  const open = row.state === 'draft' || row.state === 'returned';
  return (
    <>
      <WrittenOffline visit={row.id} />
      {typeof row.comment === 'string' && typeof row.reviewed_at === 'string' && (
        <Section title="批示">
          <Instruction
            text={row.comment}
            by={labelOf(row, 'reviewed_by') ?? ''}
            on={civilDateOf(new Date(row.reviewed_at), zone)}
          />
        </Section>
      )}
      {typeof row.retraction === 'string' && <Section title="撤回原因">{row.retraction}</Section>}
      {open && <Link href={`/visits/${row.id}/edit`}>继续撰写并提交</Link>}
    </>
  );
}

function VisitLine({ row }: { row: RegisterRow }) {
  const look = visitLooks[row.state ?? ''];
  return (
    <div className={styles.line}>
      <span className={styles.customer}>{labelOf(row, 'customer_id')}</span>
      {look !== undefined && <StatusMark look={look} />}
      <span className={styles.when}>
        <Instant at={row.occurred_at as string} /> · {labelOf(row, 'staff_id')}
      </span>
      <span className={styles.purpose}>{(row.purpose as string | null) ?? '尚未撰写'}</span>
    </div>
  );
}
