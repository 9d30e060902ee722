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
import { affine, half, signs } from './scalar-case.js';

/** One value a round, or one a local step. */
const stepSizes = [['1/2', '1/3'].map(number), number('1/7'), ['1/4', '1/5'].map(number)] as const;

/** Atoms with noise ±1 in both gradients, and these curvatures of g_f. */
const atoms = (plus: string, minus: string) => [
  { probability: half, target: affine(plus, '1'), auxiliary: affine('1', '1') },
  { probability: half, target: affine(minus, '-1'), auxiliary: affine('1', '-1') },
];
const snapshotAtoms = atoms('3', '1');

/** f = x², h = x²/2 with correlated noise; K = 2 and T = 3 but for `sgd`. */
const caseOf = (variant: VariantName, initialization: Initialization<Ratio>): ResolvedRun => ({
  ...{ ...signs, name: 'scheduled', variant, initialization },
  problem: { ...signs.problem, snapshotAtoms, localAtoms: snapshotAtoms },
  parameters: {
    stepSize: variant === 'sgd' ? stepSizes.map((entry) => valueAt(entry, 1)) : stepSizes,
    momentumWeight: ['1', '1/3', '3/5'].map(number),
    localStepCount: variant === 'sgd' ? 1 : 2,
    roundCount: 3,
  },
});

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

const average = (given: ResolvedRun) => expectRun(given).averageSquaredGradient;

describe('expectations of runs with schedules', () => {
  it.each(cases)('%s from %s are those of all its sequences of draws', (_variant, _start, given) => {
    const [expected, enumerated] = [expectRun(given), enumerateRun(given)];
    expect(numbersOf(expected)).toEqual(numbersOf(enumerated));
    expect(expected.averageSquaredGradient).toEqual(enumerated.averageSquaredGradient);
    const [values, known] = [expected.rounds, enumerated.rounds].map((rounds) =>
      rounds.map(({ steps }) => steps.map(({ targetValue }) => targetValue)),
    );
    expect(values).toEqual(known);
  });

  it.each(cases)('%s from %s are not those of one round earlier or later', (variant, _start, given) => {
    const stepSize = ['1/7', '1/4', '1/2'].map(number);
    const momentumWeight = ['1/3', '3/5', '1'].map(number);
    const changes = [{ stepSize, momentumWeight }, { momentumWeight }];
    for (const change of variant === 'naive' || variant === 'sgd' ? changes.slice(0, 1) : changes)
      expect(average(withParameters(given, change))).not.toEqual(average(given));
  });

  it.each(cases.filter(([variant]) => variant !== 'sgd'))(
    '%s from %s are not those of the local steps in another order, or of the first one alone',
    (_variant, _start, given) => {
      const swap = stepSizes.map((entry) => (isSchedule(entry) ? entry.toReversed() : entry));
      for (const stepSize of [swap, stepSizes.map((entry) => valueAt(entry, 1))])
        expect(average(withParameters(given, { stepSize }))).not.toEqual(average(given));
    },
  );

  it('are those of a constant where the schedule is one', () => {
    const given = caseOf('aux-mom', { kind: 'zero' });
    const [eta, a] = [number('1/4'), number('1/3')];
    const constants = withParameters(given, { stepSize: eta, momentumWeight: a });
    const schedules = withParameters(given, { stepSize: [eta, eta, eta], momentumWeight: [a, a, a] });
    expect(expectRun(schedules)).toEqual(expectRun(constants));
  });

  it('are what a hand computes: g = 2x ± 1, η = ½ then ¼', () => {
    // x¹ = ∓½, so E(x¹)² = ¼; x² = ½ x¹ ∓ ¼, so E(x²)² = 1/16 + 1/16
    const given = caseOf('sgd', { kind: 'none' });
    const schedule = { stepSize: [half, number('1/4')], momentumWeight: number('1'), roundCount: 2 };
    const problem = { ...given.problem, snapshotAtoms: atoms('2', '2') };
    const { rounds } = expectRun({ ...withParameters(given, schedule), problem });
    const values = rounds.map(({ steps: [step] }) => step && formatRatio(step.targetValue));
    expect(values).toEqual(['0.25', '0.125']);
  });
});
