/** Any case can be saved as a problem file and read back. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExactNumber } from '../../src/exact/index.js';
import {
  formatProblemFile,
  readProblem,
  toProblemFile,
  type ResolvedProblem,
} from '../../src/problems/index.js';
import { firstOf } from '../support/some-of.js';
import { firstCases } from './constructed/known-case.js';

const folder = new URL('../../docs/examples/', import.meta.url);
const readText = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
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

  it.each(readdirSync(folder).filter((name) => name.endsWith('.json')))(
    'for docs/examples/%s, fractions and tables included',
    (name) => {
      const resolved = readProblem(readText(name), name, readText);
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
