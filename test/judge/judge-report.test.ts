/** The line that a person reads about a violation, and the numbers that a reader of traces takes. */
import { describe, expect, it } from 'vitest';
import { formatViolation, plainMath } from '../../src/judge/describe-violation.js';
import { reportingRules, type ComponentReport } from '../../src/judge/judge-report.js';
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
      'AUX-MOM.2 is violated at round 3, coordinate 2 of m: expected 0.5, got 0.75 (2.00 times what rounding explains); the estimate is an average',
    );
    expect(formatViolation({ ...violation, step: 2 })).toContain(
      'at round 3, local step 2, coordinate 2 of m',
    );
    expect(formatViolation({ ...violation, equation: 'AUX-MVR-TARGET.2' })).toContain(
      'coordinate 2 of u (reported as m): expected',
    );
    expect(formatViolation({ ...violation, fraction: Infinity })).toContain('got 0.75; the estimate');
  });

  it('shows what was sent where it was written otherwise', () => {
    const line = (sent: string) => formatViolation({ ...violation, sent });
    expect(line('7.5e-1')).toContain('got 0.75, sent as "7.5e-1" (');
    expect(line('0.75')).toContain('got 0.75 (');
  });

  it('shows the double next to a number of many digits, and cuts what is none or would look alike', () => {
    const long = `0.${'3'.repeat(50)}`;
    const line = (expected: string, actual: string, bound = 1e-16) =>
      formatViolation({ ...violation, bound, expected, actual });
    expect(line(long, '0.5')).toContain('expected ≈ 0.3333333333333333, got 0.5');
    expect(line(long, `${long}1`)).toContain(
      `expected ${long.slice(0, 24)}…33333333 (52 characters), got ${long.slice(0, 24)}…33333331 (53 characters)`,
    );
    expect(line(`${'7'.repeat(50)}/3`, '1', 0)).toContain(
      `expected ${'7'.repeat(24)}…777777/3 (52 characters)`,
    );
    // among numbers that are rounded, a fraction is shown as one of them
    expect(line('123385775496460799/108086391056891904', '0.5')).toContain('expected ≈ 1.1415477');
    expect(line('3/4', '0.5')).toContain('expected 0.75, got 0.5');
    expect(line('3/4', '1/2', 0)).toContain('expected 3/4, got 1/2');
  });

  it.each([
    [
      'the atom of g_h(y^{t,k-1}, \\zeta^{t,k})',
      '-1',
      '1',
      'the gradient g_h(y^(t,k−1), ζ^(t,k)): expected no further gradient, because the round has 2 local steps, got one more gradient;',
    ],
    [
      'the atom of g_h(x^{t-1}, \\xi^t)',
      '0',
      '1',
      'the sample of g_h(xᵗ⁻¹, ξᵗ): expected sample 0, which was drawn for it, got sample 1;',
    ],
    [
      'the function and draw of g_h(x^{t-1}, \\xi^t)',
      '0',
      '1',
      'the gradient that stands for g_h(xᵗ⁻¹, ξᵗ): expected g_h(xᵗ⁻¹, ξᵗ), got a gradient of the other function, or from another kind of draw;',
    ],
    [
      'the presence of m',
      '1',
      '0',
      'm: expected a value, got nothing: it was not reported, or not asked for;',
    ],
    ['the number of local steps', '2', '1', 'the number of local steps: expected 2, got 1;'],
    ['x', 'length 2', 'length 3', 'x: expected length 2, got length 3;'],
  ])('says in words what is no coordinate: %s', (quantity, expected, actual, words) => {
    const line = formatViolation({ ...violation, step: 3, fraction: Infinity, quantity, expected, actual });
    expect(line).toContain(`local step 3, ${words}`);
    expect(line).not.toMatch(/[\\${}\[\]]|Infinity/);
  });
});

it('formulas are plain text', () => {
  expect(plainMath('$\\bar g_h(y^{t,k-1}, \\zeta^{t,k})$ and $x^{t-1}$, x^t, m^{12}, \\unknown')).toBe(
    'g_h(y^(t,k−1), ζ^(t,k)) and xᵗ⁻¹, xᵗ, m¹², \\unknown',
  );
});

it('the rules of reporting are sentences', () => {
  expect(reportingRules).toEqual({
    'REPORT.1': 'a run reports exactly its T rounds',
    'REPORT.2': 'every vector has the dimension of the problem',
    'REPORT.3': 'every number is finite, and written as its arithmetic allows',
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
