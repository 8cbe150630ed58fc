import { closingLine, runTests } from './support/tests.ts';

/** `npm test [-- vitest's arguments]`: all tests, browser tests included, and one closing line. */
const counts = await runTests(process.argv.slice(2));
console.log(`\n${closingLine(counts)}`);
process.exitCode = counts.failed === 0 ? 0 : 1;
