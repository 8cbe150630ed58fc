import type { Document } from '../../../../kernel/rulebook/compare.ts';
import { blankOf, type FormField, type FormNode, formOf } from '../../../../kernel/rulebook/form.ts';
import { ruleSchema } from '../../../../kernel/rulebook/rule.ts';
import { type Rulebook, rulebookSchema } from '../../../../kernel/rulebook/rulebook.ts';
import { getIn, type Path } from './paths.ts';

/** A part that the editor opens: one clause, rule, parameter or table, or the heading of a regulation. */
export type PartKey = { section: string; id: string };

/** The document's title and the order of what it holds, written on a form of its own. */
export const OUTLINE: PartKey = { section: 'document', id: 'outline' };

export const textOfPart = ({ section, id }: PartKey): string => `${section}/${id}`;

export function partFromText(text: string | undefined): PartKey | null {
  const [section, ...rest] = text?.split('/') ?? [];
  return section && rest.length > 0 ? { section, id: rest.join('/') } : null;
}

/** Where a part stands in the document; null: it is not there (any more). */
export function pathOfPart(document: Document, { section, id }: PartKey): Path | null {
  if (section === 'clauses') return clausePath(document, id);
  const list = document[section];
  if (Array.isArray(list)) {
    const index = list.findIndex((one) => (one as { id?: string }).id === id);
    return index === -1 ? null : [section, index];
  }
  return getIn(list, [id]) === undefined ? null : [section, id];
}

function clausePath(document: Document, id: string): Path | null {
  const regulations = (document.regulations ?? []) as Rulebook['regulations'];
  for (const [r, { chapters }] of regulations.entries()) {
    for (const [c, { clauses }] of chapters.entries()) {
      const index = clauses.findIndex((clause) => clause.id === id);
      if (index !== -1) return ['regulations', r, 'chapters', c, 'clauses', index];
    }
  }
  return null;
}

const fieldsOf = (node: FormNode): FormField[] => (node.kind === 'object' ? node.fields : []);
const itemOf = (node: FormNode | undefined): FormNode | undefined =>
  node?.kind === 'list' || node?.kind === 'record' ? node.item : undefined;

const BOOK = fieldsOf(formOf(rulebookSchema));
const sectionNode = (section: string) => BOOK.find(({ name }) => name === section)?.node;
const REGULATION = fieldsOf(itemOf(sectionNode('regulations')) ?? { kind: 'text' });
const CHAPTER = itemOf(REGULATION.find(({ name }) => name === 'chapters')?.node);
const CLAUSE = itemOf(CHAPTER && fieldsOf(CHAPTER).find(({ name }) => name === 'clauses')?.node);

/** The fields of a part's form. A rule's follow from its shape, see `ruleFields`. */
export function fieldsOfPart(section: string): FormField[] {
  if (section === 'clauses') return CLAUSE ? fieldsOf(CLAUSE) : [];
  if (section === 'regulations') return REGULATION.filter(({ name }) => name !== 'chapters');
  const item = itemOf(sectionNode(section));
  return item ? fieldsOf(item) : [];
}

const SHAPES = new Map(
  shapesOf(formOf(ruleSchema)).flatMap((node) => {
    const shape = fieldsOf(node).find(({ name }) => name === 'shape')?.node;
    return shape?.kind === 'constant' ? [[String(shape.value), node] as const] : [];
  }),
);

function shapesOf(node: FormNode): FormNode[] {
  return node.kind === 'either' ? node.options.map((option) => option.node) : [];
}

export const RULE_SHAPES = [...SHAPES.keys()];

export function ruleFields(shape: string): FormField[] {
  const node = SHAPES.get(shape);
  return node ? fieldsOf(node) : [];
}

/** A new rule of a clause, with the next free letter: CUS-1a, CUS-1b … */
export function blankRule(document: Document, clause: string, shape: string): { id: string; clause: string } {
  const node = SHAPES.get(shape);
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const taken = new Set(((document.rules ?? []) as { id: string }[]).map(({ id }) => id));
  const letter = [...letters].find((one) => !taken.has(clause + one)) ?? '';
  return { ...(node ? (blankOf(node) as object) : {}), id: `${clause}${letter}`, clause };
}

/** The sections beside regulations and rules that can be written, in the document's order. */
export const SIDE_SECTIONS = ['parameters', 'pointsTables', 'ladders', 'scores', 'grades'] as const;

/** An empty part of a side section under a new number. */
export function blankPart(section: string, id: string, clause: string): unknown {
  const item = itemOf(sectionNode(section));
  const blank = (item ? blankOf(item) : {}) as Record<string, unknown>;
  return { ...blank, ...('id' in blank && { id }), clause };
}
