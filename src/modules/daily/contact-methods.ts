/** 联系方式: the code in the books and its name. A visit is a contact in person at the customer's. */
export const CONTACT_METHODS = {
  visit: '走访',
  'call-in': '到访',
  phone: '电话',
  sms: '短信',
  wechat: '微信',
  video: '视频',
} as const;

export type ContactMethod = keyof typeof CONTACT_METHODS;
