/** A short fuzz of every subject in this process; `npm run fuzz` is the long one, which also cuts off what hangs. */
import fc from 'fast-check';
import { describe } from 'vitest';
import { firstOf } from '../support/some-of.js';
import { subjects } from './subjects/index.js';
import { vectorFolders } from './subjects/vectors.js';

describe('no input crashes a reader or passes for what it is not', () => {
  // a folder of vectors is made again for every input
  const inOrder = subjects.toSorted(
    (one, other) => Number(one === vectorFolders) - Number(other === vectorFolders),
  );
  firstOf(
    subjects.length - 1,
    inOrder.map((each) => [each.name, each] as const),
  )('%s', async (_name, { inputs, check, weight }) => {
    const property = fc.asyncProperty(inputs, async (input) => {
      await check(input);
    });
    await fc.assert(property, { numRuns: 20 + Math.ceil(8 * weight) });
  });
});
