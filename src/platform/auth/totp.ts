import { Secret, TOTP } from 'otpauth';

const issuer = '展业';
/** Steps of clock difference between phone and server that are tolerated, each way. */
const tolerance = 1;
const period = 30;

const totpOf = (secret: string, login: string) =>
  new TOTP({ issuer, label: login, period, secret: Secret.fromBase32(secret) });

/** A fresh secret in base32, as authenticator apps read it. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator app needs: the secret to type, the `otpauth:` address, and its QR code as SVG markup. */
export async function totpEnrolment(secret: string, login: string) {
  const uri = totpOf(secret, login).toString();
  // Loaded when somebody enrols, which is seldom.
  const { default: QRCode } = await import('qrcode');
  return { secret, uri, svg: await QRCode.toString(uri, { type: 'svg', margin: 1 }) };
}

/** The time step that `code` belongs to, or null if it is wrong or of a step at or before `lastStep`: once only. */
export function acceptedStep(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const timestamp = now.getTime();
  const delta = totpOf(secret, '').validate({ token: code.replaceAll(/\s/g, ''), timestamp, window: tolerance });
  if (delta === null) return null;
  const step = Math.floor(timestamp / 1000 / period) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}
