/** Query keys, by their beginnings, that a plan or report makes stale. */
export const touchedByPapers = [
  ['/api/papers'],
  ['/api/registers/work_paper'],
  ['/api/my-day'],
  ['/api/messages'],
  ['/api/duties'],
] as const;
