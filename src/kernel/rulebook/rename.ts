import { AppError } from '../errors/problem.ts';
import { type Document, partsOf } from './compare.ts';
import { hoursParameter } from './effort.ts';
import { rulebookErrors } from './errors.ts';

/** Parameters that nothing in the document refers to: the system looks them up by their names. */
const READ_BY_NAME = /^(hours|execution)\./;

/** One part of a document under its old and its new number. */
export type Renaming = { section: string; id: string; to: string };

/**
 * The document in which a part has another number and everything that refers to it says the new one: rules, parameters,
 * tables, ladders, scores, grades. Rules take their number from their clause (依据 RUL-2), so those of a renumbered clause
 * follow it; but not those of `base`, for duties are kept under the number of a published rule. Throws AppError and
 * changes nothing where the new number is taken, where two parts have the old one, so that nobody knows which of them
 * is meant, and for parameters that the system reads by their names.
 */
export function renamePart(document: Document, renaming: Renaming, base: Document): Document {
  const published = new Set(idsOf(base, 'rules'));
  const following = renaming.section === 'clauses' ? rulesFollowing(document, renaming, published) : [];
  const renamings = [renaming, ...following].flatMap((one) => [one, ...hoursFollowing(document, one)]);
  const problems = renamings.flatMap((one) => obstaclesTo(document, one));
  if (problems.length > 0) throw new AppError(422, problems);
  if (renaming.section === 'parameters' && READ_BY_NAME.test(renaming.id)) {
    throw new AppError(422, [rulebookErrors.RULEBOOK_READ_BY_NAME({ id: renaming.id })]);
  }
  return renamings.reduce(renameOne, document);
}

const idsOf = (document: Document, section: string): string[] =>
  partsOf(document).flatMap((part) => (part.section === section ? [part.id] : []));

function rulesFollowing(document: Document, { id, to }: Renaming, published: ReadonlySet<string>): Renaming[] {
  const letter = (rule: string) => (rule.startsWith(id) ? /^[a-z]?$/.exec(rule.slice(id.length)) : null);
  return idsOf(document, 'rules').flatMap((rule) => {
    const found = published.has(rule) ? null : letter(rule);
    return found ? [{ section: 'rules', id: rule, to: to + found[0] }] : [];
  });
}

function hoursFollowing(document: Document, { section, id, to }: Renaming): Renaming[] {
  const hours = hoursParameter({ id });
  const has = section === 'rules' && idsOf(document, 'parameters').includes(hours);
  return has ? [{ section: 'parameters', id: hours, to: hoursParameter({ id: to }) }] : [];
}

function obstaclesTo(document: Document, { section, id, to }: Renaming) {
  const ids = idsOf(document, section);
  if (ids.includes(to)) return [rulebookErrors.RULEBOOK_NUMBER_TAKEN({ id: to })];
  const alike = ids.filter((one) => one === id).length;
  return alike > 1 ? [rulebookErrors.RULEBOOK_NUMBER_AMBIGUOUS({ id })] : [];
}

type Tree = Record<string, unknown>;

/** Whether what stands under a name refers to a part of a section by its number. */
const REFERENCES: Record<string, (name: string, holder: Tree, section: string) => boolean> = {
  clauses: (name) => name === 'clause',
  parameters: (name, holder) => name === 'param' && Object.keys(holder).length === 1,
  rules: (name) => name === 'rules',
  pointsTables: (name, holder) => name === 'tables' || (name === 'table' && 'item' in holder),
  scores: (name, _, section) => name === 'closedScore' || (name === 'score' && section === 'grades'),
};

function renameOne(document: Document, renaming: Renaming): Document {
  const entries = Object.entries(document).map(([section, value]) => [
    section,
    section === 'regulations' ? value : withReferences(value, section, renaming),
  ]);
  return withNumber(Object.fromEntries(entries), renaming);
}

/** What stands within a section, saying the new number wherever it said the old one. */
function withReferences(node: unknown, within: string, renaming: Renaming): unknown {
  if (Array.isArray(node)) return node.map((one) => withReferences(one, within, renaming));
  if (typeof node !== 'object' || node === null) return node;
  const { section, id, to } = renaming;
  const said = (value: unknown) => (value === id ? to : value);
  const entries = Object.entries(node).map(([name, value]) => {
    // The world of a golden case has names of its own.
    if (name === 'cases') return [name, value];
    if (!REFERENCES[section]?.(name, node as Tree, within)) return [name, withReferences(value, within, renaming)];
    return [name, Array.isArray(value) ? value.map(said) : said(value)];
  });
  return Object.fromEntries(entries);
}

type Numbered = { id: string };
type Chaptered = { chapters: { clauses: Numbered[] }[] };

/** The part itself under its new number, in its place. */
function withNumber(document: Document, { section, id, to }: Renaming): Document {
  const numbered = <Part extends Numbered>(part: Part): Part => (part.id === id ? { ...part, id: to } : part);
  if (section === 'clauses') {
    const regulations = ((document.regulations ?? []) as Chaptered[]).map((regulation) => ({
      ...regulation,
      chapters: regulation.chapters.map((chapter) => ({ ...chapter, clauses: chapter.clauses.map(numbered) })),
    }));
    return { ...document, regulations };
  }
  const parts = document[section];
  if (Array.isArray(parts)) return { ...document, [section]: (parts as Numbered[]).map(numbered) };
  const entries = Object.entries(parts as Tree).map(([key, part]) => [key === id ? to : key, part]);
  return { ...document, [section]: Object.fromEntries(entries) };
}
