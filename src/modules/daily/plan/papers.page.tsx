import { Link } from 'wouter';
import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { useZone } from '../../../web/kit/bank.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { Instruction } from '../../../web/kit/instruction.tsx';
import { Section } from '../../../web/kit/page.tsx';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState } from '../../../web/registers/register-value.tsx';
import { useCapacity } from '../../../web/shell/capacity.tsx';
import { PAPER_KINDS, type PaperKind } from './paper.fields.ts';
import { workPaper } from './paper.register.ts';

/** 计划与报告: those in one's scope; a superior reads them in the drawer. */
export default function PapersPage() {
  const { role } = useCapacity();
  return (
    <RegisterListPage
      register={workPaper}
      base="/papers"
      title="计划与报告"
      creates={false}
      actions={(role === 'rm' || role === 'leader') && <Link href="/papers/write">写计划与报告</Link>}
      detailExtra={(row) => <Comment row={row} />}
      compact={(row) => <PaperLine row={row} />}
    />
  );
}

function Comment({ row }: { row: RegisterRow }) {
  const zone = useZone();
  return (
    <>
      {typeof row.comment === 'string' && typeof row.read_at === 'string' && (
        <Section title="批示">
          <Instruction
            text={row.comment}
            by={labelOf(row, 'read_by') ?? ''}
            on={civilDateOf(new Date(row.read_at), zone)}
          />
        </Section>
      )}
      {row.state === 'draft' && (
        <Link href={`/papers/write?kind=${row.kind as string}&date=${row.period_start as string}`}>继续写并提交</Link>
      )}
    </>
  );
}

function PaperLine({ row }: { row: RegisterRow }) {
  return (
    <>
      <div>
        <strong>{PAPER_KINDS[row.kind as PaperKind]}</strong> <CivilDate date={row.period_start as string} />{' '}
        <RegisterState register={workPaper} row={row} />
      </div>
      <div>{labelOf(row, 'staff_id')}</div>
      <div>{(row.content as string | null) ?? '尚未提交'}</div>
    </>
  );
}
