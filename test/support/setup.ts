/**
 * Before every file of tests. Every property runs from one seed, so that a red build is red for everybody. Another seed explores other
 * cases: `AUXOPT_SEED=7 npm test`.
 */
import fc from 'fast-check';
import { afterAll, expect, vi } from 'vitest';
import { watchForTheEnd } from '../../src/verify/peer/kill-group.js';
import { findLeftovers, readProcessState } from './leftovers.js';
import { removeTemporaryFolders } from './temporary-folder.js';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['AUXOPT_SEED'] ?? 220600395) });

// removing an installation takes its time
afterAll(removeTemporaryFolders, 120_000);

// the kit watches for the end of a process once and for all
watchForTheEnd();
// before the file itself is loaded, and after its own hooks
const before = readProcessState();
afterAll(() => {
  vi.unstubAllEnvs();
  expect(findLeftovers(before), 'what this file leaves behind').toEqual([]);
});
