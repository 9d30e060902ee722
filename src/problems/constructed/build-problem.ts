/** From the structure of a case to its matrices and atoms. */
import { createVectorSpace, subtractMatrices } from '../../../spec/algebra/index.js';
import { mapProblem, type AffineGradient, type QuadraticProblem } from '../../../spec/model/index.js';
import type { RadixNumber, Ratio } from '../../exact/index.js';
import type { CaseBlueprint } from './case-blueprint.js';
import { decimals } from './decimal-ratio.js';
import { liftTurn, matrixOfSpectrum, type GivensTurn } from './givens.js';
import {
  addDeviations,
  lawDeviations,
  lawProbabilities,
  snapshotDeviations,
  type Deviation,
} from './noise-law.js';

/** A = Q diag(λ) Qᵀ, B = A − R diag(Δ) Rᵀ, b = A x*, c = B x* − ∇h(x*), and the atoms around these means. */
export function buildProblem(blueprint: CaseBlueprint): QuadraticProblem<Ratio> {
  const means = mapProblem(buildMeans(blueprint), decimals.toRatio);
  return {
    ...means,
    snapshotAtoms: buildSnapshotAtoms(blueprint, means),
    localAtoms: buildLocalAtoms(blueprint, means),
  };
}

function buildMeans(blueprint: CaseBlueprint): QuadraticProblem<RadixNumber> {
  const { dimension, targetTurns, differenceTurns } = blueprint;
  const { apply, subtract } = createVectorSpace(decimals);
  const lift = (values: readonly Ratio[]): readonly RadixNumber[] => values.map(decimals.fromRatio);
  const symmetric = (spectrum: readonly Ratio[], turns: readonly GivensTurn<Ratio>[]) =>
    matrixOfSpectrum(decimals, lift(spectrum), turns.map((turn) => liftTurn(decimals, turn))); // prettier-ignore
  const target = symmetric(blueprint.targetSpectrum, targetTurns);
  const difference = symmetric(blueprint.differenceSpectrum, differenceTurns);
  const auxiliary = subtractMatrices(decimals, target, difference);
  const minimizer = lift(blueprint.minimizer);
  return {
    dimension,
    target: { matrix: target, vector: apply(target, minimizer), constant: decimals.zero },
    auxiliary: {
      matrix: auxiliary,
      vector: subtract(apply(auxiliary, minimizer), lift(blueprint.auxiliaryGradient)),
      constant: decimals.zero,
    },
    snapshotAtoms: [],
    localAtoms: [],
  };
}

function buildSnapshotAtoms(
  { dimension, snapshotNoise }: CaseBlueprint,
  { target, auxiliary }: QuadraticProblem<Ratio>,
): QuadraticProblem<Ratio>['snapshotAtoms'] {
  return snapshotDeviations(snapshotNoise, dimension).map((atom) => ({
    probability: atom.probability,
    target: deviate(target, atom.target),
    auxiliary: deviate(auxiliary, atom.auxiliary),
  }));
}

function buildLocalAtoms(
  { dimension, localNoise }: CaseBlueprint,
  { auxiliary }: QuadraticProblem<Ratio>,
): QuadraticProblem<Ratio>['localAtoms'] {
  const deviations = lawDeviations(localNoise.weights, localNoise.deviations, dimension);
  return lawProbabilities(localNoise.weights).map((probability, i) => ({
    probability,
    auxiliary: deviate(auxiliary, deviations[i]),
  }));
}

function deviate(
  { matrix, vector }: AffineGradient<Ratio>,
  deviation: Deviation | undefined,
): AffineGradient<Ratio> {
  const mean = { matrix, vector };
  return deviation === undefined ? mean : addDeviations(mean, deviation);
}
