/**
 * Before every file of tests. Every property runs from one seed, so that a red build is red for everybody. Another seed explores other
 * cases: `AUXOPT_SEED=7 npm test`.
 */
import fc from 'fast-check';
import { afterAll, beforeEach } from 'vitest';
import { isOfPart } from './part-of.js';
import { removeTemporaryFolders } from './temporary-folder.js';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['AUXOPT_SEED'] ?? 220600395) });

// removing an installation takes its time
afterAll(removeTemporaryFolders, 120_000);

/** Of the long tests that a table makes a run takes a quarter. */
const parts = 4;
beforeEach(({ task, skip }) => {
  skip(
    task.tags?.includes('long') === true && !isOfPart(task, parts),
    'of another day: AUXOPT_PART=all takes it',
  );
});
