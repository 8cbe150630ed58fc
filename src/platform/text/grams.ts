/** What `search_grams` of the schema takes a text apart into. */
const GRAM = 3;
/** Of a single letter there are so many that looking through the rows finds a page of them sooner. */
const SHORTEST = 2;

/**
 * The `tsquery` of the grams that every text has in which the searched one occurs; null where they would narrow nothing.
 * The index is made of the whole text in lower case, spaces included, and so is this.
 */
export function gramsQuery(searched: string): string | null {
  const letters = [...searched.toLowerCase()];
  if (letters.length < SHORTEST) return null;
  if (letters.length < GRAM) return `${quoted(letters)}:*`;
  const starts = Array.from({ length: letters.length - GRAM + 1 }, (_, start) => start);
  return [...new Set(starts.map((start) => quoted(letters.slice(start, start + GRAM))))].join(' & ');
}

function quoted(letters: readonly string[]): string {
  return `'${letters.join('').replace(/['\\]/g, '$&$&')}'`;
}
