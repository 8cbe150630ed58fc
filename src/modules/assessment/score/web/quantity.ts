/** A quantity as a person reads it: whole where it is, else rounded to two decimals for reading. */
export function quantityText({ numerator, denominator }: { numerator: string; denominator: string }): string {
  const value = Number(numerator) / Number(denominator);
  return denominator === '1' ? numerator : String(Math.round(value * 100) / 100);
}
