/** LOW-TGT-MOM and LOW-TGT-MVR: what the authors' code cannot beat, although δ = 0. */
import type { Arithmetic } from './arithmetic.js';
import type { LowerClaim, LowerInput, LowerTheorem } from './lower-claim.js';

const note =
  "The constants are this project's, derived here; only the shape is the paper's. Proved for all parameters in Coq, computed exactly for given ones.";

const weightOf = <S>({ times }: Arithmetic<S>, { momentumWeight = times(1) }: LowerInput<S>): S =>
  momentumWeight;

/** LOW-TGT-MOM as data. AuxMOM on the same member from m⁰ = 0 has G ≤ 2LF₀/(KT). */
export const lowTgtMom: LowerTheorem = {
  id: 'LOW-TGT-MOM',
  title: "the authors' code with momentum lags behind f, however similar h is",
  variants: ['aux-mom-target'],
  assumptions: ['A1', 'no noise', 'δ = 0', 'T ≥ 2', 'u⁰ = ∇f(x⁰) or first-snapshot'],
  kind: 'lower',
  source: 'auxopt',
  note,
  claims: [
    {
      id: 'target-lag',
      latex: '\\frac25\\,\\bar a^2\\,\\frac{LF_0}{T}',
      quantity: 'G',
      member: 'f = h = ½Lx²',
      floor: (arithmetic, input) => {
        const { minus, square, times, over } = arithmetic;
        const kept = square(minus(times(1), weightOf(arithmetic, input)));
        return {
          value: over(times(2, kept, input.smoothness, input.suboptimality), times(5, input.roundCount)),
        };
      },
    },
  ],
};

/** 2LF₀ς²/T times numerator/denominator. */
function slopeClaim(
  id: string,
  latex: string,
  share: <S>(arithmetic: Arithmetic<S>, weight: S, slope: S) => readonly [numerator: S, denominator: S],
): LowerClaim {
  return {
    id,
    latex: `\\frac{2LF_0\\varsigma^2}{T}\\cdot${latex}`,
    quantity: 'G',
    member: 'f = h = ½Lx², g_f = g_h = (1 ± ς)Lx in a snapshot, with one sign',
    floor: (arithmetic, input) => {
      const { times, over, square } = arithmetic;
      const { smoothness, suboptimality, roundCount, slopeDeviation = times(0) } = input;
      const slope = square(slopeDeviation);
      const [numerator, denominator] = share(arithmetic, weightOf(arithmetic, input), slope);
      return {
        value: over(times(2, smoothness, suboptimality, slope, numerator), times(roundCount, denominator)),
      };
    },
  };
}

/** LOW-TGT-MVR as data. AuxMOM and AuxMVR on the same member have G ≤ 2LF₀/(KT). */
export const lowTgtMvr: LowerTheorem = {
  id: 'LOW-TGT-MVR',
  title: "the authors' code with variance reduction pays for noise that f and h share",
  variants: ['aux-mvr-target'],
  assumptions: ['A1', 'no noise of g_D', 'δ = 0', 'T ≥ 2', 'u⁰ = ∇f(x⁰)'],
  kind: 'lower',
  source: 'auxopt',
  note,
  claims: [
    slopeClaim(
      'target-first',
      '\\frac{a^2}{1 + a^2\\varsigma^2}',
      ({ plus, times, square }, weight, slope) => [
        square(weight),
        plus(times(1), times(square(weight), slope)),
      ],
    ),
    slopeClaim(
      'target-later',
      '\\frac{\\bar a^2}{1 + 4\\varsigma^2}',
      ({ minus, plus, times, square }, weight, slope) => [
        square(minus(times(1), weight)),
        plus(times(1), times(4, slope)),
      ],
    ),
    slopeClaim('target-any', '\\frac{1}{4(1 + 4\\varsigma^2)}', ({ plus, times }, _weight, slope) => [
      times(1),
      times(4, plus(times(1), times(4, slope))),
    ]),
  ],
};
