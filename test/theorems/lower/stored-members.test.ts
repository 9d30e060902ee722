/** The hard members that ship as problem files: what they are, and what `auxopt run` makes of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { floorOf, reachesFloor } from '../../../spec/theorems/index.js';
import { createRationalField, parseExactNumber, ratioField, type Ratio } from '../../../src/exact/index.js';
import { expectRun } from '../../../src/expectation/index.js';
import { formatProblemFile, readProblem } from '../../../src/problems/index.js';
import { describeHuberProblem, huberValue, type HuberProblem } from '../../../src/problems/huber-problem.js';
import { readAnyProblem } from '../../../src/problems/resolve-problem.js';
import { runHuberExactly } from '../../../src/cli/run/run-case.js';
import { measureClaim } from '../../../src/theorems/lower/lower-case.js';
import { storedMembers, toHuberFile } from '../../support/hard-members.js';

const folder = 'spec/vectors/hard-members';
const number = parseExactNumber;

it('the folder has a file for each, and no other', () => {
  expect(readdirSync(folder).sort()).toEqual(storedMembers.map(({ file }) => file).sort());
});

describe.each(storedMembers)('$file', ({ file, text, problem, claim, given }) => {
  const stored = readFileSync(`${folder}/${file}`, 'utf8');

  it('is what the constructor gives for its parameters', () => {
    expect([stored, readAnyProblem(stored, file, () => '')]).toEqual([text, problem]);
  });

  it('reaches the floor of its claim by an exact run, and not a hundred times it', () => {
    const { input, quantity } = measureClaim(claim, given);
    const floor = floorOf(ratioField, claim, input);
    const own = 'quadratic' in problem ? leastSquare(problem) : expectRun(problem).averageSquaredGradient;
    // the noisy member may be the smaller one of the two of its claim
    expect(ratioField.compare(own, quantity)).toBeLessThanOrEqual(0);
    if (claim.id === 'snapshot-noise') return;
    expect([ratioField.compare(own, quantity), reachesFloor(ratioField, own, floor)]).toEqual([0, true]);
    const ten = ratioField.fromString('10');
    const boast = (fraction: typeof floor.value) => ({
      ...fraction,
      numerator: ratioField.multiply(ratioField.multiply(ten, ten), fraction.numerator),
    });
    const square = floor.square && boast(floor.square);
    expect(reachesFloor(ratioField, own, { value: boast(floor.value), ...(square && { square }) })).toBe(
      false,
    );
  });
});

/** The least ‖∇f(xᵗ)‖² of the rounds from which steps start, as `auxopt run` computes it; all are alike on a Huber member. */
function leastSquare(problem: HuberProblem): Ratio {
  const squares = runHuberExactly(problem)
    .rounds.slice(0, -1)
    .map(({ squaredGradient }) => squaredGradient?.ratio ?? ratioField.zero);
  return squares.reduce((least, one) => (ratioField.compare(one, least) < 0 ? one : least));
}

describe('problems with Huber terms', () => {
  const base = {
    format: 'auxopt-problem/1',
    name: 'bent',
    dimension: 1,
    target: { matrix: [['1']], vector: ['2'], huber: { curvature: '3', slope: '1' } },
    auxiliary: { matrix: [['2']], vector: ['0'], huber: { curvature: '1', slope: '2' } },
    variant: 'aux-mom',
    parameters: { stepSize: '1/7', momentumWeight: '1/2', localStepCount: 2, roundCount: 3 },
    initialization: { kind: 'zero' },
    startingPoint: ['5'],
    seed: 1,
  };
  const read = (file: object): HuberProblem => {
    const problem = readAnyProblem(JSON.stringify(file), 'bent.json', () => '');
    if (!('quadratic' in problem)) throw new Error('it has Huber terms');
    return problem;
  };

  it('run by hand: x⁰ = 5, one round of two steps', () => {
    const [, first] = runHuberExactly(
      read({ ...base, parameters: { ...base.parameters, stepSize: '1' } }),
    ).rounds;
    // ∇f(5) = 5 − 2 + 1 = 4, ∇h(5) = 10 + 2 = 12, m = ½(4 − 12) = −4; y = 5 − (12 − 4) = −3; ∇h(−3) = −6 − 2 = −8; x = −3 − (−8 − 4) = 9
    expect([first?.correction, first?.iterate]).toEqual([['-4'], ['9']]);
    // f(9) = 81/2 − 18 + (9 − 1/6) = 94/3
    expect(first?.targetValue?.ratio).toEqual({ numerator: 94n, denominator: 3n });
    expect(first?.squaredGradient?.text).toBe('64');
  });

  it('L, δ and inf f by pieces', () => {
    const { smoothness, hessianSimilarity, optimum } = describeHuberProblem(read(base));
    expect(smoothness.upper).toEqual(number('4')); // 1 + 3 inside
    // f″ − h″: 4 − 3 inside 1/3, 1 − 3 up to 2, 1 − 2 beyond
    expect(hessianSimilarity.upper).toEqual(number('2'));
    // ∇f = x − 2 + 1 = 0 at 1, where 3x > 1: f(1) = 1/2 − 2 + 1 − 1/6
    expect(optimum?.value).toEqual(number('-2/3'));
    const flat = { ...base, target: { ...base.target, matrix: [['0']] } };
    expect(describeHuberProblem(read(flat)).optimum).toBeUndefined(); // slope −2 against ±1
  });

  it('the least value is no larger than any other', () => {
    const problem = read(base);
    const least = describeHuberProblem(problem).optimum?.value ?? ratioField.zero;
    const field = createRationalField();
    for (let i = -40; i <= 40; i += 1) {
      const x = number(`${i}/10`);
      const [at, term] = [field.fromRatio(x), problem.target];
      if (term === undefined) throw new Error('f has a term');
      const quadratic = at.mul(at).div(2).sub(at.mul(2));
      const value = field.toRatio(quadratic.add(field.fromRatio(huberValue(term, x))));
      expect(ratioField.compare(least, value), String(i)).toBeLessThanOrEqual(0);
    }
  });

  it('come back from their file', () => {
    const problem = read(base);
    expect(read(JSON.parse(formatProblemFile(toHuberFile(problem))) as object)).toEqual(problem);
  });

  it.each([
    ['two dimensions', { dimension: 2, target: { matrix: [['1', '0'], ['0', '1']], vector: ['0', '0'], huber: { curvature: '1', slope: '1' } } }, 'dimension 1'], // prettier-ignore
    [
      'a slope of 0',
      { target: { ...base.target, huber: { curvature: '1', slope: '0' } } },
      '$.target.huber.slope',
    ],
    ['a negative curvature', { auxiliary: { ...base.auxiliary, huber: { curvature: '-1', slope: '1' } } }, '$.auxiliary.huber.curvature'], // prettier-ignore
    ['a missing slope', { target: { ...base.target, huber: { curvature: '1' } } }, '$.target.huber'],
  ])('%s is refused', (_title, change, expected) => {
    expect(() => read({ ...base, ...change })).toThrow(expected);
  });

  it('whoever needs a quadratic is told that it is none', () => {
    expect(() => readProblem(JSON.stringify(base), 'bent.json', () => '')).toThrow(
      'bent.json at $.target.huber: the target has a Huber term; expected a quadratic problem',
    );
  });
});
