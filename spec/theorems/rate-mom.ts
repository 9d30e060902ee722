/** RATE-DET, RATE-MOM and RATE-MOM-G: AuxMOM without noise, and MOM-2 and MOM-3 at a = 2δKη and a = 4δKη. */
import { freeNumberTerm } from './common-terms.js';
import { equal, minus, numbers, over, plus, times } from './formula.js';
import { constantsNote, type TunedTheorem } from './theorem.js';
import { createTunedTheorem, tunedByNoise } from './tuned.js';

const { a, delta, eta, F0, freeNumber, K, L, start, T, varD, varh } = numbers;

const sevenfold = plus(times(7, L), times(5, delta, K));
const ofStepSize = '\\frac{1}{\\eta} = L + \\tfrac57\\delta K,\\quad a = 1';

/** RATE-DET as data: without noise, a = 1, and 7 = (7L + 5δK)η. */
export const rateDet: TunedTheorem = createTunedTheorem({
  id: 'RATE-DET',
  title: 'AuxMOM without noise, tuned',
  variants: ['aux-mom'],
  assumptions: ['A1', 'A2', 'A4', 'no noise'],
  note: `${constantsNote} The start of the estimate does not matter: a = 1 forgets it.`,
  boundLatex: '\\frac{2F_0}{T}\\Bigl(\\frac{L}{K} + \\frac57\\delta\\Bigr)',
  terms: [
    { id: 'smoothness', latex: '\\frac{2F_0L}{KT}', value: over(times(2, F0, L), times(K, T)) },
    {
      id: 'similarity',
      latex: '\\frac{10}{7}\\cdot\\frac{F_0\\delta}{T}',
      value: over(times(10, F0, delta), times(7, T)),
    },
  ],
  tuned: {
    tuning: { latex: ofStepSize, inverseStepSize: over(sevenfold, 7), momentumWeight: over(1) },
    slacks: equal(7, times(sevenfold, eta)),
  },
  conditionLatex: `\\sigma_D = \\sigma_h = 0,\\quad ${ofStepSize}`,
  others: [minus(a, 1), times(-1, varD), times(-1, varh)],
  firstSnapshot: [0, 1],
});

/** What distinguishes RATE-MOM and RATE-MOM-G. */
interface MomentumRate extends Pick<TunedTheorem, 'id' | 'title' | 'assumptions' | 'note'> {
  /** c of a = cδKη and 1/η = 2L + cδK + V/s. */
  readonly factor: 2 | 4;
  /** k of V = 4δKσ_D² + (L + kδ)σ_h². */
  readonly localFactor: 1 | 2;
  /** p of P = F₀ + e₀/(pδ). */
  readonly startFactor: 2 | 8;
  /** What stands for e₀ under `first-snapshot`, over σ_{D,1}². */
  readonly firstSnapshot: readonly [numerator: number, denominator: number];
}

function createMomentumRate({ factor, localFactor, startFactor, ...theorem }: MomentumRate): TunedTheorem {
  const noise = plus(times(4, delta, K, varD), times(plus(L, times(localFactor, delta)), varh));
  const weight = times(factor, delta, K, eta);
  // P as numerator and denominator: e₀/(pδ) = (c/p)ηKe₀/a, which divides by nothing that may be 0
  const bottom = times(startFactor / factor, a, start.denominator);
  const top = plus(times(F0, bottom), times(eta, K, start.numerator));
  const local = localFactor === 1 ? '\\delta' : `${localFactor}\\delta`;
  return createTunedTheorem({
    ...theorem,
    variants: ['aux-mom'],
    boundLatex:
      `\\frac{4P}{T}\\Bigl(\\frac{L}{K} + ${factor === 2 ? '\\delta' : '2\\delta'}\\Bigr) + \\frac{2PV}{KTs} + s,\\quad ` +
      `P = F_0 + \\frac{e_0}{${startFactor}\\delta}`,
    terms: [
      { id: 'smoothness', latex: '\\frac{4PL}{KT}', value: over(times(4, top, L), times(bottom, K, T)) },
      {
        id: 'similarity',
        latex: `\\frac{${2 * factor}P\\delta}{T}`,
        value: over(times(2 * factor, top, delta), times(bottom, T)),
      },
      {
        id: 'step-size',
        latex: '\\frac{2PV}{KTs}',
        value: over(times(2, top, noise), times(bottom, K, T, freeNumber)),
      },
      freeNumberTerm,
    ],
    tuned: tunedByNoise(
      `\\frac{1}{\\eta} = 2L + ${factor}\\delta K + \\frac{V}{s},\\quad a = ${factor}\\delta K\\eta,\\quad ` +
        `V = 4\\delta K\\sigma_D^2 + (L + ${local})\\sigma_h^2`,
      plus(times(2, L), times(factor, delta, K)),
      noise,
      over(weight),
    ),
    others: equal(a, weight),
  });
}

/** RATE-MOM as data. */
export const rateMom: TunedTheorem = createMomentumRate({
  id: 'RATE-MOM',
  title: 'AuxMOM, affine gradient of the difference, tuned',
  assumptions: ['A1', 'A2', 'A3', 'A4', 'affine difference'],
  note: `${constantsNote} δ > 0. Under \`first-snapshot\`, σ_{D,1}² stands for e₀.`,
  factor: 2,
  localFactor: 2,
  startFactor: 2,
  firstSnapshot: [1, 1],
});

/** RATE-MOM-G as data. */
export const rateMomG: TunedTheorem = createMomentumRate({
  id: 'RATE-MOM-G',
  title: 'AuxMOM, any f and D, tuned',
  assumptions: ['A1', 'A2', 'A3', 'A4'],
  note: `${constantsNote} δ > 0. Under \`first-snapshot\`, (14/13)σ_{D,1}² stands for e₀.`,
  factor: 4,
  localFactor: 1,
  startFactor: 8,
  firstSnapshot: [14, 13],
});
