/** A variant whose mistakes nobody has written down: its failures are left without a likely mistake. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { VariantName } from '../../../spec/model/index.js';
import { mutants, type Mutant } from '../../../src/verify/mutants/index.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import type * as RightRecursion from '../../../src/verify/mutants/right-recursion.js';
import { caseFor } from '../mutants/table.js';
import { diagnose } from './diagnose.js';
import { driveCase, heldCase } from './drive-case.js';

/** Whether plans are there; the module of plans is the real one but for this. */
const plans = vi.hoisted(() => ({ areThere: true }));
vi.mock('../../../src/verify/mutants/right-recursion.js', async (load) => {
  const real = await load<typeof RightRecursion>();
  return {
    ...real,
    hasPlan: (variant: VariantName) => plans.areThere && real.hasPlan(variant),
    planOf: (variant: VariantName) => {
      if (!plans.areThere) throw new RangeError(`no plan of ${variant} is known`);
      return real.planOf(variant);
    },
  };
});
beforeEach(() => {
  plans.areThere = true;
});

const weightsSwapped = mutants.find(({ id }) => id === 'weights-swapped') as Mutant;
const failedRun = async () => {
  const reference = createReference({ arithmetic: 'binary64', mutant: weightsSwapped });
  return driveCase(reference, heldCase(caseFor(weightsSwapped), 'binary64'), 'binary64', 'callback');
};

it('a failed run is given no mistake where its variant has no plan', async () => {
  const failed = await failedRun();
  plans.areThere = false;
  expect(diagnose(failed)).toEqual([]);
});

it('the same run is given its mistake where there is one', async () => {
  expect(diagnose(await failedRun())[0]?.id).toBe('weights-swapped');
});
