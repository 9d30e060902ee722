/**
 * C8, the error of variance reduction where all draws have one law: the two noises of a round telescope over the rounds,
 * 2⟨ν, ν₋⟩ = ‖ν‖² + ‖ν₋‖² − ‖ν − ν₋‖², and ‖ν₋‖² is last round's ‖ν‖² (EXCH).
 */
import type { Hypothesis, Step } from '../derivation/schema.js';
import { expression, squaredNorm } from '../notation/expression.js';
import type { VectorFormula } from '../notation/formula.js';
import { exchange, orthogonal, prove, rewriting, square, times } from '../notation/steps.js';
import { pairNoiseParts, targetReduced, varianceReducedCorrection } from '../premises/algorithm.js';
import {
  meanSquareSimilarityOfRounds,
  meanSquareSmoothnessOfRounds,
  snapshotVariance,
  targetMove,
} from '../premises/assumptions.js';
import { correctionError, gradientMove, olderNoise, roundMove, snapshotNoise } from '../premises/process.js';
import type { Lemma } from './lemma.js';

const [before, after] = [correctionError('t'), correctionError('t+1')];
const [noise, older, last] = [snapshotNoise.at('t+2'), olderNoise.at('t+2'), snapshotNoise.at('t+1')];

/** ā²‖E‖² + āΔ²‖Δx‖² + a²σ² + aā(‖ν⁺‖² − ‖ν‖²) − ‖E⁺‖² ≥ 0, with E⁺ = āE + ν⁺ − āν₋⁺ and S the move of what is estimated. */
const reducedError = (
  name: string,
  move: VectorFormula,
  similarity: Hypothesis,
  rewrite: readonly ReturnType<typeof rewriting>[],
): Step =>
  prove(
    name,
    expression`abar^2*${squaredNorm(before)} + abar*Delta^2*${squaredNorm(roundMove('t+1', 't'))} + a^2*varD
      + a*abar*(${squaredNorm(noise)} - ${squaredNorm(last)}) - ${squaredNorm(after)}`,
    {
      terms: [times('abar', similarity), square('abar', move), times('a^2', snapshotVariance, { t: 't+1' })],
      orthogonal: [
        orthogonal('-2*abar', before, noise),
        orthogonal('2*abar^2', before, older),
        orthogonal('2*abar', move, noise),
        orthogonal('-2*abar', move, older),
      ],
      exchange: [exchange('a*abar', [olderNoise, { t: 't' }], [snapshotNoise, { t: 't' }])],
      rewrite: [...rewrite],
    },
  );

/** R4 of MVR-2. */
export const exchangedError: Step = reducedError(
  'error of AuxMVR, draws of one law (R4)',
  gradientMove('t+1', 't'),
  meanSquareSimilarityOfRounds,
  [rewriting(varianceReducedCorrection), rewriting(pairNoiseParts)],
);

/** R4 of TGT-MVR. */
export const targetReducedError: Step = reducedError(
  'error of the target variant of AuxMVR (R4)',
  targetMove,
  meanSquareSmoothnessOfRounds,
  [rewriting(targetReduced)],
);

/** C8. */
export const oneLaw: Lemma = {
  id: 'C8',
  title: 'draws of one law',
  steps: [exchangedError, targetReducedError],
};
