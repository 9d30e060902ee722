/** The search in doubles, and the verdict on a comparison. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ContractError } from '../../../src/errors.js';
import { findScenarioFailures } from '../../../src/cli/demo/present-settings.js';
import { nearestDouble, parseExactNumber, type Ratio } from '../../../src/exact/index.js';
import { subtractRatios } from '../../../src/exact/exact-number.js';
import { readScenarioExamples } from '../../../src/problems/scenario-examples.js';
import { expectRun } from '../../../src/expectation/index.js';
import { withVariant, type ResolvedProblem } from '../../../src/problems/index.js';
import {
  caseAt,
  compareScenario,
  describeScenario,
  gridFor,
  measureInDoubles,
  tuneByBound,
  tuneByValue,
  type ScenarioComparison,
} from '../../../src/theorems/index.js';

const number = parseExactNumber;
const folder = new URL('../../../docs/examples/', import.meta.url);
const examples = readScenarioExamples((file) => readFileSync(new URL(file, folder), 'utf8'));

/** One dimension, dyadic numbers, noise of every kind: doubles hold every number of the recursion. */
const dyadic: ResolvedProblem = (() => {
  const affine = (matrix: string, vector: string) => ({
    matrix: [[number(matrix)]],
    vector: [number(vector)],
  });
  return {
    name: 'dyadic',
    variant: 'aux-mom',
    problem: {
      dimension: 1,
      target: { ...affine('1', '0.5'), constant: number('0.25') },
      auxiliary: { ...affine('0.5', '0'), constant: number('0') },
      snapshotAtoms: [
        { probability: number('0.5'), target: affine('1.5', '1'), auxiliary: affine('0.5', '0.25') },
        { probability: number('0.5'), target: affine('0.5', '0'), auxiliary: affine('0.5', '-0.25') },
      ],
      localAtoms: [
        { probability: number('0.25'), auxiliary: affine('2', '1.5') },
        { probability: number('0.75'), auxiliary: affine('0', '-0.5') },
      ],
    },
    parameters: { stepSize: number('0.5'), momentumWeight: number('0.25'), localStepCount: 2, roundCount: 2 },
    initialization: { kind: 'first-snapshot' },
    startingPoint: [number('2')],
    seed: 1,
  };
})();

describe('the recursion in doubles', () => {
  const variants = ['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target', 'naive', 'sgd'] as const;

  it.each(variants)('%s: is the exact one where doubles are exact', (variant) => {
    const given = withVariant(dyadic, variant);
    const exact = expectRun(given);
    const measured = measureInDoubles(given);
    const last = exact.rounds.at(-1)?.steps.at(-1)?.targetValue ?? number('0');
    expect(measured.lastValue).toBe(nearestDouble(last));
    expect(measured.snapshotVariance).toBe(nearestDouble(exact.snapshotVariance.maximum));
    expect(measured.targetVariance).toBe(nearestDouble(exact.targetVariance.maximum));
    expect(measured.localVariance).toBe(nearestDouble(exact.localVariance.maximum));
    expect(measured.firstSnapshotVariance).toBe(
      nearestDouble(exact.rounds[0]?.snapshotVariance ?? number('0')),
    );
  });

  it('refuses a start that it does not know', () => {
    expect(() => measureInDoubles({ ...dyadic, initialization: { kind: 'exact' } })).toThrow(ContractError);
  });
});

describe('tuning', () => {
  it('finds the point of the grid that exact expectations find, too', () => {
    const budget = 3;
    const valueAt = (point: ReturnType<typeof gridFor>[number]): Ratio =>
      expectRun(caseAt(dyadic, 'aux-mom', point, budget))
        .rounds.at(-1)
        ?.steps.at(-1)?.targetValue ?? number('0');
    const best = gridFor('aux-mom').reduce((known, point) =>
      subtractRatios(valueAt(point), valueAt(known)).numerator < 0n ? point : known,
    );
    expect(tuneByValue(dyadic, 'aux-mom', budget)).toEqual(best);
  });

  it('by the bound finds nothing where no point satisfies the condition', () => {
    const constants = describeScenario(dyadic);
    expect(tuneByBound(dyadic, 'MOM-2', 'aux-mom', 3, constants)).toBeDefined();
    const enormous = number('1e6');
    const steep = { lower: enormous, upper: enormous, exact: true };
    const changed = { ...constants, smoothness: steep };
    expect(tuneByBound(dyadic, 'MOM-2', 'aux-mom', 3, changed)).toBeUndefined();
  });
});

describe('what an example must show', () => {
  let comparison: ScenarioComparison;
  beforeAll(() => {
    const example = examples.find(({ scenario, label }) => scenario === 'federated' && label === 'distant');
    if (example === undefined) throw new Error('no example');
    comparison = compareScenario(example);
  });

  it('holds: δ > L, and no method beats SGD', () => {
    const { smoothness, hessianSimilarity } = comparison.description;
    expect(subtractRatios(hessianSimilarity.lower, smoothness.upper).numerator).toBeGreaterThan(0n);
    expect(findScenarioFailures(comparison)).toEqual([]);
    expect(comparison.promises.every(({ verdict }) => verdict.isExactConditionMet && verdict.isWithin)).toBe(
      true,
    );
  });

  it('fails where the auxiliary was said to help', () => {
    const claimed = { ...comparison, example: { ...comparison.example, helps: true } };
    expect(findScenarioFailures(claimed)).toEqual([
      'federated distant: the auxiliary should help, and no method beats SGD',
    ]);
  });

  it('fails where a bound is broken, or promises what is not there', () => {
    const promises = comparison.promises.map((promise) =>
      promise.id === 'MOM-2'
        ? { ...promise, verdict: { ...promise.verdict, isViolation: true, bound: number('1e-9') } }
        : promise,
    );
    expect(findScenarioFailures({ ...comparison, promises })).toEqual([
      'federated distant: the bound of MOM-2 is broken',
      'federated distant: a better bound, and no gain',
    ]);
  });
});
