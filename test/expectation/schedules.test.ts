/** Exact expectations with schedules of η and a: by second moments what every sequence of draws gives. */
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import {
  isSchedule,
  valueAt,
  type Initialization,
  type RunParameters,
  type VariantName,
} from '../../spec/model/index.js';
import { formatRatio, parseExactNumber as number, type Ratio } from '../../src/exact/index.js';
import { enumerateRun, expectRun } from '../../src/expectation/index.js';
import type { ResolvedRun } from '../../src/problems/index.js';
import { numbersOf } from './dense-recursion.js';

const affine = (matrix: string, vector: string) => ({ matrix: [[number(matrix)]], vector: [number(vector)] });
const constant = number('0');

/** One value a round, or one a local step. */
const stepSizes = [['1/2', '1/3'].map(number), number('1/7'), ['1/4', '1/5'].map(number)] as const;

/** f = x², h = x²/2 with correlated noise; K = 2 and T = 3 but for `sgd`. */
function caseOf(variant: VariantName, initialization: Initialization<Ratio>): ResolvedRun {
  return {
    name: 'scheduled',
    seed: 1,
    variant,
    problem: {
      dimension: 1,
      target: { ...affine('2', '0'), constant },
      auxiliary: { ...affine('1', '0'), constant },
      snapshotAtoms: ['1', '-1'].map((sign) => ({
        probability: number('1/2'),
        target: affine(sign === '1' ? '3' : '1', sign),
        auxiliary: affine('1', sign),
      })),
      localAtoms: ['1', '-1'].map((sign) => ({ probability: number('1/2'), auxiliary: affine('1', sign) })),
    },
    parameters: {
      stepSize: variant === 'sgd' ? stepSizes.map((entry) => valueAt(entry, 1)) : stepSizes,
      momentumWeight: ['1', '1/3', '3/5'].map(number),
      localStepCount: variant === 'sgd' ? 1 : 2,
      roundCount: 3,
    },
    initialization,
    startingPoint: [number('1')],
  };
}

const starts: readonly Initialization<Ratio>[] = [
  { kind: 'zero' },
  { kind: 'exact' },
  { kind: 'batch', size: 2 },
  { kind: 'first-snapshot' },
];
const cases = variantNames.flatMap((variant) =>
  (variant === 'naive' || variant === 'sgd' ? [{ kind: 'none' } as const] : starts).map(
    (start) => [variant, start.kind, caseOf(variant, start)] as const,
  ),
);
/** `given` with other parameters. */
const withParameters = (given: ResolvedRun, change: Partial<RunParameters<Ratio>>): ResolvedRun => ({
  ...given,
  parameters: { ...given.parameters, ...change },
});

describe('expectations of runs with schedules', () => {
  it.each(cases)('%s from %s are those of all its sequences of draws', (_variant, _start, given) => {
    const [expected, enumerated] = [expectRun(given), enumerateRun(given)];
    expect(numbersOf(expected)).toEqual(numbersOf(enumerated));
    expect(expected.averageSquaredGradient).toEqual(enumerated.averageSquaredGradient);
    const valuesOf = ({
      rounds,
    }: {
      readonly rounds: readonly { readonly steps: readonly { readonly targetValue: Ratio }[] }[];
    }) => rounds.map(({ steps }) => steps.map(({ targetValue }) => targetValue));
    expect(valuesOf(expected)).toEqual(valuesOf(enumerated));
  });

  it.each(cases)('%s from %s are not those of one round earlier or later', (variant, _start, given) => {
    const { averageSquaredGradient } = expectRun(given);
    const shifted = {
      stepSize: ['1/7', '1/4', '1/2'].map(number),
      momentumWeight: ['1/3', '3/5', '1'].map(number),
    };
    for (const change of variant === 'naive' || variant === 'sgd'
      ? [shifted]
      : [shifted, { momentumWeight: shifted.momentumWeight }]) {
      expect(expectRun(withParameters(given, change)).averageSquaredGradient).not.toEqual(
        averageSquaredGradient,
      );
    }
  });

  it.each(cases.filter(([variant]) => variant !== 'sgd'))(
    '%s from %s are not those of the local steps in another order, or of the first one alone',
    (_variant, _start, given) => {
      const { averageSquaredGradient } = expectRun(given);
      const swap = stepSizes.map((entry) => (isSchedule(entry) ? entry.toReversed() : entry));
      for (const stepSize of [swap, stepSizes.map((entry) => valueAt(entry, 1))])
        expect(expectRun(withParameters(given, { stepSize })).averageSquaredGradient).not.toEqual(
          averageSquaredGradient,
        );
    },
  );

  it('are those of a constant where the schedule is one', () => {
    const [, , given] = cases[0] ?? [];
    if (given === undefined) throw new Error('there is no case');
    const [eta, a] = [number('1/4'), number('1/3')];
    const constants = withParameters(given, { stepSize: eta, momentumWeight: a });
    const schedules = withParameters(given, { stepSize: [eta, eta, eta], momentumWeight: [a, a, a] });
    expect(expectRun(schedules)).toEqual(expectRun(constants));
  });

  it('are what a hand computes: g = 2x ± 1, η = ½ then ¼', () => {
    // x¹ = ∓½, so E(x¹)² = ¼; x² = ½ x¹ ∓ ¼, so E(x²)² = 1/16 + 1/16
    const given = caseOf('sgd', { kind: 'none' });
    const target = { ...affine('2', '0'), constant };
    const snapshotAtoms = ['1', '-1'].map((sign) => ({
      probability: number('1/2'),
      target: affine('2', sign),
      auxiliary: affine('1', sign),
    }));
    const { rounds } = expectRun({
      ...withParameters(given, {
        stepSize: [number('1/2'), number('1/4')],
        momentumWeight: number('1'),
        roundCount: 2,
      }),
      problem: { ...given.problem, target, snapshotAtoms },
    });
    const values = rounds.map(({ steps: [step] }) => step && formatRatio(step.targetValue));
    expect(values).toEqual(['0.25', '0.125']);
  });
});
