/** STAB against the exact spectral radius of the round map, on random eigenpairs and exactly on the boundary. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  roundMatrix,
  stabilitySlacks,
  stabilityVerdict,
  type StabilityInput,
  type StabilityVerdict,
} from '../../../spec/theorems/index.js';
import { parseExactNumber, type Ratio } from '../../../src/exact/index.js';
import { arbitraryStabilityInput, inRing, moveToBoundary, type BoundaryKind } from './eigenpairs.js';
import { locateSpectralRadius, verdictOfRadius } from '../../../docs/tooling/theory-figures/spectrum.js';
import { firstOf } from '../../support/some-of.js';

/** What the spectrum says, and what STAB says. */
function verdicts(
  given: StabilityInput<Ratio>,
): readonly [spectrum: StabilityVerdict, theorem: StabilityVerdict] {
  const { field, input } = inRing(given);
  const radius = locateSpectralRadius(field, roundMatrix(field, input));
  return [verdictOfRadius[radius], stabilityVerdict(field, input)];
}

/** STAB with one inequality reversed: no theorem. */
function flippedVerdict(given: StabilityInput<Ratio>, flipped: number): StabilityVerdict {
  const { field, input } = inRing(given);
  const signs = stabilitySlacks(field, input).map(
    (slack, index) => field.compare(slack, field.zero) * (index === flipped ? -1 : 1),
  );
  if (signs.some((sign) => sign < 0)) return 'false';
  return signs.includes(0) ? 'boundary' : 'true';
}

const pair = (
  targetEigenvalue: string,
  auxiliaryEigenvalue: string,
  stepSize: string,
  localStepCount: number,
  momentumWeight: string,
): StabilityInput<Ratio> => ({
  stepSize: parseExactNumber(stepSize),
  momentumWeight: parseExactNumber(momentumWeight),
  localStepCount,
  targetEigenvalue: parseExactNumber(targetEigenvalue),
  auxiliaryEigenvalue: parseExactNumber(auxiliaryEigenvalue),
});

/** How often each verdict, and how often what kind of pair. */
const seen = new Map<string, number>();
const count = (label: string): void => void seen.set(label, (seen.get(label) ?? 0) + 1);

describe('STAB is the spectral radius', () => {
  firstOf(1, [[4_000], [20_000]])('on %i random eigenpairs, of every sign', (numRuns) => {
    fc.assert(
      fc.property(arbitraryStabilityInput, (input) => {
        const [spectrum, theorem] = verdicts(input);
        count(theorem);
        if (input.auxiliaryEigenvalue.numerator < 0n) count(`concave h, ${theorem}`);
        if (input.auxiliaryEigenvalue.numerator === 0n) count(`flat h, ${theorem}`);
        if (input.targetEigenvalue.numerator < 0n) count(`concave f, ${theorem}`);
        expect(theorem).toBe(spectrum);
      }),
      { numRuns },
    );
    // Nothing of this is vacuous: every kind of pair had verdicts of both signs.
    for (const label of [
      'true',
      'false',
      'concave h, true',
      'concave h, false',
      'flat h, true',
      'concave f, true',
    ]) {
      expect(seen.get(label) ?? 0, label).toBeGreaterThan(numRuns / 400);
    }
  });

  it.each<BoundaryKind>(['zero-curvature', 'frozen', 'determinant', 'upper-weight'])(
    'on 1000 pairs that were moved to the boundary: %s',
    (kind) => {
      const found = { boundary: 0, false: 0, true: 0 };
      fc.assert(
        fc.property(arbitraryStabilityInput, (input) => {
          const moved = moveToBoundary(input, kind);
          fc.pre(moved !== undefined);
          const [spectrum, theorem] = verdicts(moved);
          found[theorem] += 1;
          expect(theorem).toBe(spectrum);
          expect(theorem).not.toBe('true');
        }),
        { numRuns: 1000 },
      );
      expect(found.boundary).toBeGreaterThan(100);
      expect(found.true).toBe(0);
    },
  );

  it('on pairs 10⁻⁴⁰ to either side of the boundary', () => {
    const atEdge = pair('2', '1', '1', 1, '1');
    expect(verdicts(atEdge)).toEqual(['boundary', 'boundary']);
    expect(verdicts({ ...atEdge, targetEigenvalue: parseExactNumber(`2.${'0'.repeat(39)}1`) })).toEqual(['false', 'false']); // prettier-ignore
    expect(verdicts({ ...atEdge, targetEigenvalue: parseExactNumber(`1.${'9'.repeat(40)}`) })).toEqual(['true', 'true']); // prettier-ignore
  });
});

describe('a wrong STAB is found out', () => {
  it.each([0, 1, 2])('inequality %i reversed', (flipped) => {
    const disagreements = fc
      .sample(arbitraryStabilityInput, { numRuns: 400, seed: 1 })
      .filter((input) => flippedVerdict(input, flipped) !== verdicts(input)[0]);
    expect(disagreements.length).toBeGreaterThan(20);
  });

  it.each([
    [0, pair('1', '-1', '1/2', 4, '1/2')],
    [1, pair('-1', '1', '1/10', 3, '1/2')],
    [2, pair('3', '0', '1', 1, '1')],
  ] as const)('inequality %i left out', (omitted, input) => {
    const { field, input: inside } = inRing(input);
    const others = stabilitySlacks(field, inside).filter((_, index) => index !== omitted);
    expect(others.every((slack) => field.compare(slack, field.zero) > 0)).toBe(true); // nothing else objects
    expect(verdicts(input)).toEqual(['false', 'false']);
  });
});
