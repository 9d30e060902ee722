/** The table of docs/theory/benefit.md: each constant above is that of the specification at its best free number, each below that of a floor. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  lowerTheorems,
  rateTheorems,
  type BoundTermId,
  type RateInput,
  type RateTheoremId,
} from '../../spec/theorems/index.js';
import { doubleArithmetic } from '../../src/theorems/scenarios/double-field.js';

type Input = RateInput<number>;

/** Everything 0 that may be 0; K = T = F₀ = 1. */
const nothing: Input = {
  smoothness: 0,
  hessianSimilarity: 0,
  suboptimality: 1,
  snapshotVariance: 0,
  localVariance: 0,
  targetVariance: 0,
  stepSize: 1,
  momentumWeight: 1,
  localStepCount: 1,
  roundCount: 1,
  initialError: { numerator: 0, denominator: 1 },
  freeNumber: 1,
};

const distance: readonly BoundTermId[] = ['smoothness', 'similarity', 'suboptimality'];
const noise: readonly BoundTermId[] = ['step-size', 'free-number', 'snapshot-noise', 'suboptimality', 'descent-noise', 'target-noise']; // prettier-ignore

/** What a term of the table is about: the constants that are 1 there, the summands that count, the floor's claim. */
const terms: Readonly<
  Record<string, { readonly ones: Partial<Input>; readonly of: readonly BoundTermId[] }>
> = {
  'LF₀/(KT)': { ones: { smoothness: 1 }, of: distance },
  'LF₀/T': { ones: { smoothness: 1 }, of: distance },
  'δF₀/T': { ones: { hessianSimilarity: 1 }, of: distance },
  '√(δF₀σ_D²/T)': { ones: { hessianSimilarity: 1, snapshotVariance: 1 }, of: noise },
  '(δσ_DF₀/T)^{2/3}': { ones: { hessianSimilarity: 1, snapshotVariance: 1 }, of: noise },
  '√(LF₀σ_h²/(KT))': { ones: { smoothness: 1, localVariance: 1 }, of: noise },
  '√(δF₀σ_h²/(KT))': { ones: { hessianSimilarity: 1, localVariance: 1 }, of: noise },
  '√(LF₀σ_f²/T)': { ones: { smoothness: 1, targetVariance: 1 }, of: noise },
};

const sumOf = (id: RateTheoremId, of: readonly BoundTermId[], input: Input): number =>
  rateTheorems[id].terms
    .filter((term) => of.includes(term.id))
    .map(({ value }) => value(doubleArithmetic, input))
    .reduce((sum, { numerator, denominator }) => sum + numerator / denominator, 0);

/** The least value over s, r or, of SGD-1 with noise, η, by golden section on a logarithmic scale. */
function constantAbove(id: RateTheoremId, name: string): number {
  const { ones, of } = terms[name] as (typeof terms)[string];
  const at = (x: number): number => {
    const number = Math.exp(x);
    const free = id === 'SGD-1' && of === noise ? { stepSize: number } : { freeNumber: number };
    return sumOf(id, of, { ...nothing, ...ones, ...free });
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
function constantBelow(floor: string, name: string): number {
  const [id, quadratics] = floor.split(', ');
  const T = 1e9;
  const input = { ...nothing, ...(terms[name] as (typeof terms)[string]).ones, roundCount: T };
  const kind = { L: 'smoothness', δ: 'similarity' }[name[0] ?? ''];
  const claimId =
    id === 'LOW-SGD'
      ? name.includes('σ') ? 'noise' : 'start'
      : name.includes('σ_h') ? 'local-noise' : name.includes('σ_D') ? 'snapshot-noise' : (kind ?? ''); // prettier-ignore
  const wanted = quadratics === undefined ? claimId : `${claimId}-quadratic`;
  const claim = lowerTheorems[id as 'LOW-MOM' | 'LOW-SGD'].claims.find((one) => one.id === wanted);
  if (claim === undefined) throw new RangeError(`no claim ${wanted} of ${floor}`);
  const { value, square } = claim.floor(doubleArithmetic, input);
  if (square === undefined) return (T * value.numerator) / value.denominator;
  return Math.sqrt((T * square.numerator) / square.denominator);
}

/** `10/7`, `√32`, `√½`, `432^⅓`. */
function read(text: string): number {
  if (text.startsWith('√')) return Math.sqrt(read(text.slice(1)));
  if (text.endsWith('^⅓')) return Math.cbrt(Number(text.slice(0, -2)));
  if (text === '½') return 0.5;
  const [top = '', bottom = '1'] = text.split('/');
  return Number(top) / Number(bottom);
}

const page = readFileSync('docs/theory/benefit.md', 'utf8');
const table = page.slice(page.indexOf('## The gap, term by term'), page.indexOf('## Separation'));
type Row = readonly [
  id: string,
  term: string,
  name: string,
  above: string,
  below: string,
  ratio: string,
  floor: string,
];
const rows = table
  .split('\n')
  .filter((line) => /^\| (RATE|SGD)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()).slice(1, -1) as unknown as Row); // prettier-ignore

describe('the gap of docs/theory/benefit.md', () => {
  it('has every term of every tuned rate', () => {
    expect(rows).toHaveLength(17);
    expect(new Set(rows.map(([id]) => id))).toEqual(
      new Set(['RATE-DET', 'RATE-MOM', 'RATE-MOM-G', 'RATE-MVR', 'SGD-1']),
    );
  });

  it.each(rows)('%s: %s, %s: above %s, below %s, ratio %s', (id, _, name, above, below, ratio, floor) => {
    expect(constantAbove(id as RateTheoremId, name)).toBeCloseTo(read(above), 6);
    if (below === '–') {
      expect(floor).toContain('none known');
      return;
    }
    expect(constantBelow(floor, name)).toBeCloseTo(read(below), 6);
    expect(Number(ratio)).toBe(Number((read(above) / read(below)).toPrecision(3)));
  });
});
