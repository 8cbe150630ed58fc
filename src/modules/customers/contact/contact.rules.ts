/** What is recorded as a contact by itself; a visit has its own record (依据 DAY-7) and becomes a contact with it. */
export const METHODS = ['call-in', 'phone', 'sms', 'wechat', 'video'] as const;
export type Method = (typeof METHODS)[number];
