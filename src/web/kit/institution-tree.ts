export type Institution = { id: number; no: string; name: string; pinyin?: string; parent_id: number | null };
export type InstitutionNode = { value: number; title: string; searchText: string; children: InstitutionNode[] };

/** The tree of the institutions one may see; whose parent one may not see stands at the top. Order of siblings is kept. */
export function treeOf(institutions: readonly Institution[]): InstitutionNode[] {
  const nodes = new Map<number, InstitutionNode>(
    institutions.map(({ id, no, name, pinyin = '' }) => [
      id,
      { value: id, title: name, searchText: `${name} ${no} ${pinyin}`.toLowerCase(), children: [] },
    ]),
  );
  const top: InstitutionNode[] = [];
  for (const { id, parent_id } of institutions) {
    const node = nodes.get(id);
    const parent = parent_id === null ? undefined : nodes.get(parent_id);
    if (node !== undefined) (parent?.children ?? top).push(node);
  }
  return top;
}
