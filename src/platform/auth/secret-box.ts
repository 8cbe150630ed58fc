import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Keeps short secrets unreadable to whoever has only the database. */
export type SecretBox = {
  /** `owner`'s secret as it is stored. */
  seal(secret: string, owner: number): string;
  /** The secret again; null where another key sealed it, or it was another owner's, or it was tampered with. */
  open(sealed: string, owner: number): string | null;
};

/** Bytes of a key. */
export const SECRET_KEY_BYTES = 32;
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = 'v1:';

/** AES-256-GCM; the owner is authenticated beside the secret, so that nobody can move his own to another account. */
export function createSecretBox(key: Buffer): SecretBox {
  return {
    seal(secret, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(String(owner)));
      const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return FORMAT + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(sealed, owner) {
      const bytes = Buffer.from(sealed.startsWith(FORMAT) ? sealed.slice(FORMAT.length) : '', 'base64');
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const opening = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(String(owner)))
        .setAuthTag(tag);
      try {
        return opening.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + opening.final('utf8');
      } catch {
        return null;
      }
    },
  };
}
