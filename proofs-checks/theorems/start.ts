/** How the error of round 1 depends on the initialisation: what stands where the bounds have ā²e₀. */
import type { ConditionName, RateTheoremId } from '../../spec/theorems/index.js';
import type { Step } from '../derivation/schema.js';
import { firstSnapshotStart, givenStart } from '../premises/algorithm.js';
import { firstSnapshotVariance, initialError, snapshotVariance } from '../premises/assumptions.js';
import { correction, correctionError, snapshotGradient, snapshotNoise } from '../premises/process.js';
import { expression, readExpression, squaredNorm, vector } from '../notation/expression.js';
import type { ScalarFormula } from '../notation/formula.js';
import {
  declareHypothesis,
  orthogonal,
  prove,
  rewriting,
  slack,
  square,
  times,
  timesNumber,
} from '../notation/steps.js';

/** A correction m⁰ that was given (or zero, exact, or a batch mean), the first snapshot itself, or no estimate. */
export type StartName = 'given' | 'first-snapshot' | 'none';

/** A bound of a theorem. */
export interface RateCase {
  readonly condition: ConditionName;
  readonly start: StartName;
  /** The sign of 1 − 2a², where the bound has a maximum of that and 0. */
  readonly sign?: 1 | -1;
}

/** The name of the conclusion that proves a case. */
export function conclusionName(id: RateTheoremId, { condition, start, sign }: RateCase): string {
  const cases = { '1': ', 2a² ≤ 1', '-1': ', 2a² ≥ 1' } as const;
  return `${id} (${condition}, ${start}${sign === undefined ? '' : cases[`${sign}`]})`;
}

/** initialError + …σ_D² − ‖E¹‖² ≥ 0. */
export interface StartBound {
  readonly name: StartName;
  /** Which case of max(0, 1 − 2a²) it is, where the initial error has one. */
  readonly sign?: 1 | -1;
  /** ā²e₀ or what replaces it. */
  readonly initialError: ScalarFormula;
  readonly step: Step;
}

const firstError = squaredNorm(correctionError('0'));
const givenError = vector`${correction.at('0')} - ${snapshotGradient.at('0')}`;

const decayed = readExpression('abar^2*e0');
const fromGiven = prove('start from a given correction', expression`${decayed} + a^2*varD - ${firstError}`, {
  terms: [times('abar^2', initialError), times('a^2', snapshotVariance, { t: '0' })],
  orthogonal: [orthogonal('-2*a*abar', givenError, snapshotNoise.at('1'))],
  rewrite: [rewriting(givenStart)],
});

/** ā²e₀ + a²σ_D² − ‖E¹‖² ≥ 0, E¹ = āE⁰ + aν¹. */
export const givenMomentumStart: StartBound = { name: 'given', initialError: decayed, step: fromGiven };

/** ā²e₀ + 2a²σ_D² − ‖E¹‖² ≥ 0: weaker, as MVR-1 pays 2a²σ_D² in every round. */
export const givenVarianceReducedStart: StartBound = {
  name: 'given',
  initialError: decayed,
  step: prove(
    'start of AuxMVR from a given correction',
    expression`${decayed} + 2*a^2*varD - ${firstError}`,
    { terms: [times('1', fromGiven), slack('a^2*varD')] },
  ),
};

const remembered = readExpression('abar*(1+a)*varD1');

/** (1 − a²)σ_{D,1}² + a²σ_D² − ‖E¹‖² ≥ 0, E¹ = ν¹. */
export const firstSnapshotMomentumStart: StartBound = {
  name: 'first-snapshot',
  initialError: remembered,
  step: prove('start from the first snapshot', expression`${remembered} + a^2*varD - ${firstError}`, {
    terms: [times('abar*(1+a)', firstSnapshotVariance), times('a^2', snapshotVariance, { t: '0' })],
    rewrite: [rewriting(firstSnapshotStart)],
  }),
};

/** The parts of a start from the first snapshot at a tuned a: the rest of the identity is a square in a, and a number. */
interface TunedFirstStart {
  /** The weight of σ_{D,1}². */
  readonly weight: string;
  /** The weight of σ_D², of which the rates have as much. */
  readonly noise: string;
  /** p, c and r of p(a − c)² + r = weight + noise − 1. */
  readonly squares: readonly [factor: string, centre: string, rest: string];
}

/** weight·σ_{D,1}² + noise·σ_D² − ‖E¹‖² ≥ 0, E¹ = ν¹. */
export function proveTunedFirstStart(
  algorithm: string,
  { weight, noise, squares: [factor, centre, rest] }: TunedFirstStart,
): StartBound {
  const firstNoise = snapshotNoise.at('1');
  const error = readExpression(`${weight}*varD1`);
  return {
    name: 'first-snapshot',
    initialError: error,
    step: prove(
      `start of tuned ${algorithm} from the first snapshot`,
      expression`${error} + ${readExpression(`${noise}*varD`)} - ${firstError}`,
      {
        terms: [
          times(weight, firstSnapshotVariance),
          times(noise, snapshotVariance, { t: '0' }),
          square(factor, vector`${readExpression(`a - ${centre}`)}*${firstNoise}`),
          square(rest, firstNoise),
        ],
        rewrite: [rewriting(firstSnapshotStart)],
      },
    ),
  };
}

const smallWeight = declareHypothesis(
  'small first weight',
  { 'first weight': 'max(0, 1 − 2a²) is 1 − 2a²' },
  readExpression('1 - 2*a^2'),
);
const largeWeight = declareHypothesis(
  'large first weight',
  { 'first weight': 'max(0, 1 − 2a²) is 0' },
  readExpression('2*a^2 - 1'),
);
/** What the cases of max(0, 1 − 2a²) assume, by the sign of 1 − 2a². */
export const firstWeights = { '1': smallWeight, '-1': largeWeight } as const;
const weighted = readExpression('(1 - 2*a^2)*varD1');

/** max(0, 1 − 2a²)σ_{D,1}² + 2a²σ_D² − ‖E¹‖² ≥ 0, where the maximum is 1 − 2a² and where it is 0. */
export const firstSnapshotVarianceReducedStarts: readonly StartBound[] = [
  {
    name: 'first-snapshot',
    sign: 1,
    initialError: weighted,
    step: prove(
      'start of AuxMVR from the first snapshot, 2a² ≤ 1',
      expression`${weighted} + 2*a^2*varD - ${firstError}`,
      {
        terms: [
          timesNumber(times('1', firstSnapshotVariance), smallWeight),
          times('2*a^2', snapshotVariance, { t: '0' }),
        ],
        rewrite: [rewriting(firstSnapshotStart)],
      },
    ),
  },
  {
    name: 'first-snapshot',
    sign: -1,
    initialError: readExpression('0'),
    step: prove('start of AuxMVR from the first snapshot, 2a² ≥ 1', expression`2*a^2*varD - ${firstError}`, {
      terms: [
        times('2*a^2', snapshotVariance, { t: '0' }),
        timesNumber(square('1', snapshotNoise.at('1')), largeWeight),
      ],
      rewrite: [rewriting(firstSnapshotStart)],
    }),
  },
];

/** Every start, as steps to print. */
export const startSteps: readonly Step[] = [
  givenMomentumStart,
  givenVarianceReducedStart,
  firstSnapshotMomentumStart,
  ...firstSnapshotVarianceReducedStarts,
].map(({ step }) => step);
