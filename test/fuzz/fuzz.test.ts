/** A short fuzz of every subject in this process; `npm run fuzz` is the long one, which also cuts off what hangs. */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { subjects } from './subjects/index.js';

describe('no input crashes a reader or passes for what it is not', () => {
  it.each(subjects.map((each) => [each.name, each] as const))(
    '%s',
    async (_name, { inputs, check, weight }) => {
      const property = fc.asyncProperty(inputs, async (input) => {
        await check(input);
      });
      await fc.assert(property, { numRuns: 20 + Math.ceil(8 * weight) });
    },
  );
});
