import pino from 'pino';

const PORTION_BYTES = 4096;
const LONGEST_WAIT_MS = 1000;

/**
 * Standard output, written in portions: a blocking write for each request costs more than the request's own work.
 * A server that is killed may lose the lines of its last second; what matters is in the audit, not here.
 */
export function openLog() {
  return pino.destination({ dest: 1, sync: false, minLength: PORTION_BYTES, periodicFlush: LONGEST_WAIT_MS });
}
