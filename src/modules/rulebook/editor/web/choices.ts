import type { Ladder } from '../../../../kernel/rulebook/ladder.ts';
import type { PointsTable } from '../../../../kernel/rulebook/points.ts';
import type { Rule, SubjectType } from '../../../../kernel/rulebook/rule.ts';
import { clausesOf, type Editor, parametersOf } from './editor-context.ts';
import { getIn, type Path } from './paths.ts';

export type ChoiceOption = { value: string; label: string };

/**
 * What a text may say where it names something of the document or of the house: a clause, a fact, a table. null: the
 * text is free.
 */
export function choicesFor(editor: Editor, path: Path): ChoiceOption[] | null {
  const { document, words, lexicon } = editor;
  const name = String(path.findLast((step) => typeof step === 'string'));
  const rule = (path[0] === 'rules' ? getIn(document, path.slice(0, 2)) : undefined) as Rule | undefined;
  switch (name) {
    case 'clause':
      return clausesOf(document).map(({ id, title }) => ({ value: id, label: `${id} ${title}` }));
    case 'fact':
      return Object.entries(words.facts)
        .filter(([kind]) => rule === undefined || fits(lexicon.facts[kind]?.subject, rule.subject))
        .map(([kind, { label }]) => ({ value: kind, label }));
    case 'held':
      return labelled(words.relations);
    case 'officer':
      return labelled(words.officers);
    case 'before':
      return dateFields(editor, rule);
    case 'param':
      return Object.entries(parametersOf(editor)).map(([key, { label }]) => ({ value: key, label }));
    case 'table':
    case 'tables':
      return titled(document.pointsTables as PointsTable[]);
    case 'item':
      return itemsOf(editor, path);
    case 'rules':
      return titled(document.rules as Rule[]);
    case 'score':
    case 'closedScore':
      return titled(document.scores as Ladder[]);
    default:
      return null;
  }
}

/** A rule about people may count what they did to anybody. */
function fits(subject: SubjectType | undefined, wanted: SubjectType): boolean {
  return subject === wanted || wanted !== 'customer';
}

function labelled(names: Record<string, string>): ChoiceOption[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

function titled(list: { id: string; title: string }[] | undefined): ChoiceOption[] {
  return (list ?? []).map(({ id, title }) => ({ value: id, label: `${id} ${title}` }));
}

function dateFields({ lexicon, words }: Editor, rule: Rule | undefined): ChoiceOption[] {
  const kind = rule?.shape === 'response' ? rule.trigger.fact : '';
  return Object.entries(lexicon.facts[kind]?.fields ?? {})
    .filter(([, field]) => field.type === 'date')
    .map(([key]) => ({ value: key, label: words.facts[kind]?.fields[key]?.label ?? key }));
}

function itemsOf({ document }: Editor, path: Path): ChoiceOption[] {
  const table = getIn(document, [...path.slice(0, -1), 'table']);
  const found = ((document.pointsTables ?? []) as PointsTable[]).find(({ id }) => id === table);
  return (found?.items ?? []).map(({ id, label, points }) => ({ value: id, label: `${label}（${points} 分）` }));
}
