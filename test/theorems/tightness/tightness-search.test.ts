/** The tightness search: its doubles agree with the exact numbers, and it comes near the bounds. */
import { describe, expect, it } from 'vitest';
import { firstOf } from '../../support/some-of.js';
import { nearestDouble, createRatio } from '../../../src/exact/index.js';
import { measureScalar, witnesses } from '../../../src/theorems/rates/index.js';
import { mapScalarRun, sumSquaredGradients } from '../../../src/theorems/rates/scalar-recursion.js';
import { doubleField } from '../../../src/theorems/scenarios/double-field.js';
import { findTightestCase } from '../../../src/theorems/tightness/tightest-case.js';

/** Time for so many generations. */
function generations(count: number): () => boolean {
  let left = count;
  return () => (left -= 1) >= 0;
}

describe('the search', () => {
  const isMeasured = (_name: string, { theorem, run }: (typeof witnesses)[number]): void => {
    const number = (text: string): number => {
      const [numerator = '0', denominator = '1'] = text.split('/');
      return Number(numerator) / Number(denominator);
    };
    const { numerator, denominator } = measureScalar(theorem, run).measurement.averageSquaredGradient;
    const exact = nearestDouble(createRatio(numerator, denominator));
    const total = sumSquaredGradients(doubleField, theorem, mapScalarRun(run, number));
    const fast = total / (run.localStepCount * run.roundCount);
    expect(Math.abs(fast / exact - 1)).toBeLessThan(1e-9);
  };
  const measured = witnesses
    .filter(({ run }) => run.stepSize === '1')
    .map((witness) => [witness.run.name, witness] as const);
  /** It has by far the most steps. */
  const isLong = (name: string): boolean => name === 'mom-1-halved-snapshot-noise';
  const title = 'measures %s in doubles as exactly as doubles can';

  it.each(measured.filter(([name]) => !isLong(name)))(title, isMeasured);
  it.each(measured.filter(([name]) => isLong(name)))(title, { tags: 'long' }, isMeasured);

  firstOf(1, [
    ['MOM-1', 0.75],
    ['MOM-2', 0.78],
    ['MOM-3', 0.7],
    ['MVR-1', 0.75],
    ['SGD-1', 0.999],
    ['RATE-DET', 0.99],
    ['RATE-MOM', 0.66],
    ['RATE-MOM-G', 0.66],
    ['RATE-MVR', 0.64],
    ['FAM-1', 0.7],
    ['FAM-2', 0.7],
    ['RATE-MVR-H', 0.6],
    ['RATE-FAM', 0.5],
    ['RATE-TGT-MVR', 0.5],
  ] as const)('finds a case of %s with G/bound ≥ %d under the simple condition', (theorem, least) => {
    const found = findTightestCase({ theorem, condition: 'simple', seed: 1, hasTime: generations(900) });
    expect(found?.verdict).toMatchObject({ isSimpleConditionMet: true, isViolation: false });
    expect(Number(found?.verdict.ratio)).toBeGreaterThanOrEqual(least);
  });
});
