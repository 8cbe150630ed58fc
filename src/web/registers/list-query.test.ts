import { describe, expect, it } from 'vitest';
import type { AnyRegister } from '../../kernel/register/public.ts';
import { listQuery } from './list-query.ts';

const register = { list: { order: [{ by: 'opened_on', descending: true }] } } as unknown as AnyRegister;
const filters = {
  name: { Control: () => null, conditions: (text: string) => [{ op: 'contains' as const, value: text }] },
};

describe('列表查询', () => {
  it('地址里的筛选变成条件，不认识的不带', () => {
    const query = listQuery(
      register,
      filters,
      { q: '张', name: '公司', other: '1', order: '-opened_on' },
      'Asia/Shanghai',
    );
    expect(query).toEqual({
      q: '张',
      order: '-opened_on',
      filter: '[{"field":"name","op":"contains","value":"公司"}]',
    });
    expect(listQuery(register, filters, { order: 'secret' }, 'Asia/Shanghai')).toEqual({});
  });
});
