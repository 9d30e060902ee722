/** The rate theorems as data: their bounds by hand, their conditions at the edge, and how a start enters. */
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../src/errors.js';
import { rationalField as field } from '../../../proofs-checks/theorems/rational-field.js';
import type { Rational } from '../../../proofs-checks/kernel/rational.js';
import {
  bound,
  boundTerms,
  conditionOf,
  conditionSlacks,
  createRateInput,
  isWithinBound,
  rateTheorems,
  satisfiesCondition,
  theorems,
  type RateConstants,
  type RateTheoremId,
} from '../../../spec/theorems/index.js';
import { references } from '../../../spec/references.js';
import type { Initialization, Parameters } from '../../../spec/model/index.js';
import { number, text } from './rational.js';

const parameters: Parameters<Rational> = {
  stepSize: number('1/10'),
  momentumWeight: number('1/2'),
  localStepCount: 4,
  roundCount: 5,
};

const constants: RateConstants<Rational> = {
  smoothness: number('2'),
  hessianSimilarity: number('1/4'),
  suboptimality: number('3'),
  correctionError: number('8'),
  snapshotVariance: number('6'),
  firstSnapshotVariance: number('5'),
  localVariance: number('7'),
  targetVariance: number('9'),
};

const given: Initialization<Rational> = { kind: 'zero' };
const startOf = (id: string): Initialization<Rational> => (id === 'SGD-1' ? { kind: 'none' } : given);

const inputFor = (
  id: RateTheoremId,
  initialization = startOf(id),
  changed: Partial<Parameters<Rational>> = {},
  changedConstants: Partial<RateConstants<Rational>> = {},
) =>
  createRateInput(field, rateTheorems[id], { ...parameters, ...changed }, initialization, {
    ...constants,
    ...changedConstants,
  });

const termsOf = (
  id: RateTheoremId,
  initialization: Initialization<Rational> = given,
): Record<string, string> =>
  Object.fromEntries(
    boundTerms(field, rateTheorems[id], inputFor(id, initialization)).map((term) => [
      term.id,
      text(field.divide(term.value.numerator, term.value.denominator)),
    ]),
  );

describe('bounds, by hand', () => {
  // η = 1/10, a = ā = 1/2, K = 4, T = 5, L = 2, δ² = 1/16, F₀ = 3, e₀ = 8, σ_D² = 6, σ_h² = 7; δ²η² = 1/1600.
  const shared = { suboptimality: '3', 'descent-noise': '7/5', 'drift-noise': '21/800' };

  it.each([
    ['MOM-1', '8/5', '6', '7/100'],
    ['MOM-2', '8/5', '6', '7/200'],
    ['MOM-3', '16/15', '4', '7/100'],
    ['MVR-1', '16/15', '8', '7/150'],
  ] as const)('%s', (id, initial, snapshot, lag) => {
    const own = { 'initial-error': initial, 'snapshot-noise': snapshot, 'lag-noise': lag };
    expect(termsOf(id)).toEqual({ ...shared, ...own });
  });

  it('SGD-1, with K = 1', () => {
    const input = inputFor('SGD-1', { kind: 'none' }, { localStepCount: 1 });
    const { numerator, denominator } = bound(field, rateTheorems['SGD-1'], input);
    expect(text(field.divide(numerator, denominator))).toBe('69/5'); // 2·3/(1/10·5) + 2·1/10·9
  });

  it('are the sums of their terms, and are compared without a division', () => {
    for (const theorem of Object.values(rateTheorems)) {
      const input = inputFor(theorem.id);
      const total = boundTerms(field, theorem, input)
        .map(({ value }) => field.divide(value.numerator, value.denominator))
        .reduce(field.add);
      const whole = bound(field, theorem, input);
      expect(field.compare(field.divide(whole.numerator, whole.denominator), total)).toBe(0);
      expect(isWithinBound(field, total, whole)).toBe(true);
      expect(isWithinBound(field, field.add(total, number('1/1000000')), whole)).toBe(false);
    }
  });
});

describe('initialisations', () => {
  it('replace ā²e₀ kind by kind', () => {
    expect(termsOf('MOM-1', { kind: 'exact' })['initial-error']).toBe('8/5');
    expect(termsOf('MOM-1', { kind: 'given', correction: [] })['initial-error']).toBe('8/5');
    // ā²σ²/B = 5/4/10, times 2/(aT) = 4/5.
    expect(termsOf('MOM-1', { kind: 'batch', size: 10 })['initial-error']).toBe('1/10');
    // (1 − a²)·5 = 15/4, times 4/5.
    expect(termsOf('MOM-1', { kind: 'first-snapshot' })['initial-error']).toBe('3');
    expect(termsOf('MOM-3', { kind: 'first-snapshot' })['initial-error']).toBe('2');
    // max(0, 1 − 2a²)·5 = 5/2, times 2/(a(2−a)T) = 8/15.
    expect(termsOf('MVR-1', { kind: 'first-snapshot' })['initial-error']).toBe('4/3');
  });

  it('first-snapshot is not batch(1), and costs nothing in MVR-1 once 2a² ≥ 1', () => {
    expect(termsOf('MOM-1', { kind: 'first-snapshot' })).not.toEqual(
      termsOf('MOM-1', { kind: 'batch', size: 1 }),
    );
    const late = inputFor('MVR-1', { kind: 'first-snapshot' }, { momentumWeight: number('4/5') });
    expect(text(late.initialError.numerator)).toBe('0');
  });

  it('are refused where nothing is estimated', () => {
    expect(() => inputFor('MOM-1', { kind: 'none' })).toThrow(ContractError);
  });
});

describe('conditions', () => {
  const holds = (
    id: RateTheoremId,
    changed: Partial<RateConstants<Rational>>,
    condition = rateTheorems[id].simpleCondition,
  ): boolean => satisfiesCondition(field, condition, inputFor(id, startOf(id), {}, changed));

  it.each([
    // a² = 1/4, ηK = 2/5: MOM-2 needs (2δ/5)² ≤ 1/16, that is δ ≤ 5/8; MOM-3 half of that.
    ['MOM-2', 'hessianSimilarity', '5/8', '0.6250001'],
    ['MOM-3', 'hessianSimilarity', '5/16', '0.3125001'],
    // MVR-1 needs 8(2δ/5)² ≤ 1/2: the same δ ≤ 5/8.
    ['MVR-1', 'hessianSimilarity', '5/8', '0.6250001'],
    // 2Lη ≤ 1: L ≤ 5; and Lη ≤ 1
    ['MOM-1', 'smoothness', '5', '5.000001'],
    ['SGD-1', 'smoothness', '10', '10.0001'],
  ] as const)('of %s hold at their edge and not beyond it: %s of %s, not %s', (id, name, edge, beyond) => {
    expect([edge, beyond].map((text) => holds(id, { [name]: number(text) }))).toEqual([true, false]);
  });

  it('of SGD-1 are one', () => {
    const { simpleCondition, exactCondition } = rateTheorems['SGD-1'];
    expect(simpleCondition).toBe(exactCondition);
  });

  it('have the slack of theory at a point computed by hand', () => {
    // 1 − Lη − 2δ²η²K(K−1) = 1 − 1/5 − 24/1600 = 157/200; x = 1/100.
    const slack = (id: RateTheoremId): string =>
      conditionSlacks(field, rateTheorems[id].exactCondition, inputFor(id)).map(text).join();
    expect(slack('MOM-1')).toBe('149/800'); // 157/800 − 4·1/100·1/4
    expect(slack('MOM-2')).toBe('151/800'); // 157/800 − 2·1/100·1/4·3/2
    expect(slack('MVR-1')).toBe('91/160'); // 3/4·157/200 − 8·1/100·1/4 = 471/800 − 2/100
    // a²κ = 3·4/4 + 12/8 + 16/2 + 12/8 + 16/4 = 18, 4δ²η² = 1/400.
    expect(slack('MOM-3')).toBe('31/200'); // 1/4·4/5 − 18/400
    const quietSlack = (id: RateTheoremId): string =>
      conditionSlacks(field, conditionOf(rateTheorems[id], 'quiet'), inputFor(id)).map(text).at(-1) ?? '';
    expect(quietSlack('MOM-1')).toBe('309/1600'); // 1/4·(4/5 − 12/1600) − 2·1/100·1/4
    expect(quietSlack('MOM-2')).toBe(quietSlack('MOM-1'));
    expect(quietSlack('MOM-3')).toBe('71/400'); // 1/4·4/5 − 9/400
  });

  it('without local noise are no stronger than the exact ones, and hold only there', () => {
    for (const id of ['MOM-2', 'MOM-3'] as const) {
      const { exactCondition, quietCondition } = rateTheorems[id];
      if (quietCondition === undefined) throw new RangeError(`${id} has no quiet condition`);
      const at = (delta: string, localVariance: string, condition = quietCondition): boolean =>
        holds(id, { hessianSimilarity: number(delta), localVariance: number(localVariance) }, condition);
      // with u = δ²/100: MOM-2 ¼(1 − Lη) ≥ 3u + 8u, exact 6u + 12u; MOM-3 36u, exact 72u, where 1 − Lη = 4/5
      const [inside, outside] = id === 'MOM-2' ? ['13/10', '14/10'] : ['7/10', '3/4'];
      expect([at(inside, '0'), at(inside, '1/1000')]).toEqual([true, false]);
      expect([at(inside, '0', exactCondition), at(outside, '0')]).toEqual([false, false]);
    }
  });
});

describe('the registry', () => {
  it('lists every theorem under its own id, with a known source', () => {
    const ids = `MOM-1 MOM-1H MOM-2 MOM-3 MVR-1 MVR-2 FAM-1 FAM-2 TGT-MOM TGT-MVR SGD-1
      RATE-DET RATE-MOM RATE-MOM-G RATE-MVR RATE-MVR-2 RATE-MVR-2P RATE-MVR-H RATE-FAM RATE-TGT-MOM RATE-TGT-MVR
      LOW-SGD LOW-SGD-ITERATES LOW-MOM LOW-LTI LOW-HB-ITERATES LOW-TGT-MOM LOW-TGT-MVR
      SEP-DET SEP-NOISE SEP-CORR SEP-LTI STAB CORR NAIVE`;
    expect(Object.keys(theorems)).toEqual(ids.split(/\s+/u));
    for (const [id, theorem] of Object.entries(theorems)) {
      expect(theorem.id).toBe(id);
      expect(references.map((reference) => reference.id)).toContain(theorem.source);
      expect(theorem.note).toContain("only the shape is the paper's");
      expect(theorem.variants.length).toBeGreaterThan(0);
    }
  });

  it('says which bound is attained', () => {
    expect(rateTheorems['SGD-1'].kind).toBe('tight');
    for (const id of ['MOM-1', 'MOM-2', 'MOM-3', 'MVR-1'] as const)
      expect(rateTheorems[id].kind).toBe('upper');
  });

  it('asks for an affine difference in MOM-2 and RATE-MOM only, and for A5 in the rates of AuxMVR only', () => {
    for (const theorem of Object.values(rateTheorems)) {
      expect(theorem.assumptions.includes('affine difference')).toBe(
        ['MOM-2', 'RATE-MOM'].includes(theorem.id),
      );
      expect(theorem.assumptions.includes('A5')).toBe(theorem.variants.includes('aux-mvr'));
    }
  });
});
