/** The numbers of docs/theory/constants.md: each constant above is that of the specification at its best free number, each below that of a floor. */
import {
  lowerTheorems,
  rateTheorems,
  type BoundTermId,
  type RateInput,
  type RateTheoremId,
} from '../../spec/theorems/index.js';
import { doubleArithmetic } from '../../src/theorems/scenarios/double-field.js';

type Input = RateInput<number>;

/** Everything 0 that may be 0, j as small as one likes; K = T = F₀ = 1. */
const nothing: Input = {
  ...{ smoothness: 0, hessianSimilarity: 0, suboptimality: 1, snapshotVariance: 0, localVariance: 0 },
  ...{ targetVariance: 0, stepSize: 1, momentumWeight: 1, localStepCount: 1, roundCount: 1, freeNumber: 1 },
  initialError: { numerator: 0, denominator: 1 },
  balance: 1e-12,
};

const distance: readonly BoundTermId[] = ['smoothness', 'similarity', 'suboptimality', 'control'];
const noise: readonly BoundTermId[] = ['step-size', 'free-number', 'snapshot-noise', 'suboptimality', 'descent-noise', 'target-noise']; // prettier-ignore

/** A term of a rate: the constants that are 1 there and the summands that count. */
interface Term {
  readonly latex: string;
  readonly ones: Partial<Input>;
  readonly of: readonly BoundTermId[];
  /** The lower bound about it, and its claim. */
  readonly floor?: readonly ['LOW-MOM' | 'LOW-SGD', claim: string];
}

const smooth = { smoothness: 1, meanSquareSimilarity: 0 };
const similar = { hessianSimilarity: 1, meanSquareSimilarity: 0 };
const sampled = { meanSquareSimilarity: 1 };
const ofRound: Term = { latex: 'LF_0/(KT)', ones: smooth, of: distance };
const ofSimilarity: Term = { latex: '\\delta F_0/T', ones: similar, of: distance };
const ofSampled: Term = { latex: '\\Delta F_0/T', ones: sampled, of: distance };
const ofControl: Term = { latex: '\\lambda F_0/T', ones: { controlReach: 1 }, of: distance };
const ofLocal: Term = { latex: '\\sqrt{LF_0\\sigma_h^2/(KT)}', ones: { ...smooth, localVariance: 1 }, of: noise }; // prettier-ignore
const cubic = (inside: string, ones: Partial<Input>): Term => ({
  ...{ latex: `(${inside}F_0/T)^{2/3}`, ones: { ...ones, snapshotVariance: 1 }, of: noise },
});
const above = (term: Term, claim: string): Term => ({ ...term, floor: ['LOW-MOM', claim] });
const ofMomentum = (suffix: string): readonly Term[] => [
  above(ofRound, 'smoothness'),
  above(ofSimilarity, `similarity${suffix}`),
  above(
    { latex: '\\sqrt{\\delta F_0\\sigma_D^2/T}', ones: { ...similar, snapshotVariance: 1 }, of: noise },
    `snapshot-noise${suffix}`,
  ),
  above(ofLocal, 'local-noise'),
  { latex: '\\sqrt{\\delta F_0\\sigma_h^2/(KT)}', ones: { ...similar, localVariance: 1 }, of: noise },
];
const target = { smoothness: 1, snapshotVariance: 1, targetVariance: 1 };
const ofTarget: Term = { latex: '\\sqrt{LF_0\\sigma_f^2/T}', ones: target, of: noise };

const terms: Readonly<Partial<Record<RateTheoremId, readonly Term[]>>> = {
  'RATE-DET': [above(ofRound, 'smoothness'), above(ofSimilarity, 'similarity')],
  'RATE-MOM': ofMomentum('-quadratic'),
  'RATE-MOM-G': ofMomentum(''),
  'RATE-MVR': [ofRound, ofSimilarity, cubic('\\delta\\sigma_D', { hessianSimilarity: 1 })],
  'RATE-MVR-2': [ofRound, ofSampled, cubic('\\Delta\\sigma_D', sampled)],
  'RATE-MVR-2P': [ofRound, ofSimilarity, cubic('\\Delta\\sigma_D', sampled)],
  'RATE-MVR-H': [ofRound, ofSampled, cubic('\\Delta\\sigma_D', sampled), ofLocal],
  'RATE-FAM': [ofRound],
  'RATE-TGT-MOM': [ofRound, ofSimilarity, ofControl, ofTarget],
  'RATE-TGT-MVR': [ofRound, ofSimilarity, ofControl, cubic('L_2\\sigma_f', sampled)],
  'SGD-1': [
    { latex: 'LF_0/T', ones: smooth, of: distance, floor: ['LOW-SGD', 'start'] },
    { ...ofTarget, floor: ['LOW-SGD', 'noise'] },
  ],
};

/** The least value over s, r or, of SGD-1 with noise, η, by golden section on a logarithmic scale. */
function constantAbove(id: RateTheoremId, { ones, of }: Term): number {
  const at = (x: number): number => {
    const number = Math.exp(x);
    const free = id === 'SGD-1' && of === noise ? { stepSize: number } : { freeNumber: number };
    return rateTheorems[id].terms
      .filter((term) => of.includes(term.id))
      .map(({ value }) => value(doubleArithmetic, { ...nothing, ...ones, ...free }))
      .reduce((sum, { numerator, denominator }) => sum + numerator / denominator, 0);
  };
  let [left, right] = [-20, 20];
  const share = (Math.sqrt(5) - 1) / 2;
  for (let step = 0; step < 200; step += 1) {
    const [a, b] = [right - share * (right - left), left + share * (right - left)];
    if (at(a) < at(b)) right = b;
    else left = a;
  }
  return at((left + right) / 2);
}

/** The floor where T is large: its value, or the root of its square where the noise decides. */
function constantBelow({ ones, floor }: Term): number | undefined {
  if (floor === undefined) return undefined;
  const claim = lowerTheorems[floor[0]].claims.find(({ id }) => id === floor[1]);
  if (claim === undefined) throw new RangeError(`no claim ${floor.join(' ')}`);
  const T = 1e9;
  const { value, square } = claim.floor(doubleArithmetic, { ...nothing, ...ones, roundCount: T });
  if (square === undefined) return (T * value.numerator) / value.denominator;
  return Math.sqrt((T * square.numerator) / square.denominator);
}

/** A row of the table of gaps. */
export interface Gap {
  readonly id: RateTheoremId;
  readonly latex: string;
  readonly above: number;
  readonly below?: number;
  readonly floor?: string;
}

/** Every term of every tuned rate and of SGD-1. */
export const gaps: readonly Gap[] = Object.values(rateTheorems).flatMap(({ id }) =>
  (terms[id] ?? []).map((term): Gap => {
    const below = constantBelow(term);
    const [name, claim] = term.floor ?? [];
    const floor = claim?.endsWith('-quadratic') === true ? `${name}, quadratics` : name;
    return {
      ...{ id, latex: term.latex, above: constantAbove(id, term) },
      ...(below !== undefined && { below }),
      ...(floor !== undefined && { floor }),
    };
  }),
);
