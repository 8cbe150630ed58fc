import { expect, test } from 'vitest';
import { passwordFaults } from './password-policy.ts';
import { randomPassword } from './passwords.ts';
import { authSettingsSchema } from './settings.ts';

const settings = authSettingsSchema.parse({}).password;
const codes = (password: string) =>
  passwordFaults(settings, { password, login: 'km001', path: 'newPassword' }).map((fault) => fault.code);

test('合格的密码没有问题,汉字也算一类字符', () => {
  expect(codes('Spring-rain-26')).toEqual([]);
  expect(codes('春眠不觉晓Abc12')).toEqual([]);
});

test('所有不合格之处一次说完', () => {
  expect(codes('aaaa')).toEqual(['AUTH_PASSWORD_SHORT', 'AUTH_PASSWORD_CLASSES', 'AUTH_PASSWORD_REPEATS']);
  expect(codes('My-KM001-pass')).toEqual(['AUTH_PASSWORD_LOGIN']);
  expect(codes('aB3-'.repeat(40))).toEqual(['AUTH_PASSWORD_LONG', 'AUTH_PASSWORD_REPEATS']);
});

test('长度按字符计,不按 UTF-16 单元计', () => {
  expect(codes('Aa1😀😁😂')).toContain('AUTH_PASSWORD_SHORT');
});

test('随机初始密码总是合格,且不重复', () => {
  const made = Array.from({ length: 200 }, () => randomPassword(settings.minLength));
  expect(made.flatMap(codes)).toEqual([]);
  expect(new Set(made).size).toBe(made.length);
});
