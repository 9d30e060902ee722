/** The cases of level 4: so small that every sequence of draws can be run. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import type { Ratio } from '../../exact/index.js';
import { buildRandomCase, type KnownConstants } from '../../problems/index.js';
import { decimalRatio } from '../../problems/constructed/decimal-ratio.js';
import { readFamilies } from './families.js';
import { createCases } from './family-cases.js';
import type { ConstantCase } from './verification-case.js';

/** A case without draws of its own, and what is known of its problem where a theorem is to be asked. */
export interface ExactCase {
  readonly given: ConstantCase;
  readonly constants?: KnownConstants;
}

const families = readFamilies(`
every-draw-line: d = 1, K = 2, T = 2: every order of the atoms, also the same atom twice in a row
  given  d 1  ξ 2  ζ 2  a 1/4  η 1/8  K 2  T 2  baselines
every-draw-plane: d = 2, K = 2, T = 2: every order of the atoms, with mixed coordinates
  given  d 2  ξ 2  ζ 2  a 3/8  η 1/8  K 2  T 2  baselines
every-draw-first: T = 3: what the sample of round 1 does in later rounds, for every sequence
  first-snapshot  d 1  ξ 2  ζ 2  a 1/4  η 1/8  K 1  T 3
every-draw-batch: a batch of two: also the same atom twice, and again in round 1
  batch  d 1  ξ 2  ζ 2  a 1/4  η 1/8  K 2  T 1
`);

/** No draws: all tapes are run. */
const tape = { initial: [], rounds: [] };

/**
 * The cases of one variant; the tape of each is empty, because all tapes are run.
 *
 * @param seed - gives other data of the same shapes, but for the case of the theorem, whose conditions hold as it is.
 */
export function createExactCases(variant: VariantName, seed?: number): readonly ExactCase[] {
  return [
    ...createCases(families, 200, seed, [variant]).map((given) => ({ given: { ...given, tape } })),
    createRateCase(variant),
  ];
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
      tape,
    },
  };
}
