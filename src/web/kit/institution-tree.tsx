import { useQuery } from '@tanstack/react-query';
import { TreeSelect } from 'antd';
import { fetchInstitutions, institutionsKey } from './institution-list.ts';
import { type InstitutionNode, treeOf } from './institution-tree.ts';

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
    queryKey: institutionsKey,
    queryFn: ({ signal }) => fetchInstitutions(signal),
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
