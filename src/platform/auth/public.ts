export { type AccountView, listAccounts, viewAccount } from './account-list.ts';
export {
  type AccountMaking,
  changeAdminRole,
  createAccount,
  disableAccount,
  enableAccount,
  type NewAccount,
  resetPassword,
  resetTotp,
  unlockAccount,
} from './accounts.ts';
export { type Auth, type AuthOptions, createAuth, type DemoAccounts } from './auth.ts';
export { authErrors } from './errors.ts';
export { createFirstAdministrator } from './first-administrator.ts';
export { authenticate, clearSessionCookie, registerAuth, sessionCookie, setSessionCookie } from './http.ts';
export { describeMe, type Me } from './me.ts';
export { changePassword, confirmTotp, enrolTotp, removeTotp } from './own-account.ts';
export { createPasswords, type Passwords } from './passwords.ts';
export { loadPrincipal } from './principal.ts';
export { type Client, closeSession, endOwnSession, listOwnSessions } from './sessions.ts';
export { type AuthSettings, authSettingsSchema, loadAuthSettings } from './settings.ts';
export { type Credentials, signIn } from './sign-in.ts';
