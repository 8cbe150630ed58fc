import { type Document, same } from './compare.ts';

/**
 * Brings what others published since into a draft: `ours` and `theirs` both grew from `base`. What only one side changed
 * is taken from that side; where both changed the same part, ours stays and the part is named for a person to look at.
 */
export function mergeRulebooks(
  base: Document,
  ours: Document,
  theirs: Document,
): { merged: Document; conflicts: string[] } {
  const conflicts: string[] = [];
  return { merged: mergeRecord(base, ours, theirs, conflicts), conflicts };
}

type Plain = Record<string, unknown>;

function mergeRecord(base: Plain, ours: Plain, theirs: Plain, conflicts: string[]): Plain {
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  const entries = keys.map((key) => [key, mergePart(base[key], ours[key], theirs[key], key, conflicts)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function mergePart(base: unknown, ours: unknown, theirs: unknown, name: string, conflicts: string[]): unknown {
  if (same(ours, theirs) || same(theirs, base)) return ours;
  if (same(ours, base)) return theirs;
  if (isKeyed(ours) && isKeyed(theirs)) return mergeList(isKeyed(base) ? base : [], ours, theirs, conflicts);
  if (isSection(name, ours) && isSection(name, theirs)) {
    return mergeRecord(isSection(name, base) ? base : {}, ours, theirs, conflicts);
  }
  conflicts.push(name);
  return ours;
}

/** In our order, theirs that are new at the end. */
function mergeList(base: Keyed[], ours: Keyed[], theirs: Keyed[], conflicts: string[]): unknown[] {
  const records = [base, ours, theirs].map((list) => Object.fromEntries(list.map((part) => [keyOf(part), part])));
  return Object.values(mergeRecord(records[0] as Plain, records[1] as Plain, records[2] as Plain, conflicts));
}

type Keyed = { id?: string; title?: string };

const keyOf = (part: Keyed) => part.id ?? part.title ?? '';

/** Lists of what has a number or, as chapters, a title. */
function isKeyed(value: unknown): value is Keyed[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'object' && keyOf(part) !== '');
}

/** Things that hold parts and are no part themselves; a rule or a clause is taken whole or not at all. */
function isSection(name: string, value: unknown): value is Plain {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return name === 'parameters' || 'chapters' in value || 'clauses' in value;
}
