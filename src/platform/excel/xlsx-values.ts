const DAY_SECONDS = 86_400;
/** Excel counts days from here; it believes in a 29 February 1900, hence the step at 60. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const FALSE_LEAP_DAY = 60;

/** Number formats of Excel itself that show a date or time; 27–36 and 50–58 are those of the Chinese editions. */
const BUILT_IN_DATES = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;

export function isBuiltInDate(formatId: number): boolean {
  return BUILT_IN_DATES.some(([from, to]) => formatId >= from && formatId <= to);
}

/** Whether a custom number format shows a date or time: what stands outside quotes, escapes and brackets decides. */
export function isDateFormat(code: string): boolean {
  return /[ymdhs年月日时]/i.test(code.replace(/"[^"]*"|\\.|_.|\[[^\]]*\]/g, ''));
}

/** An Excel day number as `YYYY-MM-DDTHH:MM:SS`, without zone. Null when it is no date. */
export function serialToTime(serial: number, is1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0) return null;
  const days = !is1904 && serial < FALSE_LEAP_DAY ? serial + 1 : serial;
  // Times are stored as fractions of a day, so 10:20 comes as 10:19:59.999.
  const seconds = Math.round(days * DAY_SECONDS);
  const date = new Date((is1904 ? EPOCH_1904 : EPOCH_1900) + seconds * 1000);
  return date.getUTCFullYear() <= 9999 ? date.toISOString().slice(0, 19) : null;
}

/** A stored number as a person sees it: 15 significant digits (Excel's precision), no exponent. */
export function plainNumber(stored: string): string {
  if (/^-?\d{1,15}$/.test(stored)) return stored;
  const value = Number(stored);
  if (!Number.isFinite(value)) return stored;
  const shown = String(Number(value.toPrecision(15)));
  return shown.includes('e') ? expand(shown) : shown;
}

function expand(shown: string): string {
  const value = Number(shown);
  return Math.abs(value) >= 1 ? BigInt(Math.round(value)).toString() : value.toFixed(20).replace(/\.?0+$/, '');
}

/** XLSX writes control characters as `_x000D_`. */
export function unescapeText(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** `AB12` → 27; −1 when the reference has no letters. More letters than Excel has columns stay a large number. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length && i < 8; i++) {
    const letter = reference.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
