/** Keys of chosen rows. */
export type Selection = ReadonlySet<string>;

export function toggled(selection: Selection, key: string): Selection {
  const next = new Set(selection);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** All of `keys` chosen becomes none of them; otherwise all of them. Rows not among `keys` keep their mark. */
export function toggledAll(selection: Selection, keys: readonly string[]): Selection {
  const all = keys.every((key) => selection.has(key));
  const next = new Set(selection);
  for (const key of keys) {
    if (all) next.delete(key);
    else next.add(key);
  }
  return next;
}
