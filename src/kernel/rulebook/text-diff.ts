export type TextPiece = { kind: 'same' | 'removed' | 'added'; text: string };

/** More cells than this are not compared letter by letter: two such texts have little in common that a reader follows. */
const MOST_CELLS = 4_000_000;

/**
 * What was removed from and added to a text, letter by letter, as a reader of a revision sees it (依据 RUL-1). The pieces
 * without those added are the old text, without those removed the new one.
 */
export function diffTexts(before: string, after: string): TextPiece[] {
  const [old, current] = [[...before], [...after]];
  const head = commonLength(old, current);
  const tail = commonLength(old.slice(head).reverse(), current.slice(head).reverse());
  const [removed, added] = [old.slice(head, old.length - tail), current.slice(head, current.length - tail)];
  return joined([
    { kind: 'same', text: old.slice(0, head).join('') },
    ...middle(removed, added),
    { kind: 'same', text: old.slice(old.length - tail).join('') },
  ]);
}

function commonLength(one: string[], other: string[]): number {
  const differs = one.findIndex((letter, index) => letter !== other[index]);
  return differs === -1 ? Math.min(one.length, other.length) : differs;
}

function middle(old: string[], current: string[]): TextPiece[] {
  if (old.length * current.length > MOST_CELLS) {
    return [
      { kind: 'removed', text: old.join('') },
      { kind: 'added', text: current.join('') },
    ];
  }
  const common = commonTable(old, current);
  const width = current.length + 1;
  const pieces: TextPiece[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < current.length) {
    if (i < old.length && j < current.length && old[i] === current[j]) {
      pieces.push({ kind: 'same', text: old[i] as string });
      i++;
      j++;
    } else if (
      j === current.length ||
      (i < old.length && at(common, (i + 1) * width + j) >= at(common, i * width + j + 1))
    ) {
      pieces.push({ kind: 'removed', text: old[i++] as string });
    } else {
      pieces.push({ kind: 'added', text: current[j++] as string });
    }
  }
  return pieces;
}

/** Length of the longest common sequence from each pair of places on. */
function commonTable(old: string[], current: string[]): Uint16Array {
  const width = current.length + 1;
  const table = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = current.length - 1; j >= 0; j--) {
      table[i * width + j] =
        old[i] === current[j]
          ? at(table, (i + 1) * width + j + 1) + 1
          : Math.max(at(table, (i + 1) * width + j), at(table, i * width + j + 1));
    }
  }
  return table;
}

const at = (table: Uint16Array, index: number): number => table[index] ?? 0;

function joined(pieces: TextPiece[]): TextPiece[] {
  const result: TextPiece[] = [];
  for (const piece of pieces.filter(({ text }) => text !== '')) {
    const last = result.at(-1);
    if (last?.kind === piece.kind) result[result.length - 1] = { ...last, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}

export type FieldChange = { path: string[]; before: unknown; after: unknown };

/** What differs inside one part, field by field; lists of plain words count as one field. */
export function fieldChanges(before: unknown, after: unknown, path: string[] = []): FieldChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isTree(before) || !isTree(after)) return [{ path, before, after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => fieldChanges(before[key], after[key], [...path, key]));
}

/** Conditions read better whole than as their nodes. */
const WHOLE = new Set(['ge', 'gt', 'le', 'lt', 'eq', 'ne', 'in', 'present', 'and', 'or', 'not']);

function isTree(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  if (keys.length === 1 && WHOLE.has(keys[0] ?? '')) return false;
  return !Array.isArray(value) || value.some((one) => typeof one === 'object');
}
