/** The round map of STAB is what exact runs do, and STAB is its exact spectral radius, also on the boundary. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  combineVerdicts,
  roundMatrix,
  stabilityVerdict,
  type StabilityInput,
  stabilitySlacks,
  type StabilityVerdict,
} from '../../../spec/theorems/index.js';
import { type ExactField, type RadixNumber, type Ratio } from '../../../src/exact/index.js';
import { pythagoreanAngle } from '../../../src/problems/constructed/givens.js';
import { radixFieldFor } from '../../../src/problems/arithmetic.js';
import {
  arbitraryStabilityInput,
  inField,
  inRing,
  moveToBoundary,
  pair,
  type BoundaryKind,
} from './eigenpairs.js';
import { differencesByPair, runCommuting, type CommutingCase, type Pair } from './commuting-runs.js';
import {
  type SmallMatrix,
  locateSpectralRadius,
  verdictOfRadius,
} from '../../../docs/tooling/theory-figures/spectrum.js';
import { firstOf } from '../../support/some-of.js';
import { forAll } from '../../support/for-all.js';

const rounds = 4;

/** (x, m) ↦ M (x, m). */
function move<S>(
  { add, multiply }: ExactField<S>,
  [[p, q], [r, s]]: SmallMatrix<S>,
  [x, m]: Pair<S>,
): Pair<S> {
  return [add(multiply(p, x), multiply(q, m)), add(multiply(r, x), multiply(s, m))];
}

/** Runs a pair of starts on d = 1 or 2 eigenpairs that share η, a and K; gives the verdict of STAB. */
function checkRuns(given: StabilityInput<Ratio>, others: readonly [Ratio, Ratio][] = []): string {
  const inputs = [
    given,
    ...others.map(([targetEigenvalue, auxiliaryEigenvalue]) => ({
      ...given,
      ...{ targetEigenvalue, auxiliaryEigenvalue },
    })),
  ];
  const field = radixFieldFor(inputs.flatMap(({ localStepCount: _, ...numbers }) => Object.values(numbers)));
  const pairs = inputs.map((input) => inField(field, input));
  const run = inField(field, given);
  const { cosine, sine } = pythagoreanAngle(1);
  const turn = { plane: [0, 1] as const, cosine: field.fromRatio(cosine), sine: field.fromRatio(sine) };
  const turns = pairs.length === 1 ? [] : [turn];
  const constant = (text: string) => pairs.map(() => field.fromString(text));
  const commuting: CommutingCase<RadixNumber> = {
    ...{ ...run, roundCount: rounds, turns },
    targetSpectrum: pairs.map(({ targetEigenvalue }) => targetEigenvalue),
    auxiliarySpectrum: pairs.map(({ auxiliaryEigenvalue }) => auxiliaryEigenvalue),
    targetVector: constant('0.7'),
    auxiliaryVector: constant('-0.4'),
  };
  const left = runCommuting(field, commuting, { iterate: constant('2'), correction: constant('-0.5') });
  const right = runCommuting(field, commuting, { iterate: constant('-1'), correction: constant('1.5') });
  const differences = differencesByPair(field, turns, left, right);
  const verdicts = pairs.map((pair, index) => {
    const matrix = roundMatrix(field, pair);
    const path = differences.map((round) => round[index] as Pair<RadixNumber>);
    // The round map of the specification is what the engine does.
    path.slice(1).forEach(([x, m], t) => {
      const [expectedX, expectedM] = move(field, matrix, path[t] as Pair<RadixNumber>);
      expect([field.compare(x, expectedX), field.compare(m, expectedM)]).toEqual([0, 0]);
    });
    return stabilityVerdict(field, pair);
  });
  return combineVerdicts(verdicts);
}

describe('the difference of two exact runs moves by the round map', () => {
  firstOf(1, [[60], [300]])('on %i random problems in one dimension', (numRuns) => {
    const seen = { true: 0, boundary: 0, false: 0 };
    forAll(numRuns, [arbitraryStabilityInput], (input) => {
      seen[checkRuns(input) as keyof typeof seen] += 1;
    });
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(numRuns / 6);
  });

  it('on 200 commuting problems in two dimensions, turned out of the axes', { tags: 'long' }, () => {
    const seen = { true: 0, boundary: 0, false: 0 };
    forAll(200, [arbitraryStabilityInput, arbitraryStabilityInput], (input, other) => {
      const verdict = checkRuns(input, [[other.targetEigenvalue, other.auxiliaryEigenvalue]]);
      seen[verdict as keyof typeof seen] += 1;
    });
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(10);
  });
});

const field = radixFieldFor([]);
const numbers = (...texts: readonly string[]) => texts.map(field.fromString);

/** xᵗ and mᵗ of a one-dimensional run with b = 0.2, c = 0 from x⁰ = 1, m⁰ = 0, as doubles to look at. */
function follow(given: StabilityInput<Ratio>, roundCount: number) {
  const input = inField(field, given);
  const commuting = {
    ...{ ...input, roundCount, turns: [] },
    targetSpectrum: [input.targetEigenvalue],
    auxiliarySpectrum: [input.auxiliaryEigenvalue],
    targetVector: numbers(given.targetEigenvalue.numerator === 0n ? '0' : '0.2'),
    auxiliaryVector: numbers('0'),
  };
  const states = runCommuting(field, commuting, { iterate: numbers('1'), correction: numbers('0') });
  const toDouble = (value = field.zero): number => Number(field.format(value));
  return {
    verdict: stabilityVerdict(field, input),
    path: states.map(({ iterate: [x], correction: [m] }): Pair<number> => [toDouble(x), toDouble(m)]),
  };
}

describe('the named cases', () => {
  it('λ_f = 0: boundary, and the run still converges', () => {
    const { verdict, path } = follow(pair('0', '1', '0.1', 3, '0.5'), 60);
    expect(verdict).toBe('boundary');
    const [[before], [x, m]] = [path.at(-2) ?? [NaN, NaN], path.at(-1) ?? [NaN, NaN]];
    expect(Math.abs(x - before)).toBeLessThan(1e-15);
    expect(x).toBeGreaterThan(0.1); // a limit that depends on the start: every x is a minimiser of f
    expect(m).toBeCloseTo(-x, 12); // m = −∇h(x) there
  });

  it('λ_f = 0 and āQ = 1: boundary too, and the run diverges linearly', () => {
    const { verdict, path } = follow(pair('0', '-1', '1', 1, '0.5'), 40);
    expect(verdict).toBe('boundary');
    const steps = path.slice(1).map(([x], t) => x - (path[t]?.[0] ?? NaN));
    expect(new Set(steps)).toEqual(new Set([0.5])); // the same step for ever: the eigenvalue 1 is double and defective
  });

  it('S = 0: boundary, and x is frozen while m converges', () => {
    const { verdict, path } = follow(pair('1', '2', '1', 2, '0.5'), 30);
    expect(verdict).toBe('boundary');
    expect(new Set(path.map(([x]) => x))).toEqual(new Set([1]));
    expect(path.at(-1)?.[1]).toBeCloseTo(-1.2, 8);
  });

  it('λ_f < 0 with S < 0: true, and the run converges to a maximiser', () => {
    const { verdict, path } = follow(pair('-0.1', '2.2', '1', 2, '0.9'), 500);
    expect(verdict).toBe('true');
    expect(path.at(-1)?.[0]).toBeCloseTo(-2, 3); // ∇f(x) = −0.1x − 0.2 vanishes there, and f'' < 0
  });
});

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

/** How often each verdict, and how often what kind of pair. */
const seen = new Map<string, number>();
const count = (label: string): void => void seen.set(label, (seen.get(label) ?? 0) + 1);

describe('STAB is the spectral radius', () => {
  firstOf(1, [[4_000], [20_000]])('on %i random eigenpairs, of every sign', (numRuns) => {
    forAll(numRuns, [arbitraryStabilityInput], (input) => {
      const [spectrum, theorem] = verdicts(input);
      count(theorem);
      if (input.auxiliaryEigenvalue.numerator < 0n) count(`concave h, ${theorem}`);
      if (input.auxiliaryEigenvalue.numerator === 0n) count(`flat h, ${theorem}`);
      if (input.targetEigenvalue.numerator < 0n) count(`concave f, ${theorem}`);
      expect(theorem).toBe(spectrum);
    });
    // Nothing of this is vacuous: every kind of pair had verdicts of both signs.
    const kinds = ['true', 'false', 'concave h, true', 'concave h, false', 'flat h, true', 'concave f, true'];
    for (const label of kinds) expect(seen.get(label) ?? 0, label).toBeGreaterThan(numRuns / 400);
  });

  it.each<BoundaryKind>(['zero-curvature', 'frozen', 'determinant', 'upper-weight'])(
    'on 1000 pairs that were moved to the boundary: %s',
    (kind) => {
      const found = { boundary: 0, false: 0, true: 0 };
      forAll(1000, [arbitraryStabilityInput], (input) => {
        const moved = moveToBoundary(input, kind);
        fc.pre(moved !== undefined);
        const [spectrum, theorem] = verdicts(moved);
        found[theorem] += 1;
        expect(theorem).toBe(spectrum);
        expect(theorem).not.toBe('true');
      });
      expect(found.boundary).toBeGreaterThan(100);
      expect(found.true).toBe(0);
    },
  );

  it('on pairs 10⁻⁴⁰ to either side of the boundary', () => {
    const at = (target: string) => verdicts(pair(target, '1', '1', 1, '1'));
    expect(at('2')).toEqual(['boundary', 'boundary']);
    expect(at(`2.${'0'.repeat(39)}1`)).toEqual(['false', 'false']);
    expect(at(`1.${'9'.repeat(40)}`)).toEqual(['true', 'true']);
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
