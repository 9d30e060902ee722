/** Rational cases: gradients, constants and noise, all decided exactly over ℚ. */
import { describe, expect, it } from 'vitest';
import { createVectorSpace, type Vector } from '../../../spec/algebra/index.js';
import { mapParameters } from '../../../spec/model/index.js';
import {
  createRationalField,
  createRatio,
  formatRatio,
  nearestDouble,
  parseExactNumber,
  runExact,
} from '../../../src/exact/index.js';
import { buildRationalCase, type RationalCase } from '../../../src/problems/constructed/rational-case.js';
import { decimalRatio } from '../../../src/problems/constructed/decimal-ratio.js';
import { rotationMatrix } from '../../../src/problems/constructed/givens.js';
import { arbitraryRationalCase, drawAt } from '../../../src/theorems/index.js';
import { createStream, drawInteger } from '../../../src/problems/draws.js';

const field = createRationalField();
type Rational = typeof field.one;
const { add, subtract, scale, dot, squaredNorm, zero } = createVectorSpace(field);
const { multiply, compare } = field;
const ratio = parseExactNumber;
const draw = (index: number, options: Parameters<typeof arbitraryRationalCase>[0] = {}, seed = 1) =>
  drawAt(arbitraryRationalCase(options), seed, index).value;
const cases = Array.from({ length: 300 }, (_, index) => draw(index));

/** Points with short coordinates around the case: at a well, at the flanks, far away. */
const pointsOf = (found: RationalCase, count: number, seed: number): readonly Vector<Rational>[] => {
  const stream = createStream(seed, 99);
  return Array.from({ length: count }, () =>
    Array.from({ length: found.dimension }, () =>
      field.fromRatio(createRatio(BigInt(drawInteger(stream, -40, 40)), BigInt(drawInteger(stream, 1, 12)))),
    ),
  );
};
const mean = (found: RationalCase, name: 'f' | 'h', at: Vector<Rational>): Vector<Rational> =>
  found.createOracle(field).gradient({ function: name, draw: 'mean', atom: 0, at });
const differenceAt = (found: RationalCase, at: Vector<Rational>): Vector<Rational> =>
  subtract(mean(found, 'f', at), mean(found, 'h', at));
type Probabilities = RationalCase['localProbabilities'];
const near = (at: Vector<Rational>, distance: string): Vector<Rational> =>
  at.map((value) => field.add(value, field.fromString(distance)));
/** square ≤ (bound·‖at‖)². */
const isWithin = (value: Vector<Rational>, bound: Rational, at: Vector<Rational>): boolean =>
  compare(squaredNorm(value), multiply(square(bound), squaredNorm(at))) <= 0;
/** Σ pⱼ‖value(j) − about‖². */
const variance = (probabilities: Probabilities, value: (atom: number) => Vector<Rational>, about: Vector<Rational>) =>
  probabilities.map((probability, atom) => multiply(lift(probability), squaredNorm(subtract(value(atom), about)))).reduce(field.add, field.zero); // prettier-ignore
const sampleOf = (found: RationalCase) => {
  const oracle = found.createOracle(field);
  const sample = (name: 'f' | 'h', draw: 'snapshot' | 'local', atom: number, at: Vector<Rational>) =>
    oracle.gradient({ function: name, draw, atom, at });
  const difference = (atom: number, at: Vector<Rational>) =>
    subtract(sample('f', 'snapshot', atom, at), sample('h', 'snapshot', atom, at));
  /** E‖g_D(at) − g_D(other)‖². */
  const spread = (at: Vector<Rational>, other: Vector<Rational>) =>
    variance(
      found.snapshotProbabilities,
      (atom) => subtract(difference(atom, at), difference(atom, other)),
      zero(found.dimension),
    );
  return { sample, difference, spread };
};
const square = (value: Rational): Rational => multiply(value, value);
const lift = field.fromRatio;

describe('300 random rational cases', () => {
  it('have a gradient that is the derivative of the value', () => {
    // A1 itself: |f(x + εe) − f(x) − ε⟨∇f(x), e⟩| ≤ Lε²/2 with ε = 10⁻⁹ leaves no room for another gradient.
    const step = field.fromString('1e-9');
    for (const found of cases) {
      const limit = multiply(field.fromString('0.5e-18'), lift(found.constants.smoothness));
      for (const at of pointsOf(found, 3, 1))
        at.forEach((_, axis) => {
          const move = at.map((_unused, i) => (i === axis ? step : field.zero));
          const rise = field.subtract(found.targetValue(field, add(at, move)), found.targetValue(field, at));
          const rest = field.subtract(rise, dot(mean(found, 'f', at), move));
          expect(compare(square(rest), square(limit)) <= 0).toBe(true);
        });
    }
  });

  it('satisfy A1 and A2 between points, L with equality in the limit at its well', { tags: 'long' }, () => {
    for (const found of cases) {
      const { smoothness, hessianSimilarity, minimizer } = found.constants;
      const points = pointsOf(found, 5, 2);
      points.forEach((at, i) => {
        const other = points[i + 1] ?? zero(found.dimension);
        const apart = subtract(at, other);
        const target = subtract(mean(found, 'f', at), mean(found, 'f', other));
        const difference = subtract(differenceAt(found, at), differenceAt(found, other));
        expect(isWithin(target, lift(smoothness), apart)).toBe(true);
        expect(isWithin(difference, lift(hessianSimilarity), apart)).toBe(true);
      });
      // Along the steepest well from its centre, ‖∇f‖ comes within 10⁻⁹ of L·distance.
      const { turns, wells } = found.blueprint.target;
      const lifted = turns.map(({ plane, cosine, sine }) => ({
        plane,
        cosine: lift(cosine),
        sine: lift(sine),
      }));
      const frame = rotationMatrix(field, found.dimension, lifted);
      const reached = wells.some((_, axis) => {
        const move = frame.map((row) => multiply(field.fromString('1e-6'), row[axis] ?? field.zero));
        const slope = mean(found, 'f', add(minimizer.map(lift), move));
        return !isWithin(slope, multiply(lift(smoothness), field.fromString('0.999999999')), move);
      });
      expect(reached).toBe(true);
    }
  });

  it('have inf f = 0 at the minimiser, F₀ = f(x⁰), and f ≥ 0', () => {
    for (const found of cases) {
      const { minimizer, infimum, suboptimality } = found.constants;
      const at = minimizer.map(lift);
      expect([formatRatio(infimum), field.format(found.targetValue(field, at))]).toEqual(['0', '0']);
      expect(mean(found, 'f', at).map(field.format)).toEqual(at.map(() => '0'));
      const start = found.targetValue(field, found.startingPoint.map(lift));
      expect(field.format(start)).toBe(formatRatio(suboptimality));
      for (const point of pointsOf(found, 3, 3))
        expect(compare(found.targetValue(field, point), field.zero) >= 0).toBe(true);
    }
  });

  it('are not convex: f lies above a chord', () => {
    for (const { constants, targetValue } of cases) {
      const valueAt = (distance: string) => targetValue(field, near(constants.minimizer.map(lift), distance));
      // A convex f with f(centre) = 0 would have f(1000 away) ≤ f(3000 away)/3.
      expect(compare(multiply(field.fromString('3'), valueAt('1000')), valueAt('3000')) > 0).toBe(true);
    }
  });

  it('have unbiased oracles with the variances that they claim, and A5', { tags: 'long' }, () => {
    for (const found of cases) {
      const { sample, difference, spread } = sampleOf(found);
      const { targetVariance, snapshotVariance, localVariance, meanSquareSimilarity } = found.constants;
      const { snapshotProbabilities: snapshot, localProbabilities: local } = found;
      const [at = [], other = []] = pointsOf(found, 2, 4);
      const laws = [
        [snapshot, (j: number) => sample('f', 'snapshot', j, at), mean(found, 'f', at), targetVariance],
        [snapshot, (j: number) => sample('h', 'snapshot', j, at), mean(found, 'h', at), undefined],
        [snapshot, (j: number) => difference(j, at), differenceAt(found, at), snapshotVariance],
        [local, (j: number) => sample('h', 'local', j, at), mean(found, 'h', at), localVariance],
      ] as const;
      for (const [probabilities, value, about, claimed] of laws) {
        const average = probabilities.map((p, j) => scale(lift(p), value(j))).reduce(add, zero(at.length));
        expect(average.map(field.format)).toEqual(about.map(field.format));
        if (claimed === undefined) continue;
        expect(field.format(variance(probabilities, value, about))).toBe(formatRatio(claimed));
      }
      const bound = multiply(square(lift(meanSquareSimilarity)), squaredNorm(subtract(at, other)));
      expect(compare(spread(at, other), bound) <= 0).toBe(true);
    }
  });

  it('are of every kind, step at most 1/(2L), and few enough sequences to enumerate', () => {
    const kinds: readonly ((found: RationalCase) => boolean)[] = [
      ({ isDifferenceAffine }) => isDifferenceAffine,
      ({ isDifferenceAffine }) => !isDifferenceAffine,
      ({ dimension }) => dimension === 2,
      ({ parameters }) => parameters.localStepCount > 1,
      ({ parameters }) => parameters.roundCount > 1,
      ...['none', 'additive-independent', 'additive-correlated', 'multiplicative'].map(
        (kind) => (found: RationalCase) => found.snapshotNoise === kind,
      ),
      ...['none', 'additive', 'multiplicative'].map(
        (kind) => (found: RationalCase) => found.localNoise === kind,
      ),
    ];
    for (const is of kinds) expect(cases.filter(is).length, String(is)).toBeGreaterThanOrEqual(9);
    for (const { parameters, constants, initialization, ...found } of cases) {
      const { stepSize, localStepCount, roundCount } = parameters;
      expect(2 * nearestDouble(stepSize) * nearestDouble(constants.smoothness)).toBeLessThanOrEqual(1);
      const draws = roundCount + (initialization.kind === 'batch' ? initialization.size : 0);
      const locals = found.localProbabilities.length ** (localStepCount * roundCount);
      const sequences = found.snapshotProbabilities.length ** draws * locals;
      expect(localStepCount * roundCount === 1 || sequences <= 1000).toBe(true);
    }
  });
});

describe('a rational case', () => {
  it('does not depend on the cases before it', () => {
    const { createOracle: _first, targetValue: _second, ...data } = draw(17);
    expect(cases[17]).toMatchObject(data);
    const { createOracle: _third, targetValue: _fourth, ...other } = draw(18);
    expect(cases[17]).not.toMatchObject(other);
  });

  it('obeys wishes', () => {
    const [variants, starts] = [['aux-mvr'], ['zero']] as const;
    const wish = {
      maximumDimension: 1,
      affineDifference: true,
      variants,
      starts,
      maximumSequences: 8,
    } as const;
    for (let index = 0; index < 60; index += 1)
      expect(draw(index, wish, 2)).toMatchObject({
        ...{ dimension: 1, isDifferenceAffine: true, variant: 'aux-mvr' },
        initialization: { kind: 'zero' },
      });
  });

  it('runs exactly: x²/(1 + x²) from 1 with h = f and η = 1/4 goes to 7/8', () => {
    const none = { weights: [1], target: [], auxiliary: [], correlation: ratio('0') };
    const well = { depth: ratio('1'), slope: ratio('1'), centre: ratio('0') };
    const found = buildRationalCase({
      name: 'one well',
      dimension: 1,
      target: { turns: [], wells: [well] },
      difference: { kind: 'quadratic', turns: [], spectrum: [ratio('0')], centre: [ratio('0')] },
      snapshotNoise: none,
      localNoise: { weights: [1], deviations: [] },
      variant: 'aux-mom',
      parameters: { stepSize: ratio('1/4'), momentumWeight: ratio('1'), localStepCount: 1, roundCount: 1 },
      initialization: { kind: 'zero' },
      startingPoint: [decimalRatio(1, 0)],
    });
    expect(formatRatio(found.constants.smoothness)).toBe('2');
    expect(formatRatio(found.constants.suboptimality)).toBe('0.5');
    const trace = runExact(field, 'aux-mom', {
      parameters: mapParameters(found.parameters, lift),
      initialization: { kind: 'zero' },
      startingPoint: [field.one],
      tape: { initial: [], rounds: [{ snapshot: 0, local: [0] }] },
      oracle: found.createOracle(field),
    });
    expect(trace.rounds[0]?.iterate.map(field.format)).toEqual(['0.875']); // f′(1) = 2/4
  });

  it('refuses atoms that do not exist, and local gradients of f', () => {
    const ask = (name: 'f' | 'h', draw: 'snapshot' | 'local', atom: number) => () =>
      sampleOf(cases[0] as RationalCase).sample(name, draw, atom, zero(2));
    expect(ask('h', 'snapshot', 99)).toThrow('no atom 99');
    expect(ask('h', 'local', 99)).toThrow('no atom 99');
    expect(ask('f', 'local', 0)).toThrow('h only');
  });

  it("does not satisfy A5 with A2's δ where its noise is multiplicative: the bound is needed", () => {
    const violates = cases.filter((found) => {
      const at = found.constants.minimizer.map(lift);
      const other = near(at, '0.01');
      const bound = multiply(
        square(lift(found.constants.hessianSimilarity)),
        squaredNorm(subtract(at, other)),
      );
      return compare(sampleOf(found).spread(at, other), bound) > 0;
    });
    expect(new Set(violates.map(({ snapshotNoise }) => snapshotNoise))).toEqual(new Set(['multiplicative']));
  });
});
