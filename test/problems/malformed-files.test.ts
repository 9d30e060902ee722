import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.js';
import { readProblem } from '../../src/problems/index.js';
import { explicitFile, leastSquaresFile, readFixture } from './fixtures.js';
import { malformedFiles } from './malformed-files.js';

const read = (text: string) => readProblem(text, 'mine.json', readFixture);

describe('malformed problem files', () => {
  it('are at least 30, and no two of one name', () => {
    expect(malformedFiles.length).toBeGreaterThanOrEqual(30);
    expect(new Set(malformedFiles.map(({ name }) => name)).size).toBe(malformedFiles.length);
  });

  it('come from files that are right', () => {
    expect(() => read(JSON.stringify(explicitFile))).not.toThrow();
    expect(() => read(JSON.stringify(leastSquaresFile))).not.toThrow();
  });

  it.each(malformedFiles)('$name: one clear error at $path', ({ text, path, parts }) => {
    let caught: unknown;
    try {
      read(text);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(InputError);
    const error = caught as InputError;
    expect(error.where.startsWith(`mine.json at ${path}`)).toBe(true);
    expect(error.where.slice(`mine.json at ${path}`.length)).toMatch(/^$|^, line \d+, column \d+$/);
    for (const part of parts) expect(error.message).toContain(part);
    for (const part of [error.problem, error.expected, error.fix]) expect(part.length).toBeGreaterThan(3);
    expect(error.message).not.toMatch(/undefined|\[object|\n/);
    expect(error.message.length).toBeLessThan(700);
  });
});
