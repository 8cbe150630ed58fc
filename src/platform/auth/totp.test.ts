import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { acceptedStep, newTotpSecret, totpEnrolment } from './totp.ts';

const secret = newTotpSecret();
const now = new Date('2026-03-05T01:00:05Z');
const codeAt = (seconds: number) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() + seconds * 1000 });
const step = Math.floor(now.getTime() / 30_000);

describe('acceptedStep', () => {
  test('前后各容许一步的时钟差', () => {
    expect(acceptedStep(secret, codeAt(0), now, null)).toBe(step);
    expect(acceptedStep(secret, codeAt(-30), now, null)).toBe(step - 1);
    expect(acceptedStep(secret, codeAt(30), now, null)).toBe(step + 1);
    expect(acceptedStep(secret, codeAt(-61), now, null)).toBeNull();
  });

  test('用过的口令和更早的口令都不再接受', () => {
    expect(acceptedStep(secret, codeAt(0), now, step)).toBeNull();
    expect(acceptedStep(secret, codeAt(-30), now, step)).toBeNull();
    expect(acceptedStep(secret, codeAt(30), now, step)).toBe(step + 1);
  });

  test('中间的空格不妨碍,空口令不通过', () => {
    const code = codeAt(0);
    expect(acceptedStep(secret, `${code.slice(0, 3)} ${code.slice(3)}`, now, null)).toBe(step);
    expect(acceptedStep(secret, '', now, null)).toBeNull();
  });
});

test('登记资料可由验证器应用读取', async () => {
  const enrolment = await totpEnrolment(secret, 'km001');
  expect(enrolment.uri).toMatch(/^otpauth:\/\/totp\/.*km001\?.*secret=/);
  expect(enrolment.svg).toMatch(/^<svg /);
});
