import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState } from '../../../web/registers/register-value.tsx';
import { gradeProposal } from './grade-proposal.register.ts';

/** 等级: what the closed periods propose, for whoever has the authority to decide. */
export default function GradesPage() {
  return (
    <RegisterListPage
      register={gradeProposal}
      base="/grades"
      creates={false}
      compact={(row) => <ProposalLine row={row} />}
    />
  );
}

function ProposalLine({ row }: { row: RegisterRow }) {
  return (
    <>
      <div>
        <strong>{labelOf(row, 'staff_id')}</strong> <RegisterState register={gradeProposal} row={row} />
      </div>
      <div>
        {String(row.period)}：{String(row.from_title)} → {String(row.to_title)}
      </div>
    </>
  );
}
