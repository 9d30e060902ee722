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
type Answer = { readonly value: readonly Decimal[] } | undefined;

describe.each(estimating)('%s', (variant) => {
  const isTarget = variant.endsWith('-target');
  /** What is estimated, of a pair of gradients. */
  const sampleOf = (target: Answer, auxiliary: Answer) =>
    texts(
      target?.value.map((value, i) => (isTarget ? value : value.minus(auxiliary?.value[i] ?? field.zero))),
    );
  const sampleOfRound = ({ gradients }: ReturnType<typeof run>['rounds'][number]) =>
    sampleOf(gradients.targetAtSnapshot, gradients.auxiliaryAtSnapshot);

  it('by first-snapshot takes its first sample in full', () => {
    const { start, rounds } = run(variant, { initialization: { kind: 'first-snapshot' } });
    expect(start).toStrictEqual({ iterate: request.startingPoint, gradients: [] });
    const [first, second] = rounds;
    if (first === undefined || second === undefined) throw new RangeError('two rounds');
    expect(texts(first.correction)).toEqual(sampleOfRound(first));
    expect(texts(second.correction)).not.toEqual(sampleOfRound(second));
  });

  it('at a = 1 keeps nothing of the old estimate', () => {
    const parameters = { ...request.parameters, momentumWeight: field.one };
    const { rounds } = run(variant, { parameters, initialization: { kind: 'zero' } });
    for (const round of rounds) {
      expect(texts(round.correction)).toEqual(sampleOfRound(round));
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
    expect(texts(correction)).toEqual(sampleOf(target, auxiliary));
  });
});
