export { listAccounts, viewAccount } from './account-list.ts';
export {
  changeAdminRole,
  createAccount,
  disableAccount,
  enableAccount,
  resetPassword,
  resetTotp,
  unlockAccount,
} from './accounts.ts';
export { type Attempts, createAttempts } from './attempts.ts';
export { type Auth, createAuth, type DemoAccounts } from './auth.ts';
export { authErrors } from './errors.ts';
export { createFirstAdministrator } from './first-administrator.ts';
export { authenticate, clearSessionCookie, registerAuth, sessionCookie, setSessionCookie } from './http.ts';
export { describeMe, type Me } from './me.ts';
export { changePassword, confirmTotp, enrolTotp, removeTotp } from './own-account.ts';
export { createPasswords } from './passwords.ts';
export { loadPrincipal } from './principal.ts';
export { assertSecretsOpen, forgetSecondFactors, hasSecondFactors } from './second-factors.ts';
export { createSecretBox, SECRET_KEY_BYTES, type SecretBox } from './secret-box.ts';
export { type Client, closeSession, endOwnSession, listOwnSessions, purgeSessions } from './sessions.ts';
export { authSettingsSchema, loadAuthSettings } from './settings.ts';
export { type Credentials, signIn } from './sign-in.ts';
export { hashToken, looksLikeToken, newToken } from './token.ts';
