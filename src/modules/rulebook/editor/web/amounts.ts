const PLACES = 4;

/** Yuan as people say them: `5000000` is `500` 万元. Exact, by moving the point; other text stays as it is. */
export function yuanToWan(yuan: string): string {
  return movedPoint(yuan, -PLACES) ?? yuan;
}

/** `500` 万元 is `5000000` yuan. */
export function wanToYuan(wan: string): string {
  return movedPoint(wan, PLACES) ?? wan;
}

function movedPoint(text: string, places: number): string | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.replaceAll(',', '').trim());
  if (!match) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = `${'0'.repeat(PLACES)}${whole}${fraction}${'0'.repeat(PLACES)}`;
  const point = PLACES + whole.length + places;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0';
  const after = digits.slice(point).replace(/0+$/, '');
  return `${sign}${before}${after ? `.${after}` : ''}`;
}
