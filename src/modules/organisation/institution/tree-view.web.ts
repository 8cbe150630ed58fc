import type { InstitutionNode } from '../../../web/kit/institution-tree.ts';

/** The nodes that match the text, with the way to them; all when nothing is typed. */
export function foundIn(nodes: readonly InstitutionNode[], text: string): InstitutionNode[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [...nodes];
  return nodes.flatMap((node) => {
    if (node.searchText.includes(wanted)) return [node];
    const children = foundIn(node.children, wanted);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}

/** Which nodes stand open: the way to everything found, else the first two levels and the way to the chosen one. */
export function expandedFor(nodes: readonly InstitutionNode[], text: string, chosen: number | null): number[] {
  if (text.trim() !== '') return withChildren(nodes);
  const levels = nodes.map(({ value }) => value);
  return [...levels, ...wayTo(nodes, chosen)];
}

function withChildren(nodes: readonly InstitutionNode[]): number[] {
  return nodes.flatMap(({ value, children }) => (children.length > 0 ? [value, ...withChildren(children)] : []));
}

function wayTo(nodes: readonly InstitutionNode[], chosen: number | null): number[] {
  for (const { value, children } of nodes) {
    if (value === chosen) return [value];
    const below = wayTo(children, chosen);
    if (below.length > 0) return [value, ...below];
  }
  return [];
}
