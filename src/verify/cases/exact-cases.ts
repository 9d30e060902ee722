/** The cases of level 4: so small that every sequence of draws can be run. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { Initialization, VariantName } from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { buildRandomCase, type KnownConstants } from '../../problems/index.js';
import { decimalRatio } from '../../problems/constructed/decimal-ratio.js';
import { createDataSource } from './case-data.js';
import type { ConstantCase } from './verification-case.js';

/** A case without draws of its own, and what is known of its problem where a theorem is to be asked. */
export interface ExactCase {
  readonly given: ConstantCase;
  readonly constants?: KnownConstants;
}

interface ExactFamily {
  readonly name: string;
  readonly purpose: string;
  readonly dimension: number;
  readonly localStepCount: number;
  readonly roundCount: number;
  readonly start: 'given' | 'first-snapshot' | 'batch';
  readonly weightInEighths: number;
}

const families: readonly ExactFamily[] = [
  {
    name: 'every-draw-line',
    purpose: 'd = 1, K = 2, T = 2: every order of the atoms, also the same atom twice in a row',
    dimension: 1,
    localStepCount: 2,
    roundCount: 2,
    start: 'given',
    weightInEighths: 2,
  },
  {
    name: 'every-draw-plane',
    purpose: 'd = 2, K = 2, T = 2: every order of the atoms, with mixed coordinates',
    dimension: 2,
    localStepCount: 2,
    roundCount: 2,
    start: 'given',
    weightInEighths: 3,
  },
  {
    name: 'every-draw-first',
    purpose: 'T = 3: what the sample of round 1 does in later rounds, for every sequence',
    dimension: 1,
    localStepCount: 1,
    roundCount: 3,
    start: 'first-snapshot',
    weightInEighths: 2,
  },
  {
    name: 'every-draw-batch',
    purpose: 'a batch of two: also the same atom twice, and again in round 1',
    dimension: 1,
    localStepCount: 2,
    roundCount: 1,
    start: 'batch',
    weightInEighths: 2,
  },
];

/**
 * The cases of one variant; the tape of each is empty, because all tapes are run.
 *
 * @param seed - gives other data of the same shapes, but for the case of the theorem, whose conditions hold as it is.
 */
export function createExactCases(variant: VariantName, seed?: number): readonly ExactCase[] {
  const keepsEstimate = algorithms[variant].estimates !== 'nothing';
  return [
    ...families
      .filter(({ start }) => keepsEstimate || start === 'given')
      .map((family, index) => ({ given: createCase(variant, family, 200 + index, seed) })),
    createRateCase(variant),
  ];
}

function createCase(
  variant: VariantName,
  family: ExactFamily,
  label: number,
  seed: number | undefined,
): ConstantCase {
  const { name, purpose, dimension, roundCount, start } = family;
  const source = createDataSource(label, seed);
  const problem = source.problem({ dimension, snapshotAtoms: 2, localAtoms: 2 });
  const startingPoint = source.vector(dimension, 16);
  const correction = source.vector(dimension, 16);
  const initialization: Initialization<Ratio> =
    algorithms[variant].estimates === 'nothing'
      ? { kind: 'none' }
      : start === 'given'
        ? { kind: 'given', correction }
        : start === 'batch'
          ? { kind: 'batch', size: 2 }
          : { kind: start };
  return {
    id: `${variant}/${name}`,
    purpose,
    variant,
    problem,
    parameters: {
      stepSize: createRatio(1n, 8n),
      momentumWeight: createRatio(BigInt(family.weightInEighths), 8n),
      localStepCount: variant === 'sgd' ? 1 : family.localStepCount,
      roundCount,
    },
    initialization,
    startingPoint,
    tape: { initial: [], rounds: [] },
  };
}

/**
 * f(x) = ½(x − ½)², h″ = ¾, atoms with the probabilities ¾ and ¼, and η, a, K = 1 inside the conditions of the theorems
 * of the variant. K = 1, so that G is a matter of the iterates, which every implementation tells.
 */
function createRateCase(variant: VariantName): ExactCase {
  const dyadic = (eighths: number): Ratio => decimalRatio(eighths * 125, 3);
  const deviation = (eighths: number) => [{ matrix: [[dyadic(0)]], vector: [dyadic(eighths)] }];
  const { problemCase, constants } = buildRandomCase({
    name: 'every-draw-rate',
    dimension: 1,
    targetSpectrum: [dyadic(8)],
    differenceSpectrum: [dyadic(2)],
    targetTurns: [],
    differenceTurns: [],
    minimizer: [dyadic(4)],
    auxiliaryGradient: [dyadic(3)],
    startingPoint: [dyadic(12)],
    snapshotNoise: {
      weights: [3, 1],
      target: deviation(2),
      auxiliary: deviation(-1),
      correlation: decimalRatio(1, 0),
    },
    localNoise: { weights: [3, 1], deviations: deviation(1) },
    variant,
    parameters: {
      stepSize: dyadic(1),
      momentumWeight: dyadic(4),
      localStepCount: 1,
      roundCount: 3,
    },
    initialization: algorithms[variant].estimates === 'nothing' ? { kind: 'none' } : { kind: 'zero' },
    seed: 0,
  });
  const { problem, parameters, initialization, startingPoint, name } = problemCase;
  return {
    constants,
    given: {
      id: `${variant}/${name}`,
      purpose: 'atoms of unequal probability, and the bound of the theorem',
      variant,
      problem,
      parameters,
      initialization,
      startingPoint,
      tape: { initial: [], rounds: [] },
    },
  };
}
