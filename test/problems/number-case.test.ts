import { describe, expect, it } from 'vitest';
import { createRationalField, type Ratio } from '../../src/exact/index.js';
import { readProblem } from '../../src/problems/index.js';
import { toNumberCase, toNumberProblem } from '../../src/problems/arithmetic.js';
import { edited, explicitFile, leastSquaresFile, readFixture } from './fixtures.js';

const field = { toRatio: (value: Ratio): Ratio => value };

describe('toNumberProblem', () => {
  it('maps every number of the case', () => {
    const resolved = readProblem(JSON.stringify(explicitFile), 'a.json', readFixture);
    expect(toNumberCase(field, resolved)).toMatchObject({
      parameters: { stepSize: 0.1, momentumWeight: 0.5, localStepCount: 2, roundCount: 3 },
      startingPoint: [1, 1],
      problem: { target: { matrix: [[1, 0.5], [0.5, 2]], vector: [1, -1] }, auxiliary: { vector: [0, 0.25], constant: 3 } }, // prettier-ignore
    });
    const table = readProblem(JSON.stringify(leastSquaresFile), 'a.json', readFixture);
    const rationals = createRationalField();
    const { snapshotAtoms } = toNumberProblem(field, table.problem);
    snapshotAtoms.forEach(({ target }, j) => {
      const exact = table.problem.snapshotAtoms[j]?.target.matrix.flat() ?? [];
      expect(target.matrix.flat()).toEqual(exact.map((value) => rationals.fromRatio(value).valueOf()));
    });
  });

  it('refuses a number that overflows', () => {
    const file = edited(explicitFile, ['startingPoint', 0], '2e308');
    const resolved = readProblem(JSON.stringify(file), 'a.json', readFixture);
    expect(() => toNumberCase(field, resolved)).toThrow(/^the conversion .* is too large for a double/);
    expect(toNumberProblem(field, resolved.problem).dimension).toBe(2);
    const long = edited(explicitFile, ['startingPoint', 0], `9.5${'9'.repeat(50)}e400`);
    const far = readProblem(JSON.stringify(long), 'a.json', readFixture);
    expect(() => toNumberCase(field, far)).toThrow('binary64: ≈ 9.60000e400 is too large for a double');
  });
});
