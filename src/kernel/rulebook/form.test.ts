import { describe, expect, test } from 'vitest';
import { blankOf, type FormNode, formOf } from './form.ts';
import { labelOfField } from './labels.ts';
import { durationSchema, recurringRuleSchema, ruleSchema } from './rule.ts';
import { rulebookSchema } from './rulebook.ts';

type Found = { path: string[]; node: FormNode };

/** Every field of a form, and every way of an either, with its path. */
function* walk(node: FormNode, path: string[] = []): Generator<Found> {
  yield { path, node };
  if (node.kind === 'object') for (const field of node.fields) yield* walk(field.node, [...path, field.name]);
  if (node.kind === 'list') yield* walk(node.item, path);
  // Plain values by names of their own are written as lines, without a choice of their type.
  if (node.kind === 'record' && node.item.kind === 'object') yield* walk(node.item, path);
  if (node.kind === 'pair') for (const item of node.items) yield* walk(item, path);
  if (node.kind === 'either') for (const { node: option } of node.options) yield* walk(option, path);
}

const field = (node: FormNode, name: string) => node.kind === 'object' && node.fields.find((one) => one.name === name);

describe('[RUL-2] 由规则语言得出的表单', () => {
  const whole = [...walk(formOf(rulebookSchema))].filter(({ path }) => path.length > 0);

  test('每个字段都有中文名称', () => {
    expect(
      whole.filter(({ path }) => labelOfField(path).label === path.at(-1)).map(({ path }) => path.join('.')),
    ).toEqual([]);
  });

  test('每个选项、每种写法都有中文名称', () => {
    const unnamed = whole.flatMap(({ path, node }) => {
      const { values = {} } = labelOfField(path);
      const names =
        node.kind === 'choice'
          ? node.values
          : node.kind === 'either' && path.length > 1
            ? node.options.map(({ name }) => name)
            : [];
      return names.filter((name) => !(name in values)).map((name) => `${path.join('.')}: ${name}`);
    });
    expect(unnamed).toEqual([]);
  });

  test('边界规则的默认值随表单给出', () => {
    const edges = field(formOf(recurringRuleSchema), 'edges');
    expect(edges && field(edges.node, 'change')).toMatchObject({ fallback: 'timeWeighted', optional: true });
  });

  test('几种写法凭内容认出', () => {
    const node = formOf(durationSchema);
    const fitting = (value: unknown) =>
      node.kind === 'either' ? node.options.filter((option) => option.fits(value)).map(({ name }) => name) : [];
    expect([fitting({ workdays: 3 }), fitting({ by: '24:00' }), fitting({ before: 'due', days: 7 })]).toEqual([
      ['workdays'],
      ['by'],
      ['before'],
    ]);
  });

  test('新建的规则只差人要说的话', () => {
    const node = formOf(ruleSchema);
    const shapes =
      node.kind === 'either' ? node.options.map((option) => blankOf(option.node) as { shape: string }) : [];
    expect(shapes.map(({ shape }) => shape)).toContain('recurring');
    const [recurring] = shapes;
    const filled = {
      ...recurring,
      id: 'CUS-1a',
      clause: 'CUS-1',
      title: '走访',
      count: { fact: 'contact' },
      held: 'primary',
    };
    expect(recurringRuleSchema.safeParse(filled).success).toBe(true);
  });
});
