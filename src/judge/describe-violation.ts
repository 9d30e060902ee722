/** A violation in words: no codes, no TeX, no ratio to a bound of nothing. */
import { algorithms } from '../../spec/algorithms/index.js';
import { countOf } from '../errors.js';
import { liftDouble, nearestDouble } from '../exact/index.js';
import { subtractRatios } from '../exact/exact-number.js';
import { readExactText } from './read-reported.js';
import type { ComponentReport } from './judge-report.js';

/** What a person reads of a violation. */
export interface ViolationWords {
  /** `round 3, local step 2`. */
  readonly place: string;
  /** `coordinate 2 of m`. */
  readonly what: string;
  /** What the equation says. */
  readonly statement: string;
  readonly expected: string;
  readonly actual: string;
}

/** The words. */
export function describeViolation(violation: ComponentReport): ViolationWords {
  const { statement, round, step, component, sent } = violation;
  const quantity = plainMath(violation.quantity);
  const start = round === 0 ? 'the start, round 0' : `round ${round}`;
  const words = {
    place: step === undefined ? start : `${start}, local step ${step}`,
    statement: plainMath(statement),
  };
  const coded = wordsOfCode(quantity, violation);
  if (coded !== undefined) return { ...words, what: quantity, ...coded };
  const isRounded = violation.bound > 0;
  const [expected, actual] = showPair(violation.expected, violation.actual, isRounded);
  const isSentSo = sent === undefined || sent === violation.actual || sent === actual;
  return {
    ...words,
    what: `coordinate ${component + 1} of ${letterOf(violation, quantity)}`,
    expected,
    actual: isSentSo ? actual : `${actual}, sent as ${JSON.stringify(shortenNumber(sent))}`,
  };
}

/** The state m has another letter in the equations of the methods whose estimate is that of ∇f. */
function letterOf({ equation }: ComponentReport, quantity: string): string {
  const isOfTarget = Object.values(algorithms).some(
    ({ estimates, equations }) => estimates === 'target' && equations.some(({ id }) => id === equation),
  );
  return quantity === 'm' && isOfTarget ? 'u (reported as m)' : quantity;
}

type Coded = Pick<ViolationWords, 'expected' | 'actual'> & Partial<Pick<ViolationWords, 'what'>>;

/** What is compared as a number although it is none; undefined for coordinates of vectors. */
function wordsOfCode(quantity: string, violation: ComponentReport): Coded | undefined {
  const { equation, step, expected, actual, sent } = violation;
  const [, code = '', name = ''] =
    /^the (function and draw|atom|presence|existence|number) of (.*)$/u.exec(quantity) ?? [];
  switch (code) {
    case 'function and draw':
      return {
        what: `the gradient that stands for ${name}`,
        expected: name,
        actual: sent ?? 'a gradient of the other function, or from another kind of draw',
      };
    case 'atom':
      return expected === '-1' && step !== undefined
        ? {
            what: `the gradient ${name}`,
            expected: `no further gradient, because the round has ${countOf(step - 1, 'local step')}`,
            actual: 'one more gradient',
          }
        : {
            what: `the sample of ${name}`,
            expected: `sample ${expected}, which was drawn for it`,
            actual: `sample ${actual}`,
          };
    case 'presence':
      return { what: name, expected: 'a value', actual: 'nothing: it was not reported, or not asked for' };
    case 'existence':
      return { what: `the sample of ${name}`, expected: 'a sample of the problem', actual: 'an unknown one' };
    case 'number':
      return { expected, actual };
    default:
      return /^AUDIT|^REPORT\.[34]|^length /u.test(`${equation} ${expected}`) ||
        expected.startsWith('length ')
        ? { expected, actual }
        : undefined;
  }
}

/** One line a person can act on. */
export function formatViolation(violation: ComponentReport): string {
  const { place, what, statement, expected, actual } = describeViolation(violation);
  const { equation, fraction } = violation;
  const size = Number.isFinite(fraction) ? ` (${fraction.toPrecision(3)} times what rounding explains)` : '';
  return `${equation} is violated at ${place}, ${what}: expected ${expected}, got ${actual}${size}; ${statement}`;
}

/** Both numbers: a long one as the double next to it, unless the two would look alike. */
function showPair(expected: string, actual: string, isRounded: boolean): readonly [string, string] {
  const [short, other] = [asDouble(expected, isRounded), asDouble(actual, isRounded)];
  return short === other ? [shortenNumber(expected), shortenNumber(actual)] : [short, other];
}

/** No text of a double is longer. */
const longestDouble = 24;

/** The text; of a long number, or of a fraction among rounded ones, the double next to it. */
function asDouble(text: string, isRounded: boolean): string {
  const isFraction = text.includes('/');
  if (isFraction && !isRounded) return shortenNumber(text);
  if (text.length <= longestDouble && !isFraction) return text;
  const exact = readExactText(text);
  const value = exact === undefined ? NaN : nearestDouble(exact);
  if (exact === undefined || !Number.isFinite(value) || value === 0) return shortenNumber(text);
  return subtractRatios(exact, liftDouble(value)).numerator === 0n ? String(value) : `≈ ${value}`;
}

/** A long number, cut in the middle, where it says least. */
function shortenNumber(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 24)}…${text.slice(-8)} (${text.length} characters)`;
}

const symbols: Readonly<Record<string, string>> = {
  zeta: 'ζ',
  xi: 'ξ',
  eta: 'η',
  nabla: '∇',
  bar: '',
  hat: '',
};

const superscripts: Readonly<Partial<Record<string, string>>> = {
  ...{ 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' },
  ...{ '-': '⁻', '−': '⁻', '+': '⁺', t: 'ᵗ', k: 'ᵏ' },
};

/** A formula as plain text: letters in place of commands, xᵗ⁻¹ for x^{t-1}, and y^(t,k−1) where no superscripts exist. */
export function plainMath(text: string): string {
  return text
    .replaceAll('$', '')
    .replaceAll(/\\([a-z]+)\s?/gu, (command, name: string) => symbols[name] ?? command)
    .replaceAll(/\{(.)\}/gu, '$1')
    .replaceAll(/\^\{([^{}]*)\}|\^([tk\d])(?![\w(])/gu, (_, inside: string | undefined, single = '') => {
      const raised = Array.from(inside ?? (single as string)).map((letter) => superscripts[letter]);
      return raised.includes(undefined) ? `^(${(inside ?? '').replaceAll('-', '−')})` : raised.join('');
    });
}
