/** An institution as the numbering sees it. */
export type TreeNode = { id: number; parentId: number | null; ord: number; ordUntil: number; depth: number };

export type Placement = Pick<TreeNode, 'id' | 'ord' | 'ordUntil' | 'depth'>;

/** Room that a new institution gets for others to come below it. */
const ROOM = 64;
const LARGEST_ORD = 2 ** 31 - 1;

/**
 * Numbers the tree so that every subtree is one interval `[ord, ordUntil)` inside its parent's, and returns what
 * differs. Who is already numbered rightly keeps his numbers, because they are copied to every scoped row; a newcomer
 * goes into free room of his parent. Only when there is none is the whole tree numbered anew.
 * Throws RangeError when parents go round in a circle.
 */
export function renumber(nodes: readonly TreeNode[]): Placement[] {
  const children = Map.groupBy(nodes, (node) => node.parentId);
  const placed = fitIn(children) ?? numberAnew(children);
  if (placed.size !== nodes.length) throw new RangeError('institutions are their own superiors');
  return nodes.flatMap((node) => {
    const now = placed.get(node.id);
    return now && !isSame(node, now) ? [now] : [];
  });
}

type Children = ReadonlyMap<number | null, readonly TreeNode[]>;

function isSame(node: TreeNode, now: Placement): boolean {
  return node.ord === now.ord && node.ordUntil === now.ordUntil && node.depth === now.depth;
}

/** Keeps what is right and fits newcomers into free room; null where there is none. */
function fitIn(children: Children): Map<number, Placement> | null {
  const placed = new Map<number, Placement>();
  const descend = (parentId: number | null, from: number, until: number, depth: number): boolean => {
    const siblings = children.get(parentId) ?? [];
    const stay = siblings.filter((node) => isNumbered(node) && node.ord >= from && node.ordUntil <= until);
    stay.sort((a, b) => a.ord - b.ord);
    if (stay.some((node, index) => node.ord < (stay[index - 1]?.ordUntil ?? from))) return false;
    let end = stay.at(-1)?.ordUntil ?? from;
    const staying = new Set(stay);
    for (const node of siblings) {
      const [ord, ordUntil] = staying.has(node) ? [node.ord, node.ordUntil] : [end, end + widthOf(node.id, children)];
      if (ordUntil > until) return false;
      end = Math.max(end, ordUntil);
      placed.set(node.id, { id: node.id, ord, ordUntil, depth });
      if (!descend(node.id, ord + 1, ordUntil, depth + 1)) return false;
    }
    return true;
  };
  return descend(null, 0, LARGEST_ORD, 0) ? placed : null;
}

function isNumbered(node: TreeNode): boolean {
  return node.ordUntil > node.ord;
}

function numberAnew(children: Children): Map<number, Placement> {
  const placed = new Map<number, Placement>();
  const descend = (parentId: number | null, from: number, depth: number): void => {
    let ord = from;
    for (const node of children.get(parentId) ?? []) {
      const ordUntil = ord + widthOf(node.id, children);
      placed.set(node.id, { id: node.id, ord, ordUntil, depth });
      descend(node.id, ord + 1, depth + 1);
      ord = ordUntil;
    }
  };
  descend(null, 0, 0);
  return placed;
}

/** Its own number, its children's room, and room for as many again. */
function widthOf(id: number, children: Children): number {
  const below = (children.get(id) ?? []).reduce((sum, child) => sum + widthOf(child.id, children), 0);
  return below + Math.max(ROOM, Math.floor(below / 2));
}
