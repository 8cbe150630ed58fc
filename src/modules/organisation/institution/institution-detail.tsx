import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useKeysetList } from '../../../web/api/query.ts';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { Facts } from '../../../web/kit/facts.tsx';
import { Section } from '../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import type { Column } from '../../../web/kit/table-columns.ts';
import {
  labelOf,
  type RegisterDetail,
  type RegisterRow,
  registerApi,
  registerPath,
} from '../../../web/registers/register-api.ts';
import { RegisterForm } from '../../../web/registers/register-form.tsx';
import { RegisterValue } from '../../../web/registers/register-value.tsx';
import { staff } from '../staff/staff.register.ts';
import { institution } from './institution.register.ts';
import styles from './institutions.module.css';

const SHOWN = ['no', 'type', 'parent_id', 'opened_on', 'closed_on'];

const columns: Column<RegisterRow>[] = [
  { key: 'name', title: '姓名', width: 112, cell: ({ name }) => String(name) },
  { key: 'no', title: '工号', width: 112, cell: ({ no }) => String(no) },
  { key: 'institution', title: '所在机构', width: 200, cell: (row) => labelOf(row, 'institution_id') ?? '—' },
  { key: 'supervisor', title: '主管', width: 112, cell: (row) => labelOf(row, 'supervisor_id') ?? '—' },
];

/** Everybody who is placed at the institution or below it. */
function People({ id }: { id: number }) {
  const [, navigate] = useLocation();
  const filter = JSON.stringify([{ field: 'institution_id', op: 'within', value: id }]);
  const list = useKeysetList<RegisterRow>(registerPath(staff), { filter });
  return (
    <DataTable
      label="本机构及下级的人员"
      rows={list.rows}
      columns={columns}
      rowKey={(row) => String(row.id)}
      onOpen={(row) => navigate(`/people/${row.id}`)}
      loading={list.loading}
      error={list.error}
      retry={list.reload}
      more={list.more}
      compact={(row) => (
        <>
          {String(row.name)} <span className={styles.note}>{labelOf(row, 'institution_id')}</span>
        </>
      )}
      empty={<Empty title="这里还没有人" next="在“任职”中登记岗位后，人员即出现在此" />}
    />
  );
}

function Content({ detail, onEdit }: { detail: RegisterDetail; onEdit: () => void }) {
  const { row, editable } = detail;
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.name}>{String(row.name)}</h2>
        {editable && <Button onClick={onEdit}>修改</Button>}
      </header>
      <Facts
        items={SHOWN.map((name) => ({
          label: institution.fields[name as keyof typeof institution.fields].label,
          value: <RegisterValue register={institution} row={row} name={name} />,
        }))}
      />
      <Section title="人员" note={<Link href={`/people?institution_id=${row.id}`}>在人员中查看</Link>}>
        <People id={row.id} />
      </Section>
    </>
  );
}

/** An institution, its editing, and its people. */
export function InstitutionDetail({ id, onBack }: { id: number; onBack?: (() => void) | undefined }) {
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const query = useQuery({
    queryKey: [registerPath(institution), 'row', String(id)],
    queryFn: ({ signal }) => registerApi.get(institution, String(id), signal),
  });
  const finish = () => {
    setEditing(false);
    void client.invalidateQueries({ queryKey: [registerPath(institution)] });
  };
  return (
    <section className={styles.detail}>
      {onBack !== undefined && (
        <Button type="link" size="small" onClick={onBack}>
          ‹ 机构树
        </Button>
      )}
      <Loaded query={query}>
        {(detail) =>
          editing ? (
            <RegisterForm register={institution} row={detail.row} onDone={finish} onCancel={() => setEditing(false)} />
          ) : (
            <Content detail={detail} onEdit={() => setEditing(true)} />
          )
        }
      </Loaded>
    </section>
  );
}
