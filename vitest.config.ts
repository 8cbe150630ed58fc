import { defineConfig } from 'vitest/config';

/**
 * Three projects. `kernel` is pure and needs nothing. `node` holds everything else without a browser, beside its source
 * or in test/; its files share one PostgreSQL server that the global setup starts. `browser` drives a real Chromium
 * against a real server, one file at a time, because two of them would fight for the same two cores and time out.
 *
 * All run with a clock west of the bank's zone: whoever reads the machine's zone instead of the bank's fails here.
 */
const env = { TZ: 'America/Los_Angeles' };
const globalSetup = ['test/support/global-setup.ts'];
const excluded = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: { name: 'kernel', env, include: ['src/kernel/**/*.test.ts'], exclude: excluded },
      },
      {
        extends: true,
        test: {
          name: 'node',
          env,
          globalSetup,
          include: ['{src,test,scripts,bench,examples}/**/*.test.{ts,tsx}'],
          exclude: [...excluded, 'src/kernel/**', 'test/browser/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          env,
          globalSetup,
          include: ['test/browser/**/*.test.ts'],
          exclude: excluded,
          fileParallelism: false,
          // Chromium on a busy machine of two cores is now and then starved; what needed a second attempt is listed as such.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
