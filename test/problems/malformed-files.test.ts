import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { parseProblemText, problemFileSchema, readProblem } from '../../src/problems/index.js';
import { edited, explicitFile, leastSquaresFile, readFixture, resolved } from './fixtures.js';
import { malformedFiles } from './malformed-files.js';

describe('malformed problem files', () => {
  it('come from files that are right', () => {
    for (const file of [explicitFile, leastSquaresFile]) expect(() => resolved(file)).not.toThrow();
  });

  it.each(malformedFiles)('$name: one clear error at $path', ({ text, path, parts }) => {
    let error: unknown;
    try {
      readProblem(text, 'mine.json', readFixture);
    } catch (caught) {
      error = caught;
    }
    if (!(error instanceof InputError)) throw new Error('no InputError was thrown');
    expect(error.where.startsWith(`mine.json at ${path}`)).toBe(true);
    expect(error.where.slice(`mine.json at ${path}`.length)).toMatch(/^$|^, line \d+, column \d+$/);
    for (const part of parts) expect(error.message).toContain(part);
    for (const part of [error.problem, error.expected, error.fix]) expect(part.length).toBeGreaterThan(3);
    expect(error.message).not.toMatch(/undefined|\[object|\n/);
    expect(error.message.length).toBeLessThan(700);
  });
});

describe('parseProblemText', () => {
  const parse = (text: string) => parseProblemText(text, 'a.json');

  it.each([
    ['explicit', explicitFile],
    ['least squares', leastSquaresFile],
  ])('returns an %s file as written, and ignores a byte-order mark', (_, file) => {
    const parsed = parse(`\uFEFF${JSON.stringify(file)}`);
    expect([parsed, parse(JSON.stringify(parsed, null, 2))]).toEqual([file, parsed]);
    expect(problemFileSchema.parse(file)).toEqual(file);
  });

  it.each(['1', '-1', '+1', '0.25', '1e-3', '1E+3', '007', '1/3', '-2/6'])('takes the number %s', (text) => {
    const file = edited(explicitFile, ['startingPoint', 0], text);
    expect(parse(JSON.stringify(file)).startingPoint[0]).toBe(text);
  });

  it('lets a key that names a prototype be unknown like any other', () => {
    const text = JSON.stringify(explicitFile).replace('"seed":7', '"seed":7,"__proto__":{"seed":1}');
    expect(() => parse(text)).toThrow(/"__proto__" is unknown/);
  });
});
