import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useAct } from '../api/query.ts';
import { isPlainEnter } from './keys.ts';
import { loadChosenColumns, saveChosenColumns } from './table-columns.ts';
import { useUrlQuery } from './url-query.ts';

type SavedView = { id: number; name: string; query: { values: Record<string, string>; columns: string[] | null } };

const path = '/api/saved-views';

/** Filters and columns of a list kept under a name, on the server, for oneself. `view` is the DataTable's name. */
export function SavedViews({ view, onApplied }: { view: string; onApplied?: () => void }) {
  const query = useUrlQuery();
  const [naming, setNaming] = useState<string | null>(null);
  const views = useQuery({
    queryKey: [path, view],
    queryFn: ({ signal }) => api.get<{ items: SavedView[] }>(path, { register: view }, signal),
  });
  const save = useAct({
    run: (name: string) =>
      api.post(path, { register: view, name, query: { values: query.values, columns: loadChosenColumns(view) } }),
    touches: [[path, view]],
    done: '视图已保存',
    onDone: () => setNaming(null),
  });
  const remove = useAct({
    run: (id: number) => api.delete(`${path}/${id}`),
    touches: [[path, view]],
    done: '视图已删除',
  });

  const apply = (saved: SavedView) => {
    saveChosenColumns(view, saved.query.columns);
    query.replace(saved.query.values);
    onApplied?.();
  };
  const items = views.data?.items ?? [];
  const name = naming?.trim() ?? '';
  const send = () => name !== '' && !save.isPending && save.mutate(name);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...items.map((saved) => ({ key: `apply-${saved.id}`, label: saved.name, onClick: () => apply(saved) })),
            ...(items.length > 0 ? [{ type: 'divider' as const }] : []),
            { key: 'save', label: '把当前筛选和列存为视图…', onClick: () => setNaming('') },
            ...(items.length > 0
              ? [
                  {
                    key: 'remove',
                    label: '删除视图',
                    children: items.map((saved) => ({
                      key: `remove-${saved.id}`,
                      label: saved.name,
                      onClick: () => remove.mutate(saved.id),
                    })),
                  },
                ]
              : []),
          ],
        }}
      >
        <Button type="text">视图</Button>
      </Dropdown>
      <Modal
        open={naming !== null}
        title="保存视图"
        okText="保存"
        okButtonProps={{ disabled: name === '', loading: save.isPending }}
        onOk={send}
        onCancel={() => setNaming(null)}
        width={360}
      >
        <Input
          autoFocus
          placeholder="视图名称，如：大额存款本月未访"
          maxLength={40}
          value={naming ?? ''}
          onChange={(event) => setNaming(event.target.value)}
          onKeyDown={(event) => {
            if (isPlainEnter(event.nativeEvent)) send();
          }}
        />
      </Modal>
    </>
  );
}
