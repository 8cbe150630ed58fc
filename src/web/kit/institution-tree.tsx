import { useQuery } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { api } from '../api/client.ts';
import { type Institution, type InstitutionNode, treeOf } from './institution-tree.ts';

const path = '/api/registers/institution';

/** A bank has some thousand institutions, and lists come in pages: a handful of requests, kept for minutes. */
async function allInstitutions(signal: AbortSignal): Promise<Institution[]> {
  const all: Institution[] = [];
  for (let after: string | null = null; ; ) {
    const page: { rows: Institution[]; next: string | null } = await api.get(path, { limit: 200, after }, signal);
    all.push(...page.rows);
    if (page.next === null) return all;
    after = page.next;
  }
}

export type InstitutionTreeProps = {
  value?: number | null;
  onChange?: (value: number | null) => void;
  placeholder?: string;
  id?: string;
  disabled?: boolean;
};

/** An institution out of the department tree, searched by name, pinyin or 机构号; the value is the institution id. */
export function InstitutionTree({
  value = null,
  onChange,
  placeholder = '机构',
  id,
  disabled = false,
}: InstitutionTreeProps) {
  const tree = useQuery({
    queryKey: [path, 'tree'],
    queryFn: ({ signal }) => allInstitutions(signal),
    staleTime: 300_000,
  });
  return (
    <TreeSelect<number | null, InstitutionNode>
      id={id}
      value={value}
      onChange={(next) => onChange?.(next ?? null)}
      treeData={treeOf(tree.data ?? [])}
      loading={tree.isPending}
      disabled={disabled}
      allowClear
      showSearch={{ filterTreeNode: (text, node) => String(node.searchText).includes(text.trim().toLowerCase()) }}
      treeNodeLabelProp="title"
      placeholder={placeholder}
      style={{ width: '100%', minWidth: 160 }}
    />
  );
}
