import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createSecretBox, SECRET_KEY_BYTES } from './secret-box.ts';

const box = createSecretBox(randomBytes(SECRET_KEY_BYTES));

it('opens what it sealed, which does not show the secret and is never twice the same', () => {
  const sealed = box.seal('JBSWY3DPEHPK3PXP', 7);
  expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
  expect(box.seal('JBSWY3DPEHPK3PXP', 7)).not.toBe(sealed);
  expect(box.open(sealed, 7)).toBe('JBSWY3DPEHPK3PXP');
});

it('opens nothing of another key, of another owner, tampered with, cut short or readable', () => {
  const sealed = box.seal('JBSWY3DPEHPK3PXP', 7);
  const other = createSecretBox(randomBytes(SECRET_KEY_BYTES));
  const flipped = `${sealed.slice(0, -4)}${sealed.at(-4) === 'A' ? 'B' : 'A'}${sealed.slice(-3)}`;
  expect(other.open(sealed, 7)).toBeNull();
  expect(box.open(sealed, 8)).toBeNull();
  expect(box.open(flipped, 7)).toBeNull();
  expect(box.open(sealed.slice(0, 20), 7)).toBeNull();
  expect(box.open('JBSWY3DPEHPK3PXP', 7)).toBeNull();
});
