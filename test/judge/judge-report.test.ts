/** The line that a person reads about a violation, and the numbers that a reader of traces takes. */
import { describe, expect, it } from 'vitest';
import { formatViolation, reportingRules, type ComponentReport } from '../../src/judge/judge-report.js';
import { readDouble, readExactText } from '../../src/judge/read-reported.js';

const violation: ComponentReport = {
  equation: 'AUX-MOM.2',
  statement: 'the estimate is an average',
  round: 3,
  quantity: 'm',
  component: 1,
  expected: '0.5',
  actual: '0.75',
  error: 0.25,
  bound: 0.125,
  fraction: 2,
  boundInUlps: 1,
};

describe('a violation in one line', () => {
  it('says the equation, the place, both numbers and how far off it is', () => {
    expect(formatViolation(violation)).toBe(
      'AUX-MOM.2 is broken at round 3: m[1] is 0.75, expected 0.5 (2.00 times the rounding bound); the estimate is an average',
    );
    expect(formatViolation({ ...violation, step: 2 })).toContain('broken at round 3, local step 2: m[1]');
    expect(formatViolation({ ...violation, fraction: Infinity })).toContain('expected 0.5; the estimate');
  });

  it('cuts numbers of more than 40 characters', () => {
    const line = (actual: string) => formatViolation({ ...violation, actual });
    expect(line('7'.repeat(40))).toContain(`m[1] is ${'7'.repeat(40)}, expected`);
    expect(line('7'.repeat(41))).toContain(`m[1] is ${'7'.repeat(24)}…(41 characters), expected`);
    expect(formatViolation({ ...violation, expected: '8'.repeat(50) })).toContain(
      `expected ${'8'.repeat(24)}…(50 characters)`,
    );
  });
});

it('the rules of reporting are sentences', () => {
  expect(reportingRules).toEqual({
    'REPORT.1': 'a run reports exactly its T rounds',
    'REPORT.2': 'every vector has the dimension of the problem',
    'REPORT.3': 'every number is finite',
    'REPORT.4': 'every number is one of the declared arithmetic',
  });
});

describe('reported numbers', () => {
  it('are doubles, finite ones', () => {
    expect(readDouble(0.75)).toEqual({ numerator: 3n, denominator: 4n });
    expect([NaN, Infinity, -Infinity].map(readDouble)).toEqual([undefined, undefined, undefined]);
  });

  it('are exact texts, up to an exponent that memory can hold', () => {
    expect(readExactText('-1/3')).toEqual({ numerator: -1n, denominator: 3n });
    expect(readExactText('1e20000')?.numerator).toBe(10n ** 20000n);
    expect(['', 'x', '1/0', 'NaN', '1e1000001'].map(readExactText)).toEqual(Array(5).fill(undefined));
    expect(() => readExactText(undefined as never)).toThrow(TypeError);
  });
});
