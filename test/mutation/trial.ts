import { declareVocabulary } from '../../src/platform/duties/public.ts';
import { VOCABULARY_PARTS } from '../oracle/engine.ts';
import { plainSketch } from '../oracle/generate-rules.ts';
import { compareAtOnce, compareStepwise, seedsFrom } from '../oracle/histories.ts';
import { SEED } from '../oracle/runs.ts';
import { createDatabaseIn } from '../support/databases.ts';

/**
 * `node trial.ts CLUSTER BANKS` — the oracle on few histories, as a process of its own: run.ts starts it in a copy of
 * the sources in which it has planted a defect. Ends with 1 and the first difference if engine and reference disagree.
 */
const [cluster, banks] = process.argv.slice(2);
declareVocabulary(VOCABULARY_PARTS);
const database = await createDatabaseIn(JSON.parse(cluster as string));
const db = database.db.kysely;
try {
  for (const seed of seedsFrom(SEED, Number(banks))) {
    await compareAtOnce(db, { seeds: [seed], historiesEach: 20 });
    await compareStepwise(db, { seeds: [seed], historiesEach: 12, rules: plainSketch }, 6);
    await compareStepwise(db, { seeds: [seed], historiesEach: 12 }, 6);
  }
} catch (error) {
  console.log(String(error).slice(0, 300));
  process.exitCode = 1;
} finally {
  await database.drop();
}
