/** Starts and weights at which a variant takes fewer gradients, and keeps nothing of its old estimate. */
import { describe, expect, it } from 'vitest';
import type { VariantName } from '../../spec/model/index.js';
import { createDecimalField, runExact, type ExactRun } from '../../src/exact/index.js';
import { handVectors, readHandVector, type HandVector } from '../support/hand-vectors.js';

const field = createDecimalField();
type Decimal = typeof field.zero;
const vector = handVectors.find(([name]) => name === 'aux-mvr')?.[1] as HandVector;
const { request } = readHandVector(field, vector);
const run = (variant: VariantName, change: Partial<ExactRun<Decimal>>) =>
  runExact(field, variant, { ...request, ...change });
const texts = (values: readonly Decimal[] | undefined) => values?.map(field.format);

const estimating = ['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target'] as const;

describe.each(estimating)('%s', (variant) => {
  const isTarget = variant.endsWith('-target');
  /** The sample that the estimate of a round averages. */
  const sampleOf = ({ gradients }: ReturnType<typeof run>['rounds'][number]) => {
    const { targetAtSnapshot, auxiliaryAtSnapshot } = gradients;
    return texts(
      targetAtSnapshot?.value.map((value, i) =>
        isTarget ? value : value.minus(auxiliaryAtSnapshot?.value[i] ?? field.zero),
      ),
    );
  };

  it('by first-snapshot takes its first sample in full', () => {
    const { start, rounds } = run(variant, { initialization: { kind: 'first-snapshot' } });
    expect(start).toStrictEqual({ iterate: request.startingPoint, gradients: [] });
    const [first, second] = rounds;
    if (first === undefined || second === undefined) throw new RangeError('two rounds');
    expect(texts(first.correction)).toEqual(sampleOf(first));
    expect(texts(second.correction)).not.toEqual(sampleOf(second));
  });

  it('at a = 1 keeps nothing of the old estimate', () => {
    const parameters = { ...request.parameters, momentumWeight: field.one };
    const { rounds } = run(variant, { parameters, initialization: { kind: 'zero' } });
    for (const round of rounds) {
      expect(texts(round.correction)).toEqual(sampleOf(round));
      expect(Object.keys(round.gradients)).toEqual(
        isTarget ? ['targetAtSnapshot'] : ['targetAtSnapshot', 'auxiliaryAtSnapshot'],
      );
    }
  });

  it('takes old gradients from round 2 on, if ever', () => {
    const { rounds } = run(variant, { initialization: { kind: 'zero' } });
    const old = rounds.map(
      ({ gradients }) => Object.keys(gradients).filter((name) => name.endsWith('Previous')).length,
    );
    expect(old.slice(0, 2)).toEqual([0, variant === 'aux-mvr' ? 2 : variant === 'aux-mvr-target' ? 1 : 0]);
  });

  it('asks at the start for what it estimates', () => {
    const { gradients, correction } = run(variant, { initialization: { kind: 'exact' } }).start;
    expect(gradients.map((pair) => Object.keys(pair))).toEqual([
      isTarget ? ['target'] : ['target', 'auxiliary'],
    ]);
    const [{ target, auxiliary } = {}] = gradients;
    const sample = target?.value.map((value, i) =>
      isTarget ? value : value.minus(auxiliary?.value[i] ?? field.zero),
    );
    expect(texts(correction)).toEqual(texts(sample));
  });
});

it('a product with 0 is 0, whatever the exponent', () => {
  const Exact = field.one.constructor as new (text: string) => Decimal;
  const huge = new Exact('1e8999999999999999');
  expect(field.multiply(huge, field.zero).isZero()).toBe(true);
  expect(field.multiply(field.zero, huge).isZero()).toBe(true);
});
