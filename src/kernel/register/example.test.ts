import { describe, expect, expectTypeOf, it } from 'vitest';
import { defineErrors, type Problem, parseInput } from '../errors/public.ts';
import {
  type ActionInput,
  actionSchema,
  type CreateInput,
  createSchema,
  customer,
  defineFields,
  defineRegister,
  institution,
  integer,
  type JsonRow,
  longText,
  person,
  phone,
  type Row,
  type RowOf,
  reachableStates,
  serialNo,
  text,
  updateSchema,
} from './public.ts';

// outing.fields.ts
const outingFields = defineFields({
  no: serialNo({ label: '外出编号', prefix: 'WC' }),
  staff_id: person({ label: '客户经理', required: true, by: 'server' }),
  customer_id: customer({ label: '客户', required: true, fixed: true }),
  institution_id: institution({ label: '机构', required: true, by: 'server' }),
  institution_ord: integer({ label: '机构序', required: true, by: 'server', hidden: true }),
  place: text({ label: '地点', required: true, max: 60 }),
  phone: phone({ label: '联系电话' }),
  result: longText({ label: '结果' }),
  comment: longText({ label: '批示', by: 'action' }),
});

// outing.rules.ts
type OutingState = 'planned' | 'returned' | 'read';
const errors = defineErrors({ OUTING_SHORT: { status: 422, text: '结果太短,请写明谈了什么' } });
function resultSaysSomething(row: RowOf<typeof outingFields, OutingState>): Problem[] {
  return (row.result ?? '').length < 4 ? [errors.OUTING_SHORT(undefined, 'result')] : [];
}

// outing.register.ts
const outing = defineRegister({
  id: 'example-outing',
  title: '外出登记',
  clauses: ['DAY-5'],
  table: 'outing',
  storage: 'entity',
  fields: outingFields,
  label: 'no',
  states: {
    titles: { planned: '外出中', returned: '已归行', read: '已阅' },
    initial: 'planned',
    editable: ['planned'],
  },
  actions: {
    return: {
      title: '归行',
      from: ['planned'],
      to: 'returned',
      who: { rm: 'self' },
      asks: ['result'],
      requires: ['result'],
      guard: resultSaysSomething,
      emits: [
        {
          kind: 'outing.returned',
          subject: 'customer',
          draft: (row, { now }) => ({ key: row.no, subject_id: row.customer_id, occurred_at: now }),
        },
      ],
    },
    read: {
      title: '批阅',
      from: ['returned'],
      to: 'read',
      who: { leader: 'institution' },
      notBy: ['staff_id'],
      asks: ['comment'],
    },
  },
  access: {
    read: { rm: ['self', 'custody'], leader: 'institution', president: 'institution', audit: 'bank' },
    create: { rm: 'self' },
    update: { rm: 'self' },
    export: { president: 'institution' },
    reveal: { rm: 'self' },
  },
  scope: {
    ord: 'institution_ord',
    self: ['staff_id'],
    custody: { holder: 'holder_id', through: { column: 'customer_id', table: 'customer', key: 'id' } },
  },
  list: {
    columns: ['no', 'customer_id', 'place', 'result'],
    filters: ['customer_id', 'place'],
    search: ['no', 'place'],
    order: [{ by: 'id', descending: true }],
  },
  form: { sections: [{ title: '外出', fields: ['customer_id', 'place', 'phone', 'result'] }] },
  print: { title: '外出登记簿', signatures: ['客户经理', '主管'] },
  importKey: ['no'],
});

describe('a declaration', () => {
  it('gives rows and inputs their types', () => {
    expectTypeOf<Row<typeof outing>['result']>().toEqualTypeOf<string | null>();
    expectTypeOf<Row<typeof outing>['state']>().toEqualTypeOf<OutingState>();
    expectTypeOf<JsonRow<typeof outing>['place']>().toEqualTypeOf<string>();
    expectTypeOf<CreateInput<typeof outing>>().toExtend<{ customer_id: number; place: string }>();
    expectTypeOf<ActionInput<typeof outing, 'return'>>().toExtend<{ result?: string | null; version: number }>();
    // @ts-expect-error: the server draws the number.
    const wrong: CreateInput<typeof outing> = { customer_id: 1, place: 'x', no: 'WC1' };
    expect(wrong).toBeDefined();
  });

  it('validates what people send: all problems at once, at their fields, in Chinese', () => {
    const parsed = parseInput(createSchema(outing), { place: 'x'.repeat(61), phone: '138****0000', extra: 1 });
    expect(parsed).toEqual({
      ok: false,
      problems: expect.arrayContaining([
        expect.objectContaining({ path: 'customer_id', text: '请填写此项' }),
        expect.objectContaining({ path: 'place', text: '最多 60 个字' }),
        expect.objectContaining({ path: 'phone', code: 'INPUT_INVALID' }),
        expect.objectContaining({ text: '含有不认识的字段：extra' }),
      ]),
    });
  });

  it('takes an emptied optional input as no value, and a left-out one as unchanged', () => {
    expect(parseInput(updateSchema(outing), { version: 1, result: '' })).toEqual({
      ok: true,
      value: { version: 1, result: null },
    });
  });

  it('keeps what is fixed, or only an action writes, out of the form', () => {
    for (const extra of [{ customer_id: 2 }, { comment: '好' }, { state: 'read' }]) {
      expect(parseInput(updateSchema(outing), { version: 1, ...extra }).ok).toBe(false);
    }
    expect(parseInput(actionSchema(outing, outing.actions.read), { version: 2, comment: '好' }).ok).toBe(true);
  });

  it('reaches every state', () => {
    expect([...reachableStates(outing)]).toEqual(['planned', 'returned', 'read']);
  });

  it('is refused when it grants a relation that its rows do not have', () => {
    expect(() => defineRegister({ ...outing, scope: { self: ['staff_id'] } })).toThrow(/grants 'institution'/);
  });
});
