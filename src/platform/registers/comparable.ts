/** A value in a form in which equal values are identical: instants by their number, lists by their text, nothing as null. */
export function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  return Array.isArray(value) ? JSON.stringify(value) : (value ?? null);
}
