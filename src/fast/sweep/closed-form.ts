/** A round whose K local steps are one formula, in the eigenbasis of a deterministic local oracle. */
import type { Parameters, VariantName } from '../../../spec/model/index.js';
import { updateAuxMomEstimate } from '../aux-mom.js';
import { updateAuxMomTargetEstimate } from '../aux-mom-target.js';
import { updateAuxMvrEstimate } from '../aux-mvr.js';
import { updateAuxMvrTargetEstimate } from '../aux-mvr-target.js';
import type { FastEstimate, FastRound } from '../round.js';
import type { FastWorkspace } from '../workspace.js';

/** The local gradient in its eigenbasis: z ↦ λ ∘ z − c. */
export interface DiagonalGradient {
  readonly eigenvalues: Float64Array;
  readonly vector: Float64Array;
}

/** How mᵗ or uᵗ is made; the baselines have none. */
const estimates: Readonly<Partial<Record<VariantName, FastEstimate>>> = {
  'aux-mom': updateAuxMomEstimate,
  'aux-mvr': updateAuxMvrEstimate,
  'aux-mom-target': updateAuxMomTargetEstimate,
  'aux-mvr-target': updateAuxMvrTargetEstimate,
};

/**
 * φᵢ = η Σ_{j<K} (1 − ηλᵢ)ʲ, by Horner's rule: K local steps y ← y − η(λy + r) from x move it by −φ(λx + r).
 *
 * No division by λ, so λ = 0 (φ = Kη) needs no case of its own.
 */
function stepFactors(eigenvalues: Float64Array, stepSize: number, stepCount: number): Float64Array {
  return eigenvalues.map((eigenvalue) => {
    const ratio = 1 - stepSize * eigenvalue;
    let sum = 1;
    for (let j = 1; j < stepCount; j += 1) sum = sum * ratio + 1;
    return stepSize * sum;
  });
}

/**
 * The round of a variant with the K local steps of `gradient` in one.
 *
 * $$ x^t = x^{t-1} - \varphi \circ w, \qquad w = \lambda \circ x^{t-1} - c + m^t \quad\text{or}\quad w = u^t $$
 *
 * The baselines take their first step along the target gradient and the other K − 1 in one.
 */
export function createSweepRound(
  variant: VariantName,
  gradient: DiagonalGradient,
  { stepSize, localStepCount }: Parameters<number>,
): FastRound {
  const update = estimates[variant];
  if (update === undefined) return createBaselineRound(gradient, stepSize, localStepCount);
  const factors = stepFactors(gradient.eigenvalues, stepSize, localStepCount);
  const move = variant === 'aux-mom' || variant === 'aux-mvr' ? moveCorrected : moveAlongEstimate;
  return (workspace, oracle, parameters, draws, roundNumber) => {
    update(workspace, oracle, parameters, draws, roundNumber);
    workspace.previousSnapshot.set(workspace.snapshot);
    move(workspace, gradient, factors);
  };
}

function moveCorrected(
  { snapshot, correction }: FastWorkspace,
  { eigenvalues, vector }: DiagonalGradient,
  factors: Float64Array,
): void {
  for (let i = 0; i < snapshot.length; i += 1) {
    const x = snapshot[i] as number;
    const direction = (eigenvalues[i] as number) * x - (vector[i] as number) + (correction[i] as number);
    snapshot[i] = x - (factors[i] as number) * direction;
  }
}

function moveAlongEstimate(
  { snapshot, correction }: FastWorkspace,
  _gradient: DiagonalGradient,
  factors: Float64Array,
): void {
  for (let i = 0; i < snapshot.length; i += 1) {
    snapshot[i] = (snapshot[i] as number) - (factors[i] as number) * (correction[i] as number);
  }
}

function createBaselineRound(
  { eigenvalues, vector }: DiagonalGradient,
  stepSize: number,
  stepCount: number,
): FastRound {
  const factors = stepCount > 1 ? stepFactors(eigenvalues, stepSize, stepCount - 1) : undefined;
  return ({ snapshot, previousSnapshot, direction }, oracle, _parameters, draws) => {
    oracle.writeTarget(draws.snapshot, snapshot, direction);
    previousSnapshot.set(snapshot);
    for (let i = 0; i < snapshot.length; i += 1) {
      const y = (snapshot[i] as number) - stepSize * (direction[i] as number);
      snapshot[i] =
        factors === undefined
          ? y
          : y - (factors[i] as number) * ((eigenvalues[i] as number) * y - (vector[i] as number));
    }
  };
}
