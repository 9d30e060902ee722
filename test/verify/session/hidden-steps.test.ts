/** Nothing hides behind rounding: where a program tells x alone, a step that could be missing is not counted as judged. */
import { describe, expect, it } from 'vitest';
import { mutants } from '../../../src/verify/mutants/index.js';
import { describeVerdict } from '../../../src/verify/report/report-view.js';
import { verifyImplementation } from '../../../src/verify/index.js';
import { tellingXAlone } from '../support/telling-x-alone.js';

/** It, right or with a mistake. */
function verifyAlone(id?: string) {
  const mutant = mutants.find((each) => each.id === id);
  const alone = tellingXAlone(mutant === undefined ? { variants: ['aux-mom'] } : { mutant });
  const only = (name: string): boolean => /^L2\/aux-mom\/(?:few-bits|[^/]*\/tape$)/.test(name);
  return verifyImplementation(
    { ...alone, initializations: ['given', 'zero', 'first-snapshot'] },
    { level: 2, seed: 3, only },
  );
}

describe('a program that tells x alone', () => {
  it('is not said to be judged where a step of it could be missing', async () => {
    const right = await verifyAlone();
    expect(right.results.map(({ verdict }) => verdict)).not.toContain('fail');
    const hidden = right.results.filter((result) => result.hidden === true);
    expect(new Set(hidden.map(({ verdict }) => verdict))).toEqual(new Set(['unsupported']));
    expect(describeVerdict(right, [])).toContain(
      `${hidden.length} not tested because rounding could hide a step of them`,
    );
    // what is not hidden is seen: no case passes a program that leaves out its last local step
    const wrong = await verifyAlone('one-step-too-few');
    const passed = wrong.results.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
    expect(passed).toEqual([]);
  });
});
