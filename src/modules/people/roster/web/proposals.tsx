import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import { RuledTable } from '../../../../web/kit/ruled-table.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import { type RegisterRow, registerPath } from '../../../../web/registers/register-api.ts';
import { RegisterValue } from '../../../../web/registers/register-value.tsx';
import { gradeProposal } from '../../../assessment/grade/grade-proposal.register.ts';
import styles from './roster.module.css';

const MOST = 8;
const QUERY = { limit: MOST, filter: JSON.stringify([{ field: 'state', op: 'eq', value: 'proposed' }]) };
const SHOWN = ['institution_id', 'move', 'from_title', 'to_title', 'period'] as const;

/** 依据 ASM-10, ORG-6: what the last closings propose and nobody has decided yet. */
export function Proposals() {
  const path = registerPath(gradeProposal);
  const query = useQuery({
    queryKey: [path, 'waiting'],
    queryFn: ({ signal }) => api.get<{ rows: RegisterRow[] }>(path, QUERY, signal),
  });
  return (
    <Loaded query={query} rows={3}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className={styles.none}>没有待审批的等级建议，考核期关账后自动提出</p>
        ) : (
          <RuledTable
            label="等级建议"
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                title: gradeProposal.fields.staff_id.label,
                cell: (row) => (
                  <Link href={`/grades/${row.id}`}>
                    <RegisterValue register={gradeProposal} row={row} name="staff_id" />
                  </Link>
                ),
              },
              ...SHOWN.map((name) => ({
                title: gradeProposal.fields[name].label,
                deskOnly: name === 'institution_id' || name === 'period',
                cell: (row: RegisterRow) => <RegisterValue register={gradeProposal} row={row} name={name} />,
              })),
            ]}
          />
        )
      }
    </Loaded>
  );
}
