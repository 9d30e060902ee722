/** RATE-MVR, RATE-MVR-2, RATE-MVR-2P and RATE-TGT-MVR: variance reduction, tuned, with w = ηK and a free number r. */
import { createArithmetic, type Arithmetic } from './arithmetic.js';
import { decay, reachTerm, smoothnessTerm } from './common-terms.js';
import { createStartError } from './initial-error.js';
import { controlOf, meanSquareOf } from './recursion.js';
import {
  constantsNote,
  type BoundTerm,
  type Condition,
  type RateInput,
  type TunedTheorem,
  type Tuning,
  type TuningInput,
} from './theorem.js';

/** What distinguishes one from another. */
interface ReducedRate extends Pick<TunedTheorem, 'id' | 'title' | 'variants' | 'assumptions' | 'note'> {
  /** p/q of 1/w = 2L/K + (p/q)x + 1/r. */
  readonly factor: readonly [p: number, q: number];
  /** x: δ, or Δ. */
  readonly similarity: 'hessian' | 'mean-square';
  /** k of R = kΔ²w². */
  readonly weight: readonly [numerator: number, denominator: number];
  /** Whether a = R/(1+R), and not R. */
  readonly isShare?: true;
  /** m of mΔ²r²σ². */
  readonly noise: number;
  /** Whether (V − v₁)/T is added. */
  readonly hasBoundary?: true;
  /** Whether λ is added to 1/w, for A6. */
  readonly isControlled?: true;
  /** What stands for e₀ under `first-snapshot`, over σ_{D,1}². */
  readonly firstSnapshot: readonly [numerator: number, denominator: number];
  /** Δ and σ² as it calls them. */
  readonly latex: { readonly similarity: string; readonly meanSquare: string; readonly variance: string };
}

/** λ. */
export const reachOfControl = <S>({ times }: Arithmetic<S>, { controlReach }: TuningInput<S>): S =>
  controlReach ?? times(0);

/** q(2L + λK) + pxK: q times K/w without 1/r. */
function reachOf<S>(
  arithmetic: Arithmetic<S>,
  { factor, similarity, isControlled }: ReducedRate,
  input: TuningInput<S>,
): S {
  const { plus, times } = arithmetic;
  const { smoothness, localStepCount, hessianSimilarity } = input;
  const x = similarity === 'hessian' ? hessianSimilarity : meanSquareOf(arithmetic, input as RateInput<S>);
  const control = isControlled === true ? times(reachOfControl(arithmetic, input), localStepCount) : times(0);
  return plus(times(factor[1], plus(times(2, smoothness), control)), times(factor[0], x, localStepCount));
}

/** Δ²η²K². */
export function moveOf<S>(
  arithmetic: Arithmetic<S>,
  input: TuningInput<S> & Pick<RateInput<S>, 'stepSize'>,
): S {
  const { times, square } = arithmetic;
  return square(times(meanSquareOf(arithmetic, input as RateInput<S>), input.localStepCount, input.stepSize));
}

function createTerms(rate: ReducedRate): readonly BoundTerm[] {
  const { factor, similarity, noise, hasBoundary, isControlled, isShare, latex } = rate;
  const [p, q] = factor;
  const coefficient = q === 1 ? String(2 * p) : `\\frac{${2 * p}}{${q}}`;
  return [
    smoothnessTerm,
    {
      id: 'similarity',
      latex: `${coefficient}\\frac{F_0${latex.similarity}}{T}`,
      value: (arithmetic, input) => {
        const { times, over } = arithmetic;
        const x = similarity === 'hessian' ? input.hessianSimilarity : meanSquareOf(arithmetic, input);
        return over(times(2 * p, input.suboptimality, x), times(q, input.roundCount));
      },
    },
    ...(isControlled === true ? [controlTerm] : []),
    reachTerm,
    {
      id: 'snapshot-noise',
      latex: `${noise}${latex.meanSquare}^2r^2${latex.variance}`,
      value: (arithmetic, input) => {
        const { times, square, over } = arithmetic;
        return over(
          times(
            noise,
            square(times(meanSquareOf(arithmetic, input), input.freeNumber)),
            input.snapshotVariance,
          ),
        );
      },
    },
    {
      id: 'initial-error',
      latex: isShare === true ? '\\frac{\\bar a e_0}{aT}' : '\\frac{e_0}{aT}',
      value: (arithmetic, input) => {
        const { times, over } = arithmetic;
        const { initialError, momentumWeight, roundCount } = input;
        const kept = isShare === true ? decay(arithmetic, input) : times(1);
        return over(
          times(kept, initialError.numerator),
          times(initialError.denominator, momentumWeight, roundCount),
        );
      },
    },
    ...(hasBoundary === true ? [boundaryTerm] : []),
  ];
}

/** 2F₀λ/T. */
export const controlTerm: BoundTerm = {
  id: 'control',
  latex: '\\frac{2F_0\\lambda}{T}',
  value: (arithmetic, input) =>
    arithmetic.over(
      arithmetic.times(2, input.suboptimality, reachOfControl(arithmetic, input)),
      input.roundCount,
    ),
};

/** (V − v₁)/T. */
export const boundaryTerm: BoundTerm = {
  id: 'boundary',
  latex: '\\frac{V-v_1}{T}',
  value: ({ minus, over }, { snapshotVariance, firstSnapshotVariance = snapshotVariance, roundCount }) =>
    over(minus(snapshotVariance, firstSnapshotVariance), roundCount),
};

function createTuning(rate: ReducedRate): Tuning {
  const { factor, weight, isShare, isControlled, latex } = rate;
  const [[p, q], [k, divisor]] = [factor, weight];
  const ofFactor = q === 1 ? String(p) : `\\tfrac{${p}}{${q}}`;
  const ofWeight = divisor === 1 ? String(k) : `\\tfrac{${k}}{${divisor}}`;
  const R = `${ofWeight}${latex.meanSquare}^2\\eta^2K^2`;
  return {
    freeNumber: { latex: 'r', unit: 'point²/value' },
    latex:
      `\\frac{1}{\\eta K} = \\frac{2L}{K} + ${ofFactor}${latex.similarity} + ${isControlled === true ? '\\lambda + ' : ''}\\frac1r,\\quad ` +
      (isShare === true ? `R = ${R},\\quad a = \\frac{R}{1+R}` : `a = ${R}`),
    inverseStepSize: (arithmetic, input) => {
      const { plus, times, over } = arithmetic;
      const { freeNumber, localStepCount } = input;
      return over(
        plus(times(reachOf(arithmetic, rate, input), freeNumber), times(q, localStepCount)),
        times(q, freeNumber),
      );
    },
    momentumWeight: (arithmetic, input) => {
      const { plus, times, over } = arithmetic;
      const moved = times(k, moveOf(arithmetic, input));
      return over(moved, isShare === true ? plus(times(divisor), moved) : times(divisor));
    },
    freeNumberOf: (field, input) => {
      const arithmetic = createArithmetic(field);
      const { minus, times } = arithmetic;
      const rest = minus(times(q), times(reachOf(arithmetic, rate, input), input.stepSize));
      if (field.compare(rest, field.zero) <= 0) return undefined; // no r belongs to this η
      return field.divide(times(q, input.stepSize, input.localStepCount), rest);
    },
  };
}

/** Both signs: value = 0. */
export const isZero = <S>({ minus }: Arithmetic<S>, left: S, right: S): readonly S[] => [
  minus(left, right),
  minus(right, left),
];

/** λ²K − 8ℓ² and λ³K − 16Lℓ². */
export function controlSlacks<S>(arithmetic: Arithmetic<S>, input: RateInput<S>): readonly S[] {
  const { minus, times } = arithmetic;
  const [reach, ratio] = [reachOfControl(arithmetic, input), controlOf(arithmetic, input)];
  const { smoothness, localStepCount } = input;
  return [
    minus(times(reach, reach, localStepCount), times(8, ratio)),
    minus(times(reach, reach, reach, localStepCount), times(16, smoothness, ratio)),
  ];
}

/** What λ must satisfy, in TeX. */
export const controlLatex = '\\lambda^2K \\ge 8\\ell^2,\\quad \\lambda^3K \\ge 16L\\ell^2';

function createCondition(rate: ReducedRate, { latex }: Tuning): Condition {
  const { factor, weight, isShare, isControlled, similarity, hasBoundary } = rate;
  const isMixed = hasBoundary === true && similarity === 'mean-square';
  return {
    latex: [
      isControlled === true ? controlLatex : '\\sigma_h = 0',
      ...(isMixed ? ['\\Delta \\ge \\delta'] : []),
      latex,
    ].join(',\\quad '),
    slacks: (arithmetic, input) => {
      const { minus, times } = arithmetic;
      const { stepSize, localStepCount, freeNumber, momentumWeight, hessianSimilarity } = input;
      const move = times(factor[1], stepSize, localStepCount);
      const rest = times(
        freeNumber,
        minus(times(factor[1]), times(reachOf(arithmetic, rate, input), stepSize)),
      );
      const moved = times(weight[0], moveOf(arithmetic, input));
      return [
        ...isZero(arithmetic, rest, move),
        ...isZero(
          arithmetic,
          times(weight[1], momentumWeight),
          isShare === true ? times(decay(arithmetic, input), moved) : moved,
        ),
        ...(isControlled === true ? controlSlacks(arithmetic, input) : [times(-1, input.localVariance)]),
        ...(isMixed ? [minus(meanSquareOf(arithmetic, input), hessianSimilarity)] : []),
      ];
    },
  };
}

function createReducedRate(rate: ReducedRate): TunedTheorem {
  const { id, title, variants, assumptions, note, firstSnapshot } = rate;
  const tuning = createTuning(rate);
  const condition = createCondition(rate, tuning);
  const terms = createTerms(rate);
  return {
    ...{ id, title, variants, assumptions, note, tuning, terms },
    kind: 'upper',
    source: 'auxopt',
    simpleCondition: condition,
    exactCondition: condition,
    boundLatex: terms.map(({ latex }) => latex).join(' + '),
    initialError: createStartError(...firstSnapshot),
  };
}

const ofDifference = { similarity: '\\delta', meanSquare: '\\Delta', variance: '\\sigma_D^2' };
const boundaryNote = 'V = σ_D² bounds the variance of every round, v₁ is that of round 1.';

/** RATE-MVR as data. */
export const rateMvr: TunedTheorem = createReducedRate({
  id: 'RATE-MVR',
  title: 'AuxMVR without local noise, tuned',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A3', 'A4', 'A5', 'no local noise'],
  note: `${constantsNote} δ is that of A5 and > 0. Under \`first-snapshot\`, (26/25)σ_{D,1}² stands for e₀.`,
  factor: [3, 1],
  similarity: 'hessian',
  weight: [8, 1],
  noise: 16,
  firstSnapshot: [26, 25],
  latex: { ...ofDifference, meanSquare: '\\delta' },
});

/** RATE-MVR-2 as data. */
export const rateMvr2: TunedTheorem = createReducedRate({
  id: 'RATE-MVR-2',
  title: 'AuxMVR without local noise, draws of one law, tuned',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A2', 'A3', 'A4', 'A5', 'no local noise', 'one law'],
  note: `${constantsNote} Δ ≥ δ, Δ > 0. ${boundaryNote} Under \`first-snapshot\`, (14/13)σ_{D,1}² stands for e₀.`,
  factor: [8, 5],
  similarity: 'mean-square',
  weight: [5, 2],
  noise: 5,
  hasBoundary: true,
  firstSnapshot: [14, 13],
  latex: { ...ofDifference, similarity: '\\Delta' },
});

/** RATE-MVR-2′ as data. */
export const rateMvr2p: TunedTheorem = createReducedRate({
  id: 'RATE-MVR-2P',
  title: 'AuxMVR without local noise, with δ of A2 beside F₀, tuned',
  variants: ['aux-mvr'],
  assumptions: ['A1', 'A2', 'A3', 'A4', 'A5', 'no local noise', 'one law'],
  note: `${constantsNote} Δ > 0. ${boundaryNote} Under \`first-snapshot\`, 4σ_{D,1}² stands for e₀.`,
  factor: [2, 1],
  similarity: 'hessian',
  weight: [8, 1],
  isShare: true,
  noise: 8,
  hasBoundary: true,
  firstSnapshot: [4, 1],
  latex: ofDifference,
});

/** RATE-TGT-MVR as data. */
export const rateTgtMvr: TunedTheorem = createReducedRate({
  id: 'RATE-TGT-MVR',
  title: "the authors' code, variance reduction of the target gradient, tuned",
  variants: ['aux-mvr-target'],
  assumptions: ['A1', 'A2', 'A3', 'A6', 'A7', 'one law'],
  note: `${constantsNote} e₀ = E‖u⁰ − ∇f(x⁰)‖². V = σ_f² bounds the variance of every round, v₁ is that of round 1. Under \`first-snapshot\`, 4σ_{f,1}² stands for e₀. λ = 0 where the local noise is additive.`,
  factor: [4, 1],
  similarity: 'hessian',
  weight: [20, 1],
  isShare: true,
  noise: 20,
  hasBoundary: true,
  isControlled: true,
  firstSnapshot: [4, 1],
  latex: { similarity: '\\delta', meanSquare: 'L_2', variance: '\\sigma_f^2' },
});
