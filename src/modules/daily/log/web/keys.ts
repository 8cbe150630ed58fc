/** Query keys, by their beginnings, that writing, reading and answering make stale. */
export const touchedByLogs = [
  ['/api/logs'],
  ['/api/registers/daily_log'],
  ['/api/registers/problem'],
  ['/api/registers/task'],
  ['/api/my-day'],
  ['/api/messages'],
  ['/api/duties'],
] as const;
