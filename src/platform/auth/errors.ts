import { defineErrors } from '../../kernel/errors/public.ts';

export const authErrors = defineErrors({
  // One text for unknown, wrong, locked, disabled and left: it must not tell which logins exist.
  AUTH_REFUSED: {
    status: 401,
    text: '登录名或密码不正确，或账号暂不可用。连续输错会被暂时锁定，请稍后再试，或联系安全管理员。',
  },
  AUTH_CODE_WRONG: { status: 401, text: '动态口令不正确或已经用过，请等待下一个口令后重新输入。' },
  AUTH_TOO_MANY: { status: 429, text: '登录尝试过于频繁，请 {seconds} 秒后再试。' },
  AUTH_BUSY: { status: 503, text: '此刻登录的人太多，请稍等几秒再试。' },
  AUTH_SESSION_ENDED: { status: 401, text: '登录已失效，请重新登录。' },
  AUTH_PASSWORD_WRONG: { status: 422, text: '当前密码不正确，请重新输入。' },
  AUTH_PASSWORD_SHORT: { status: 422, text: '新密码太短，请至少使用 {minLength} 个字符。' },
  AUTH_PASSWORD_LONG: { status: 422, text: '新密码太长，请不要超过 {maxLength} 个字符。' },
  AUTH_PASSWORD_CLASSES: {
    status: 422,
    text: '新密码过于简单，请混合使用小写字母、大写字母、数字、符号中的至少 {minClasses} 类。',
  },
  AUTH_PASSWORD_REPEATS: { status: 422, text: '新密码重复字符太多，请至少使用 {minDistinct} 个不同的字符。' },
  AUTH_PASSWORD_LOGIN: { status: 422, text: '新密码不能包含登录名，请换一个。' },
  AUTH_PASSWORD_SAME: { status: 422, text: '新密码与当前密码相同，请换一个。' },
  AUTH_TOTP_ON: { status: 409, text: '动态口令已经启用；如需更换手机，请先停用。' },
  AUTH_TOTP_NOT_STARTED: { status: 409, text: '请先扫描二维码登记动态口令，再输入口令确认。' },
  AUTH_TOTP_NO_KEY: {
    status: 503,
    text: '服务器还没有密钥，不能启用动态口令：请系统管理员设置环境变量 ZHANYE_SECRET_KEY 后重新启动服务。',
  },
  AUTH_KEY_MISSING: {
    status: 503,
    text: '已有账号启用动态口令，但没有解开它们的密钥：请把原来的密钥设为环境变量 ZHANYE_SECRET_KEY（内置数据库则放回数据目录下的 secret.key）再启动；密钥确已遗失时，用 serve --forget-totp 停用全部动态口令，由各人重新登记。',
  },
  AUTH_KEY_OTHER: {
    status: 503,
    text: '密钥与启用动态口令时的不同，解不开已有的动态口令：请换回原来的 ZHANYE_SECRET_KEY 或数据目录下的 secret.key 再启动；原密钥确已遗失时，用 serve --forget-totp 停用全部动态口令，由各人重新登记。',
  },
  AUTH_SESSION_UNKNOWN: { status: 404, text: '没有这个登录会话，它可能已经结束；请刷新列表。' },
  ACCOUNT_UNKNOWN: { status: 404, text: '没有这个账号，请刷新列表。' },
  ACCOUNT_LOGIN_TAKEN: { status: 409, text: '登录名 {login} 已被使用，请换一个。' },
  ACCOUNT_STAFF_UNKNOWN: { status: 422, text: '没有工号 {staffNo}，请核对后重新输入。' },
  ACCOUNT_STAFF_TAKEN: { status: 409, text: '工号 {staffNo} 已有账号，请在账号列表中查找。' },
  ACCOUNT_OWN: { status: 403, text: '不能管理自己的账号，请由另一位安全管理员办理。' },
  ACCOUNT_LAST_SECURITY: { status: 409, text: '这是最后一个可用的安全管理员账号，请先另设一位安全管理员。' },
});
