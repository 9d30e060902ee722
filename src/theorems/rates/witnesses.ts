/** Stored cases: each shows that a term of a bound is needed, that a bound is attained, or that a condition is; theorems that claim too much are refuted by them. */
import {
  rateTheorems,
  type BoundTermId,
  type RateTheorem,
  type RateTheoremId,
} from '../../../spec/theorems/index.js';
import { judgeRate, type RateVerdict } from './judge-rate.js';
import { measureScalar, type ScalarCase } from './scalar-case.js';

/** What a stored case shows. */
export type WitnessPurpose =
  /** The condition holds, and G exceeds the bound once this term is halved. */
  | { readonly kind: 'halved-term'; readonly term: BoundTermId }
  /** The condition holds and G equals the bound. */
  | { readonly kind: 'attained' }
  /** Neither condition holds, and G exceeds the bound. */
  | { readonly kind: 'outside' };

/** A stored case. */
export interface Witness {
  readonly theorem: RateTheoremId;
  readonly purpose: WitnessPurpose;
  readonly run: ScalarCase;
}

/** A = ½, η = 1, no noise, K = T = 1, x⁰ = m⁰ = 0, a = 1: what a witness does not say. */
const plain: ScalarCase = {
  name: '',
  curvature: '0.5',
  difference: '0',
  stepSize: '1',
  momentumWeight: '1',
  localStepCount: 1,
  roundCount: 1,
  startingPoint: '0',
  correction: '0',
  snapshotDeviation: '0',
  localDeviation: '0',
};

type Changes = Omit<Partial<ScalarCase>, 'name'>;

function halved(theorem: RateTheoremId, term: BoundTermId, run: Changes): Witness {
  const name = `${theorem.toLowerCase()}-halved-${term}`;
  return { theorem, purpose: { kind: 'halved-term', term }, run: { ...plain, ...run, name } };
}

function outside(theorem: RateTheoremId, cause: string, run: Changes): Witness {
  const name = `${theorem.toLowerCase()}-outside-${cause}`;
  return { theorem, purpose: { kind: 'outside' }, run: { ...plain, ...run, name } };
}

/** Local noise alone: with a = 1 the start of the estimate does not matter. */
const localNoise = { difference: '0.0164', localStepCount: 4, roundCount: 30, localDeviation: '1' };
/** A start far from the minimiser, with an estimate that overshoots a little. */
const farStart = { momentumWeight: '0.99', localStepCount: 4, startingPoint: '1', correction: '-8' };

/** The family at γ = 1. */
const asReduced = { family: { carry: '1', share: '0.01', excess: '0' } };

/** Rounds as long as the similarity allows, L much smaller. */
const longRounds = { curvature: '0.01', localStepCount: 10, roundCount: 40, startingPoint: '1' };
/** Local noise that V counts, but that moves nothing. */
const faintNoise = { localDeviation: '0.007' };

/** The stored cases but those with too large a step, in the order of the theorems. */
const shown: readonly Witness[] = [
  halved('MOM-1', 'suboptimality', { ...farStart, difference: '-0.0875', roundCount: 5 }),
  halved('MOM-1', 'snapshot-noise', { difference: '1/128', localStepCount: 45, roundCount: 100, snapshotDeviation: '1' }), // prettier-ignore
  halved('MOM-1', 'descent-noise', { ...localNoise, momentumWeight: '0.84' }),
  outside('MOM-1', 'difference', { difference: '0.75', momentumWeight: '0.2', localStepCount: 2, roundCount: 30, startingPoint: '1' }), // prettier-ignore
  halved('MOM-1H', 'suboptimality', { ...farStart, difference: '-0.07', roundCount: 5 }),
  halved('MOM-1H', 'descent-noise', { ...localNoise, momentumWeight: '0.84' }),
  outside('MOM-1H', 'difference', { difference: '0.75', momentumWeight: '0.2', localStepCount: 2, roundCount: 30, startingPoint: '1' }), // prettier-ignore
  halved('MOM-2', 'suboptimality', { ...farStart, difference: '-0.12375', roundCount: 6 }), // prettier-ignore
  halved('MOM-2', 'initial-error', { difference: '99/1600', momentumWeight: '0.99', localStepCount: 8, roundCount: 11, correction: '1' }), // prettier-ignore
  halved('MOM-2', 'snapshot-noise', { difference: '1/16', localStepCount: 8, roundCount: 48, snapshotDeviation: '1' }), // prettier-ignore
  halved('MOM-2', 'descent-noise', { ...localNoise, momentumWeight: '0.8' }),
  outside('MOM-2', 'difference', { difference: '0.75', momentumWeight: '0.2', localStepCount: 2, roundCount: 30, startingPoint: '1' }), // prettier-ignore
  halved('MOM-3', 'suboptimality', { difference: '-0.085', momentumWeight: '0.34', roundCount: 20, startingPoint: '16', correction: '-3' }), // prettier-ignore
  halved('MOM-3', 'initial-error', { difference: '-1/160', momentumWeight: '0.3', localStepCount: 12, roundCount: 57, startingPoint: '-1.9', correction: '1619/1600' }), // prettier-ignore
  halved('MOM-3', 'descent-noise', localNoise),
  outside('MOM-3', 'difference', { difference: '0.5', localStepCount: 5, roundCount: 10, startingPoint: '1' }), // prettier-ignore
  halved('MVR-1', 'suboptimality', { ...farStart, difference: '-0.0879', roundCount: 6 }),
  halved('MVR-1', 'initial-error', { difference: '-1/40', momentumWeight: '0.5', localStepCount: 10, roundCount: 30, startingPoint: '-1.5', correction: '83/80' }), // prettier-ignore
  halved('MVR-1', 'descent-noise', localNoise),
  outside('MVR-1', 'difference', { difference: '0.5', localStepCount: 5, roundCount: 10, startingPoint: '1' }), // prettier-ignore
  halved('MVR-2', 'suboptimality', { momentumWeight: '0.99', difference: '-0.1112', localStepCount: 4, roundCount: 45, startingPoint: '0.6', correction: '-3.2' }), // prettier-ignore
  halved('MVR-2', 'initial-error', { difference: '-0.0371', momentumWeight: '0.56', localStepCount: 9, roundCount: 49, startingPoint: '3.33', correction: '-2.4' }), // prettier-ignore
  halved('MVR-2', 'snapshot-noise', { difference: '0.0298', localStepCount: 15, roundCount: 120, snapshotDeviation: '1' }), // prettier-ignore
  halved('MVR-2', 'descent-noise', localNoise),
  outside('MVR-2', 'difference', { difference: '0.5', localStepCount: 5, roundCount: 10, startingPoint: '1' }), // prettier-ignore
  halved('FAM-1', 'suboptimality', { ...farStart, difference: '-0.0875', roundCount: 5, family: { carry: '0', share: '0.5', excess: '0.001' } }), // prettier-ignore
  ...(['FAM-1', 'FAM-2'] as const).flatMap((id) => [
    ...(id === 'FAM-2'
      ? [halved(id, 'suboptimality', { ...farStart, ...asReduced, difference: '-0.0879', roundCount: 6 })]
      : []),
    halved(id, 'initial-error', { ...asReduced, difference: '-1/40', momentumWeight: '0.5', localStepCount: 10, roundCount: 30, startingPoint: '-1.5', correction: '83/80' }), // prettier-ignore
    halved(id, 'snapshot-noise', { ...asReduced, difference: '1/128', localStepCount: 45, roundCount: 100, snapshotDeviation: '1' }), // prettier-ignore
    halved(id, 'descent-noise', { ...asReduced, ...localNoise }),
    outside(id, 'difference', { ...asReduced, difference: '0.5', localStepCount: 5, roundCount: 10, startingPoint: '1' }), // prettier-ignore
  ]),
  halved('TGT-MOM', 'suboptimality', { difference: '-0.083', momentumWeight: '0.993', localStepCount: 3, roundCount: 20, startingPoint: '0.6', correction: '-3.2' }), // prettier-ignore
  halved('TGT-MVR', 'suboptimality', { difference: '-0.083', momentumWeight: '0.98', localStepCount: 3, roundCount: 20, startingPoint: '1.14', correction: '-1.75' }), // prettier-ignore
  { theorem: 'SGD-1', purpose: { kind: 'attained' }, run: { ...plain, name: 'sgd-1-attained', curvature: '1', roundCount: 3, startingPoint: '1' } }, // prettier-ignore
  halved('SGD-1', 'suboptimality', { curvature: '1', roundCount: 2, startingPoint: '1' }),
  halved('SGD-1', 'target-noise', { curvature: '1', roundCount: 10, snapshotDeviation: '1' }),
  { theorem: 'RATE-DET', purpose: { kind: 'attained' }, run: { ...plain, name: 'rate-det-attained', curvature: '1', roundCount: 3, startingPoint: '1' } }, // prettier-ignore
  halved('RATE-DET', 'smoothness', { curvature: '1', roundCount: 2, startingPoint: '1' }),
  halved('RATE-DET', 'similarity', { curvature: '2', difference: '-1', stepSize: '1/32', localStepCount: 42, startingPoint: '1' }), // prettier-ignore
  halved('RATE-MOM', 'smoothness', { difference: '0.012', stepSize: '0.9765625', momentumWeight: '0.0234375', roundCount: 8, startingPoint: '1', correction: '0.012' }), // prettier-ignore
  halved('RATE-MOM', 'similarity', { ...longRounds, difference: '-0.049', momentumWeight: '0.98', correction: '-0.049' }), // prettier-ignore
  halved('RATE-MOM', 'step-size', { ...longRounds, ...faintNoise, curvature: '0.017', difference: '-0.0064', momentumWeight: '0.064', localStepCount: 5, correction: '-0.01' }), // prettier-ignore
  halved('RATE-MOM-G', 'smoothness', { difference: '0.006', stepSize: '0.9765625', momentumWeight: '0.0234375', roundCount: 8, startingPoint: '1', correction: '0.006' }), // prettier-ignore
  halved('RATE-MOM-G', 'similarity', { ...longRounds, difference: '-0.0245', momentumWeight: '0.98', correction: '-0.0245' }), // prettier-ignore
  halved('RATE-MOM-G', 'step-size', { ...longRounds, ...faintNoise, difference: '-0.0014', momentumWeight: '0.056', correction: '-0.006' }), // prettier-ignore
  halved('RATE-MVR', 'smoothness', { difference: '0.004', stepSize: '0.9765625', momentumWeight: '0.0001220703125', roundCount: 8, startingPoint: '1', correction: '0.004' }), // prettier-ignore
  halved('RATE-MVR', 'similarity', { ...longRounds, difference: '-0.0325', momentumWeight: '0.845', correction: '-0.0325' }), // prettier-ignore
  halved('RATE-MVR-2', 'smoothness', { difference: '0.004', stepSize: '0.9765625', momentumWeight: '0.00003814697265625', roundCount: 8, startingPoint: '1', correction: '0.004' }), // prettier-ignore
  halved('RATE-MVR-2', 'similarity', { ...longRounds, difference: '-0.06', momentumWeight: '0.9', correction: '-0.06' }), // prettier-ignore
  halved('RATE-MVR-2P', 'smoothness', { difference: '0.004', stepSize: '0.9765625', momentumWeight: '1/8193', roundCount: 8, startingPoint: '1', correction: '0.004' }), // prettier-ignore
  halved('RATE-MVR-2P', 'similarity', { ...longRounds, difference: '-0.0485', momentumWeight: '9409/14409', correction: '-0.0485' }), // prettier-ignore
  halved('RATE-MVR-H', 'smoothness', { difference: '0.004', stepSize: '0.9765625', momentumWeight: '0.003982543945312500', roundCount: 8, startingPoint: '1', correction: '0.004' }), // prettier-ignore
  halved('RATE-MVR-H', 'similarity', { ...longRounds, difference: '-0.03', momentumWeight: '0.75', correction: '-0.03' }), // prettier-ignore
  halved('RATE-FAM', 'smoothness', { ...asReduced, difference: '0.004', stepSize: '0.9765625', momentumWeight: '0.2', roundCount: 8, startingPoint: '1', correction: '0.004' }), // prettier-ignore
  halved('RATE-TGT-MOM', 'smoothness', { difference: '0.006', stepSize: '0.9765625', momentumWeight: '625/881', roundCount: 8, startingPoint: '1', correction: '0.5' }), // prettier-ignore
  halved('RATE-TGT-MOM', 'similarity', { ...longRounds, difference: '-0.001225', momentumWeight: '10/11', localStepCount: 200, roundCount: 20, correction: '0.01' }), // prettier-ignore
  halved('RATE-TGT-MVR', 'smoothness', { difference: '0.004', stepSize: '0.9765625', momentumWeight: '78125/94509', roundCount: 8, startingPoint: '1', correction: '0.5' }), // prettier-ignore
  halved('RATE-TGT-MVR', 'similarity', { ...longRounds, difference: '-0.0244', momentumWeight: '1/6', correction: '0.01' }), // prettier-ignore
];

/** A step size that is too large for any theorem. */
const tooFar = (theorem: RateTheoremId): Witness =>
  outside(theorem, 'step-size', {
    ...(rateTheorems[theorem].page === 'aux-fam' && asReduced),
    ...(theorem === 'RATE-DET' && { curvature: '1' }),
    ...{ stepSize: '5', roundCount: 5, startingPoint: '1' },
  });

/** The stored cases, in the order of the theorems. All satisfy the simple condition, unless they are outside. */
export const witnesses: readonly Witness[] = [...new Set(shown.map(({ theorem }) => theorem))].flatMap(
  (theorem) => [...shown.filter((witness) => witness.theorem === theorem), tooFar(theorem)],
);

/** The theorem with one term of its bound halved. */
export function halveTerm(theorem: RateTheorem, term: BoundTermId): RateTheorem {
  return {
    ...theorem,
    terms: theorem.terms.map((summand) =>
      summand.id === term
        ? {
            ...summand,
            value: (arithmetic, input) => {
              const { numerator, denominator } = summand.value(arithmetic, input);
              return { numerator, denominator: arithmetic.times(2, denominator) };
            },
          }
        : summand,
    ),
  };
}

/** What {@link checkWitness} found. */
export interface WitnessVerdict extends RateVerdict {
  /** Whether the case shows what it is stored for. */
  readonly isShown: boolean;
  /** G over the bound with the term halved; only where a term is. */
  readonly halvedRatio?: string;
}

/**
 * Measures a stored case exactly and judges it, and the claim that it refutes.
 * For claims about the theorems: a witness refutes the false ones.
 *
 * @param witness - one of `witnesses`.
 * @param theorem - the theorem to judge; the stored one unless a test claims another.
 */
export function checkWitness(
  witness: Witness,
  theorem: RateTheorem = rateTheorems[witness.theorem],
): WitnessVerdict {
  const measured = measureScalar(witness.theorem, witness.run);
  const verdict = judgeRate(theorem, measured);
  const isCovered =
    verdict.isSimpleConditionMet || verdict.isExactConditionMet || verdict.isQuietConditionMet;
  const { purpose } = witness;
  switch (purpose.kind) {
    case 'halved-term': {
      const halved = judgeRate(halveTerm(theorem, purpose.term), measured);
      return { ...verdict, isShown: isCovered && !halved.isWithin, halvedRatio: halved.ratio };
    }
    case 'attained':
      return { ...verdict, isShown: isCovered && verdict.ratio === '1.000000' && verdict.isWithin };
    case 'outside':
      return { ...verdict, isShown: !isCovered && !verdict.isWithin };
  }
}

/** What a stored case shows, in one sentence. */
export function describeWitness({ theorem, purpose }: Witness): string {
  switch (purpose.kind) {
    case 'halved-term':
      return `Satisfies the simple condition of ${theorem}; its bound with the term ${purpose.term} halved would be false.`;
    case 'attained':
      return `Satisfies the condition of ${theorem}; the mean squared gradient equals its bound.`;
    case 'outside':
      return `Outside both conditions of ${theorem}; the mean squared gradient exceeds its bound.`;
  }
}
