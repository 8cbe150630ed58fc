import { describe, expect, it } from 'vitest';
import { visit } from '../../modules/daily/visit/visit.register.ts';
import { stateLook } from './state-look.ts';

describe('登记簿的状态', () => {
  it('还有人要办的是半满，办结的是全满且淡', () => {
    expect(stateLook(visit, 'submitted')).toMatchObject({ mark: '◐', tone: 'plain' });
    expect(stateLook(visit, 'returned')).toMatchObject({ mark: '◐', tone: 'plain' });
    expect(stateLook(visit, 'confirmed')).toMatchObject({ mark: '●', tone: 'faint' });
  });

  it('没有这个状态就不显示', () => {
    expect(stateLook(visit, 'lost')).toBeNull();
  });
});
