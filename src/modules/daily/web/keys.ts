/** Query keys, by their beginnings, that a visit, a contact or a review makes stale. */
export const touchedByVisits = [
  ['/api/my-day'],
  ['/api/my-day/standing'],
  ['/api/registers/visit'],
  ['/api/confirmations'],
  ['/api/team'],
  ['/api/branch'],
  ['/api/customers'],
  ['/api/duties'],
] as const;
