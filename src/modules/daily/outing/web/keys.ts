/** Query keys, by their beginnings, that going out and coming back make stale. */
export const touchedByOutings = [
  ['/api/outings'],
  ['/api/registers/outing'],
  ['/api/my-day'],
  ['/api/messages'],
  ['/api/duties'],
] as const;
