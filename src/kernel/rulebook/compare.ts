/** A rulebook document as far as comparing needs it: whatever sections it has, keyed by what names their parts. */
export type Document = Record<string, unknown>;

/** One thing of a rulebook that people call by a number: a clause, a rule, a parameter, a table. */
export interface Part {
  /** `clauses`, `rules`, `parameters`, or the document's own name of the section. */
  section: string;
  id: string;
  value: unknown;
}

export interface Change {
  section: string;
  id: string;
  /** undefined: the part is new. */
  before?: unknown;
  /** undefined: the part was removed. */
  after?: unknown;
}

/** What differs between two rulebooks, part by part, in the order of the new one; removed parts come last (依据 RUL-1). */
export function compareRulebooks(before: Document, after: Document): Change[] {
  const old = byKey(partsOf(before));
  const current = byKey(partsOf(after));
  const changes: Change[] = [];
  for (const [key, part] of current) {
    const previous = old.get(key);
    if (!previous) changes.push({ section: part.section, id: part.id, after: part.value });
    else if (!same(previous.value, part.value)) {
      changes.push({ section: part.section, id: part.id, before: previous.value, after: part.value });
    }
  }
  for (const [key, part] of old) {
    if (!current.has(key)) changes.push({ section: part.section, id: part.id, before: part.value });
  }
  return changes;
}

/** The regulations whose own words, rules, parameters or tables a version changes: who lives by them must read them. */
export function changedRegulations(before: Document, after: Document): string[] {
  const touched = new Set(compareRulebooks(before, after).flatMap(clausesOf));
  return regulationsOf(after)
    .filter(
      ({ id, chapters }) => touched.has(id) || chapters.some(({ clauses }) => clauses.some((c) => touched.has(c.id))),
    )
    .map(({ id }) => id);
}

/** Clauses and regulations that a change is about. */
function clausesOf({ section, id, before, after }: Change): string[] {
  if (section === 'clauses' || section === 'regulations') {
    const place = (after ?? before) as { regulation?: string };
    return [id, ...(after === undefined && place.regulation ? [place.regulation] : [])];
  }
  return [before, after].flatMap((value) => {
    const clause = (value as { clause?: unknown } | undefined)?.clause;
    return typeof clause === 'string' ? [clause] : [];
  });
}

type Chapter = { title: string; clauses: { id: string }[] };
type Regulation = { id: string; chapters: Chapter[] };

function regulationsOf(document: Document): Regulation[] {
  return (document.regulations ?? []) as Regulation[];
}

/** Every part of a document. A clause carries where it stands, so that moving it is a change of it. */
export function partsOf(document: Document): Part[] {
  return Object.entries(document).flatMap(([section, value]): Part[] => {
    if (section === 'regulations') return regulationsOf(document).flatMap(regulationParts);
    if (Array.isArray(value)) return value.map((one, index) => ({ section, id: idOf(one, index), value: one }));
    if (typeof value === 'object' && value !== null) {
      return Object.entries(value).map(([id, one]) => ({ section, id, value: one }));
    }
    return [{ section: 'document', id: section, value }];
  });
}

function regulationParts({ chapters, ...head }: Regulation): Part[] {
  const clauses = chapters.flatMap(({ title, clauses: list }) =>
    list.map((clause) => ({
      section: 'clauses',
      id: clause.id,
      value: { ...clause, chapter: title, regulation: head.id },
    })),
  );
  return [{ section: 'regulations', id: head.id, value: head }, ...clauses];
}

export function idOf(value: unknown, index: number): string {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : String(index);
}

function byKey(parts: Part[]): Map<string, Part> {
  return new Map(parts.map((part) => [`${part.section} ${part.id}`, part]));
}

/** Equal as data; the order of an object's keys says nothing. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
