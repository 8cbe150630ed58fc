/** The names of the parameters that a rule, a table or any part of them refers to, in order, each once. */
export function parametersIn(node: unknown): string[] {
  return [...new Set(collect(node))];
}

function* collect(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'param' && typeof value === 'string') yield value;
    else yield* collect(value);
  }
}
