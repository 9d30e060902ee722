/** A variant whose mistakes nobody has written down: its failures are left without a likely mistake. */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { VariantName } from '../../../spec/model/index.js';
import { mutants, type Mutant } from '../../../src/verify/mutants/index.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import type * as RightRecursion from '../../../src/verify/mutants/right-recursion.js';
import { caseFor } from '../mutants/table.js';
import type * as Diagnose from './diagnose.js';
import { driveCase, heldCase } from './drive-case.js';

const path = '../../../src/verify/mutants/right-recursion.js';
/** Whether plans are there; the module of plans is the real one but for this. */
let plansAreThere = true;
let diagnose: typeof Diagnose.diagnose;

// Tests share what is loaded: this one loads the diagnosis again, with the module replaced, and leaves nothing of it.
beforeAll(async () => {
  vi.resetModules();
  vi.doMock(path, async (load: () => Promise<typeof RightRecursion>) => {
    const real = await load();
    return {
      ...real,
      hasPlan: (variant: VariantName) => plansAreThere && real.hasPlan(variant),
      planOf: (variant: VariantName) => {
        if (!plansAreThere) throw new RangeError(`no plan of ${variant} is known`);
        return real.planOf(variant);
      },
    };
  });
  ({ diagnose } = await import('./diagnose.js'));
});
afterAll(() => {
  vi.doUnmock(path);
  vi.resetModules();
});
beforeEach(() => {
  plansAreThere = true;
});

const weightsSwapped = mutants.find(({ id }) => id === 'weights-swapped') as Mutant;
const failedRun = async () => {
  const reference = createReference({ arithmetic: 'binary64', mutant: weightsSwapped });
  return driveCase(reference, heldCase(caseFor(weightsSwapped), 'binary64'), 'binary64', 'callback');
};

it('a failed run is given no mistake where its variant has no plan', async () => {
  const failed = await failedRun();
  plansAreThere = false;
  expect(diagnose(failed)).toEqual([]);
});

it('the same run is given its mistake where there is one', async () => {
  expect(diagnose(await failedRun())[0]?.id).toBe('weights-swapped');
});
