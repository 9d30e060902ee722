/** How the error of round 1 depends on the initialisation: what stands where the bounds have ā²e₀. */
import { momentumFirstWeight } from '../../spec/theorems/index.js';
import { assume, declareHypothesis, type Fact, type Hypothesis, type Polynomial } from '../kernel/index.js';
import { expression, readExpression, squaredNorm, vector } from '../notation/expression.js';
import {
  orthogonal,
  prove,
  rewriting,
  square,
  times,
  timesNumber,
  type CertifiedStep,
} from '../notation/steps.js';
import { firstSnapshotStart, givenStart } from '../setting/algorithm.js';
import { firstSnapshotVariance, initialError, snapshotVariance } from '../setting/assumptions.js';
import { correction, correctionError, snapshotGradient, snapshotNoise } from '../setting/process.js';
import { polynomialField } from './polynomial-field.js';

/** A correction m⁰ that was given (or zero, exact, or a batch mean), or the first snapshot itself. */
export type StartName = 'given' | 'first-snapshot';

/** initialError + …σ_D² − ‖E¹‖² ≥ 0. */
export interface StartBound {
  readonly name: StartName;
  /** ā²e₀ or what replaces it. */
  readonly initialError: Polynomial;
  readonly step: CertifiedStep;
  readonly fact: Fact;
}

const firstError = squaredNorm(correctionError('1', '0'));
const givenError = vector`${correction.at('0')} - ${snapshotGradient.at('0')}`;
const firstNoise = assume(snapshotVariance);

const startBound = (name: StartName, initial: Polynomial, step: CertifiedStep): StartBound => ({
  name,
  initialError: initial,
  step,
  fact: step.fact,
});

const decayed = readExpression('abar^2*e0');

/** ā²e₀ + a²σ_D² − ‖E¹‖² ≥ 0, E¹ = āE⁰ + aν¹. */
export const givenMomentumStart: StartBound = startBound(
  'given',
  decayed,
  prove('start from a given correction', expression`${decayed} + a^2*varD - ${firstError}`, {
    terms: [times('abar^2', assume(initialError)), times('a^2', firstNoise, { t: '0' })],
    orthogonal: [orthogonal('-2*a*abar', givenError, snapshotNoise.atom('1'))],
    rewrite: [rewriting(givenStart)],
  }),
);

/** ā²e₀ + 2a²σ_D² − ‖E¹‖² ≥ 0: weaker, as MVR-1 pays 2a²σ_D² in every round. */
export const givenVarianceReducedStart: StartBound = startBound(
  'given',
  decayed,
  prove('start of AuxMVR from a given correction', expression`${decayed} + 2*a^2*varD - ${firstError}`, {
    terms: [times('1', givenMomentumStart.fact), { multiplier: readExpression('a^2*varD') }],
  }),
);

const remembered = expression`${momentumFirstWeight(polynomialField, readExpression('a'))}*varD1`;

/** (1 − a²)σ_{D,1}² + a²σ_D² − ‖E¹‖² ≥ 0, E¹ = ν¹. */
export const firstSnapshotMomentumStart: StartBound = startBound(
  'first-snapshot',
  remembered,
  prove('start from the first snapshot', expression`${remembered} + a^2*varD - ${firstError}`, {
    terms: [times('abar*(1+a)', assume(firstSnapshotVariance)), times('a^2', firstNoise, { t: '0' })],
    rewrite: [rewriting(firstSnapshotStart)],
  }),
);

const weighted = readExpression('firstWeight*varD1');

/** ω ≥ 1 − 2a². */
export const firstWeightBound: Hypothesis = declareHypothesis(
  'first weight',
  'ω ≥ 1 − 2a², as max(0, 1 − 2a²) is',
  readExpression('firstWeight - 1 + 2*a^2'),
);

/** ωσ_{D,1}² + 2a²σ_D² − ‖E¹‖² ≥ 0 for every ω ≥ max(0, 1 − 2a²). */
export const firstSnapshotVarianceReducedStart: StartBound = startBound(
  'first-snapshot',
  weighted,
  prove('start of AuxMVR from the first snapshot', expression`${weighted} + 2*a^2*varD - ${firstError}`, {
    terms: [
      times('firstWeight', assume(firstSnapshotVariance)),
      times('2*a^2', firstNoise, { t: '0' }),
      timesNumber(square('1', snapshotNoise.at('1')), assume(firstWeightBound)),
    ],
    rewrite: [rewriting(firstSnapshotStart)],
  }),
);

/** Every start, as steps to print and mutate. */
export const startSteps: readonly CertifiedStep[] = [
  givenMomentumStart,
  givenVarianceReducedStart,
  firstSnapshotMomentumStart,
  firstSnapshotVarianceReducedStart,
].map(({ step }) => step);
