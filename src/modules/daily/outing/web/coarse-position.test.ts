import { describe, expect, it } from 'vitest';
import { coarse } from './coarse-position.ts';

describe('[DAY-5] 到达位置只到约一公里', () => {
  it.each([
    [28.682892, 115.858197, '28.68,115.86'],
    [-33.8688, 151.2093, '-33.87,151.21'],
    [0.001, -0.001, '0.00,-0.00'],
  ])('%f %f → %s', (latitude, longitude, text) => {
    expect(coarse({ latitude, longitude })).toBe(text);
  });
});
