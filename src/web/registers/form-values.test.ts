import { describe, expect, it } from 'vitest';
import type { AnyRegister } from '../../kernel/register/public.ts';
import { changedValues, formSections, givenValues, initialValues } from './form-values.ts';

const field = (part: object = {}) => ({ by: 'user', hidden: false, fixed: false, personal: false, ...part });
const register = {
  fields: {
    name: field(),
    no: field({ fixed: true }),
    phone: field({ personal: true }),
    state_note: field({ by: 'action' }),
    count: field({ initial: 1 }),
  },
  form: {
    sections: [
      { title: '基本', fields: ['name', 'no', 'phone'] },
      { title: '处理', fields: ['state_note'] },
    ],
  },
} as unknown as AnyRegister;

describe('登记簿表单', () => {
  it('新建给出可填的字段，修改不给固定的和仍打码的', () => {
    expect(formSections(register, null)).toEqual([{ title: '基本', fields: ['name', 'no', 'phone'] }]);
    const row = { id: 1, version: 1, name: '甲', phone: '138****0000' };
    expect(formSections(register, row)).toEqual([{ title: '基本', fields: ['name'] }]);
    expect(formSections(register, { ...row, phone: '13800000000' })[0]?.fields).toEqual(['name', 'phone']);
  });

  it('只送填了的和改了的，清空送 null', () => {
    expect(initialValues(register, { name: '甲' })).toEqual({ count: 1, name: '甲' });
    expect(givenValues({ a: 1, b: null, c: undefined, d: '' })).toEqual({ a: 1, d: '' });
    const row = { id: 1, version: 1, a: 1, b: 'x' };
    expect(changedValues(row, { a: 1, b: undefined })).toEqual({ b: null });
    expect(changedValues(row, { a: 2, b: 'x', c: null })).toEqual({ a: 2 });
  });
});
