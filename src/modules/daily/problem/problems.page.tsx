import { Button } from 'antd';
import { useLocation } from 'wouter';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState } from '../../../web/registers/register-value.tsx';
import { useCapacity } from '../../../web/shell/capacity.tsx';
import { problem } from './problem.register.ts';

/** 依据 DAY-11: what needs coordination: for its author what became of it, for superiors what they have to answer. */
export default function ProblemsPage() {
  const { role } = useCapacity();
  const [, navigate] = useLocation();
  const superior = role === 'leader' || role === 'president';
  return (
    <RegisterListPage
      register={problem}
      base="/problems"
      title="需协调的问题"
      actions={superior && <Button onClick={() => navigate('/problems/report')}>按月（季）汇总上报</Button>}
      compact={(row) => <ProblemLine row={row} />}
    />
  );
}

function ProblemLine({ row }: { row: RegisterRow }) {
  return (
    <>
      <div>
        <strong>{labelOf(row, 'staff_id')}</strong> <RegisterState register={problem} row={row} />
      </div>
      <div>{row.description as string}</div>
      {typeof row.answer === 'string' && <div>答复：{row.answer}</div>}
    </>
  );
}
