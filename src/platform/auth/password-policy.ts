import type { Problem } from '../../kernel/errors/public.ts';
import { authErrors } from './errors.ts';
import type { AuthSettings } from './settings.ts';

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];

/** Every fault of a new password at once, each with `path`; none if it may be used. */
export function passwordFaults(
  settings: AuthSettings['password'],
  input: { password: string; login: string; path: string },
): Problem[] {
  const { password, login, path } = input;
  const characters = [...password];
  const faults: Problem[] = [];
  if (characters.length < settings.minLength)
    faults.push(authErrors.AUTH_PASSWORD_SHORT({ minLength: settings.minLength }, path));
  if (characters.length > settings.maxLength)
    faults.push(authErrors.AUTH_PASSWORD_LONG({ maxLength: settings.maxLength }, path));
  if (classes.filter((kind) => kind.test(password)).length < settings.minClasses)
    faults.push(authErrors.AUTH_PASSWORD_CLASSES({ minClasses: settings.minClasses }, path));
  if (new Set(characters).size < settings.minDistinct)
    faults.push(authErrors.AUTH_PASSWORD_REPEATS({ minDistinct: settings.minDistinct }, path));
  if (password.toLowerCase().includes(login.toLowerCase())) faults.push(authErrors.AUTH_PASSWORD_LOGIN({}, path));
  return faults;
}
