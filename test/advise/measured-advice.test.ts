/** From gradients alone to a verdict: it is that of the exact constants, or measure-more. */
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import {
  adviseRun,
  completeConstants,
  constantsOfProblem,
  measureConstants,
  parseConstants,
  type Budget,
} from '../../src/advise/index.js';
import { loadProblem } from '../../src/cli/read-file.js';
import { nearestDouble, parseExactNumber } from '../../src/exact/index.js';
import { root } from '../support/run-cli.js';
import { createQuadraticSource } from './quadratic-source.js';
import { firstOf } from '../support/some-of.js';

const budget: Budget = {
  kind: 'cost',
  total: parseExactNumber('40'),
  targetCost: parseExactNumber('1'),
  auxiliaryCost: parseExactNumber('0.02'),
};
const request = { budget, maximumLocalSteps: 8 };

describe('measured constants', () => {
  firstOf(1, [
    ['worse-than-sgd.json', 'do-not-use'],
    ['iris.json', 'use'],
    ['noisy-correlated.json', 'use'],
    ['correlation-scalar-a.json', 'do-not-use'],
  ])('of %s never lead to the other verdict than %s', async (file, expected) => {
    const { problem, startingPoint } = loadProblem(join(root, 'docs/examples', file));
    const exact = constantsOfProblem(loadProblem(join(root, 'docs/examples', file)));
    // δ of A5 is not measured: without it the same variants are considered
    const { meanSquareSimilarity: _similarity, ...known } = exact;
    expect(adviseRun({ ...request, constants: known }).verdict).toBe(expected);
    const measured = await measureConstants(createQuadraticSource(problem, 11), {
      startingPoint: startingPoint.map(nearestDouble),
      kurtosis: 17,
      pairs: 4000,
    });
    const constants = completeConstants(parseConstants(JSON.stringify(measured), 'measured'));
    expect([expected, 'measure-more']).toContain(adviseRun({ ...request, constants }).verdict);
    expect(measured.measurement?.warnings).toEqual([]);
  });
});
