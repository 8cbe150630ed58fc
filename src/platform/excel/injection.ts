/** What makes Excel take a text for a formula when a CSV file is opened. */
const STARTS_FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;
const APOSTROPHE = 39;

/** A text that Excel would run as a formula gets an apostrophe in front; numbers stay numbers. */
export function neutralise(text: string): string {
  return STARTS_FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** The text as it was before `neutralise`, so that what we wrote can be imported again. */
export function undoNeutralised(text: string): string {
  return text.charCodeAt(0) === APOSTROPHE && STARTS_FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
