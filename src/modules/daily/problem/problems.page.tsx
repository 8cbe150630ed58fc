import { Button } from 'antd';
import { useLocation } from 'wouter';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState } from '../../../web/registers/register-value.tsx';
import { useCapacity } from '../../../web/shell/capacity.tsx';
import { problem } from './problem.register.ts';
import styles from './web/problem.module.css';

/** 依据 DAY-11: what needs coordination: for its author what became of it, for superiors what they have to answer. */
export default function ProblemsPage() {
  const { role } = useCapacity();
  const [, navigate] = useLocation();
  const superior = role === 'leader' || role === 'president';
  return (
    <div className={styles.page}>
      {superior && (
        <p className={styles.collect}>
          <Button onClick={() => navigate('/problems/report')}>按月（季）汇总上报</Button>
        </p>
      )}
      <RegisterListPage
        register={problem}
        base="/problems"
        title="需协调的问题"
        compact={(row) => <ProblemLine row={row} />}
      />
    </div>
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
