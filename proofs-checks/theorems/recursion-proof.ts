/**
 * The proof of every rate that follows from what the error of an estimate obeys, scale·[(1−c)e + Λ‖Δx‖² + nσ² + b(v⁺−v) − e⁺] ≥ 0:
 * Φ = (2/η)F + (2K(1−c)/c)e + (2κη²K²Λ/c)D + (2K/c)b(V−v), times η·c·scale.
 */
import type { CertificateTerm, Step } from '../derivation/schema.js';
import { controlledDescent, controlledDrift, boundedDrift, driftSumsPositive } from '../lemmas/controlled.js';
import { quietBias, quietRoundDrift } from '../lemmas/quiet.js';
import {
  biasUnderSampledSimilarity,
  biasUnderSimilarity,
  descentOfRound,
  directionSumsPositive,
  roundDrift,
} from '../lemmas/round.js';
import { expression, readExpression, squaredNorm } from '../notation/expression.js';
import { slack, square, times, timesNumber, type Named } from '../notation/steps.js';
import { snapshotVariance } from '../premises/assumptions.js';
import { correctionError, snapshotNoise } from '../premises/process.js';
import { directionSum, driftSum } from '../premises/sums.js';
import type { RateRecipe } from './rate-proof.js';

/** What the error of an estimate obeys; c·scale and Λ·scale have no denominators. */
export interface RecursionProof extends Pick<RateRecipe, 'theorem' | 'conditionTerms' | 'starts'> {
  /** c. */
  readonly contraction: string;
  /** 1 − c, with visible sign. */
  readonly kept: string;
  /** Λ·scale. */
  readonly lag: string;
  readonly scale: string;
  /** n. */
  readonly noise: string;
  /** b. */
  readonly boundary?: string;
  /** scale·[(1−c)e + Λ‖Δx‖² + nσ² + b(v⁺−v) − e⁺] ≥ 0; or its proof from the slack of the condition before the last. */
  readonly error: Step | ((premise: Named, name: string) => Step);
  /** Under which assumption the drift is bounded: A2, or A5 with its one δ. */
  readonly similarity?: 'A2' | 'A5';
  /** Whether the local noise is that of A6. */
  readonly isControlled?: true;
  readonly otherConditionTerms?: RateRecipe['otherConditionTerms'];
}

/** How the rate is proved. */
export function recursionRecipe(proof: RecursionProof): RateRecipe {
  const { theorem, contraction, kept, lag, scale, noise, boundary, error, isControlled } = proof;
  const { similarity = 'A2' } = proof;
  const bias = { A2: biasUnderSimilarity, A5: biasUnderSampledSimilarity }[similarity];
  const weight = `(${contraction})*(${scale})`;
  const ofError = `2*eta*K*(${scale})`;
  const moved = `eta^3*K^2*(${lag})`;
  const ofBoundary = boundary === undefined ? undefined : `${ofError}*(${boundary})`;
  const ofRound = (last: Step | undefined): CertificateTerm =>
    times('2*eta*K', typeof error === 'function' ? (last as Step) : error);
  const potential = (t: string, drift: string): ReturnType<RateRecipe['potential']> => [
    {
      name: 'error',
      value: expression`${readExpression(`${ofError}*(${kept})`)}*${squaredNorm(correctionError(t))}`,
    },
    { name: 'direction', value: expression`${readExpression(drift)}*${directionSum.at(`${t}+1`, 'K')}` },
    ...(isControlled === true
      ? [
          {
            name: 'drift',
            value: expression`${readExpression(`4*eta^3*K*(${lag})*ratio`)}*${driftSum.at(`${t}+1`, 'K')}`,
          },
        ]
      : []),
    ...(ofBoundary === undefined
      ? []
      : [
          {
            name: 'boundary',
            value: expression`${readExpression(ofBoundary)}*(varD - ${squaredNorm(snapshotNoise.at(`${t}+1`))})`,
          },
        ]),
  ];
  const potentialTerms = (drift: string) => [
    square(`${ofError}*(${kept})`, correctionError('t')),
    times(drift, directionSumsPositive, { k: 'K' }),
    ...(isControlled === true ? [times(`4*eta^3*K*(${lag})*ratio`, driftSumsPositive, { k: 'K' })] : []),
    ...(ofBoundary === undefined ? [] : [times(ofBoundary, snapshotVariance)]),
  ];
  const shared = {
    theorem,
    weight,
    initialWeight: ofError,
    snapshotNoise: readExpression(`${ofError}*(${noise})*varD`),
    ...(ofBoundary === undefined ? {} : { boundary: ofBoundary }),
    conditionTerms: proof.conditionTerms,
    ...(proof.otherConditionTerms && { otherConditionTerms: proof.otherConditionTerms }),
    starts: proof.starts,
    ...(typeof error === 'function' && {
      prepare: (others: readonly Named[], name: string) => [error(others.at(-1) as Named, name)],
    }),
  };
  if (isControlled === true) {
    const drift = `4*${moved}`;
    // L η ℓ² + 2δ² + 4η²KΛℓ²/c, times η·weight: what multiplies Y in a round
    const ofDrift = `eta*(${weight})*(L*eta*ratio + 2*delta^2) + 4*eta^3*K*(${lag})*ratio`;
    const round =
      (t: string, later: boolean) =>
      (condition: Named, [, bound]: readonly Step[]) => ({
        terms: [
          times(`2*${weight}`, controlledDescent, { t }),
          times(`eta*${weight}`, bias.sums, { t, k: 'K' }),
          ...(later ? [ofRound(undefined), times(`2*eta*K*(${lag})`, controlledDrift)] : []),
          times(ofDrift, bound as Step, { t }),
          timesNumber(times('1/3*eta', directionSumsPositive, { t, k: 'K' }), condition),
        ],
      });
    return {
      ...shared,
      potential: (t) => potential(t, drift),
      potentialTerms: potentialTerms(drift),
      localNoise: [],
      conditionParts: [
        { name: 'descent', value: readExpression(`3*${weight}*L*eta`) },
        { name: 'lag', value: readExpression(`12*eta^2*K^2*(${lag})`) },
        {
          name: 'drift',
          value: readExpression(
            `eta^2*K*J*(3 + 8*eta^2*ratio*J)*((${weight})*(L*eta*ratio + 2*delta^2) + 4*eta^2*K*(${lag})*ratio)`,
          ),
        },
      ],
      prepare: ([small], name) => boundedDrift(name, small as Named),
      firstRound: round('0', false),
      laterRound: round('t+1', true),
    };
  }
  const localNoise = [
    { name: 'descent noise', value: readExpression(`eta*K*${weight}*L*eta*varh`) },
    { name: 'drift noise', value: readExpression(`2*eta*K*${weight}*delta^2*eta^2*J*varh`) },
    { name: 'lag noise', value: readExpression(`4*eta*K*eta^2*K*(${lag})*varh`) },
  ];
  const silence = [slack(`eta*K*${weight}*2*delta^2*eta^2*J*varh`), slack(`4*${moved}*varh`)];
  /** The rounds with drift·D in the potential, by what bounds the bias and the move of a round. */
  const rounds = (
    drift: string,
    ofBias: Named,
    ofMove: Named,
    rest: Parameters<typeof describeRounds>[3],
  ) => ({
    potential: (t: string) => potential(t, drift),
    potentialTerms: potentialTerms(drift),
    ...describeRounds(weight, ofBias, ([last]) => [ofRound(last), times(`2*eta*K*(${lag})`, ofMove)], rest),
  });
  return {
    ...shared,
    ...rounds(`4*${moved}`, bias.round, roundDrift, { first: [slack(`4*${moved}*varh`)], later: [] }),
    localNoise,
    conditionParts: [
      { name: 'descent', value: readExpression(`${weight}*L*eta`) },
      { name: 'drift', value: readExpression(`2*${weight}*delta^2*eta^2*K*J`) },
      { name: 'lag', value: readExpression(`4*eta^2*K^2*(${lag})`) },
    ],
    quiet: rounds(`2*${moved}`, quietBias[similarity], quietRoundDrift, { first: silence, later: silence }),
  };
}

/**
 * The certificates of round 1 and of a later one: descent, the bias, from the second round on what the error does, and the condition.
 *
 * @param rest - numbers ≥ 0 that are left over.
 */
export function describeRounds(
  weight: string,
  ofBias: Named,
  ofError: (prepared: readonly Step[]) => readonly CertificateTerm[],
  rest: Readonly<Record<'first' | 'later', readonly CertificateTerm[]>>,
): Pick<RateRecipe, 'firstRound' | 'laterRound'> {
  const round = (
    t: string,
    condition: Named,
    between: readonly CertificateTerm[],
    after: readonly CertificateTerm[],
  ) => ({
    terms: [
      times(`2*${weight}`, descentOfRound, { t }),
      times(`eta*${weight}`, ofBias, { t }),
      ...between,
      timesNumber(times('eta', directionSumsPositive, { t, k: 'K' }), condition),
      ...after,
    ],
  });
  return {
    firstRound: (condition) => round('0', condition, [], rest.first),
    laterRound: (condition, prepared) => round('t+1', condition, ofError(prepared), rest.later),
  };
}
