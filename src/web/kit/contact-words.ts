/** How somebody was contacted, in the words of the interface. An unknown method is shown as it comes. */
const methods: Readonly<Record<string, string>> = {
  visit: '走访',
  'call-in': '到访',
  phone: '电话',
  sms: '短信',
  wechat: '微信',
  video: '视频',
};

export function methodText(method: string): string {
  return methods[method] ?? method;
}
