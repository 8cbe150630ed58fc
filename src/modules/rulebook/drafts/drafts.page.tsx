import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'wouter';
import { api } from '../../../web/api/client.ts';
import { useAct } from '../../../web/api/query.ts';
import { Section } from '../../../web/kit/page.tsx';
import { toast } from '../../../web/kit/toast.ts';
import type { RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { draft } from './draft.register.ts';

/** 制度草案: the way of a revision from drafting to publication; what it says is written in the editor. */
export default function DraftsPage() {
  return <RegisterListPage register={draft} base="/rulebook/drafts" detailExtra={(row) => <DraftWork row={row} />} />;
}

function DraftWork({ row }: { row: RegisterRow }) {
  const client = useQueryClient();
  const merge = useAct({
    run: () => api.post<{ conflicts: string[] }>(`/api/rulebook/drafts/${row.id}/merge`, { version: row.version }),
    onDone: ({ conflicts }) => {
      toast.done(
        conflicts.length === 0 ? '已并入最新版' : `已并入；双方都改过、保留草案写法的：${conflicts.join('、')}`,
      );
      void client.invalidateQueries();
    },
  });
  return (
    <Section title="内容">
      <p style={{ display: 'flex', flexWrap: 'wrap', gap: 16 }}>
        <Link href={`/rulebook/drafts/${row.id}/edit`}>
          {row.state === 'drafting' ? '编写条款和规则' : '查看条款和规则'}
        </Link>
        <Link href={`/rulebook/compare?draft=${row.id}`}>与第 {String(row.base_version)} 版对照</Link>
        <Link href={`/rulebook/what-if?draft=${row.id}`}>在过去的事实上推演</Link>
      </p>
      {row.state === 'drafting' && (
        <p style={{ marginTop: 8 }}>
          <Button size="small" onClick={() => merge.mutate(undefined)} loading={merge.isPending}>
            并入最新版
          </Button>
        </p>
      )}
    </Section>
  );
}
