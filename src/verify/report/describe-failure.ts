/** What is known about a failure, in the same words in every form of the report. */
import { countOf } from '../../errors.js';
import { type ComponentReport, formatViolation } from '../../judge/index.js';
import { describeViolation, plainMath } from '../../judge/describe-violation.js';
import { showDouble, showLastLines } from './foreign-text.js';
import type { CaseResult, Formula, Suspicion } from './verify-report.js';

/** A fact, and what it is about: nothing where it goes on from the one before. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  /** Whether it stands under the fact before, column by column. */
  readonly isAligned?: true;
}

/** A fact as a line. */
export const factLine = ({ label, text }: Fact): string => `${label.padEnd(factIndent)}${text}`;

/** Columns before the text of a fact. */
export const factIndent = 12;

/**
 * Everything that is known about a failure but its log: the equation that the program computes first. What an implementation says in it is as
 * it was said: each form makes it fit to be shown.
 */
export function describeFailure({ message, violation, diagnosis = [] }: CaseResult): readonly Fact[] {
  const facts = diagnosis.flatMap((one, index) => describeSuspicion(one, diagnosis[index - 1]));
  // a message that says in one line what the violation says in several is left out
  // eslint-disable-next-line no-restricted-syntax -- of the two, sentences that were added are kept
  const isRepeated = violation !== undefined && message === formatViolation(violation);
  if (message !== undefined && !isRepeated) facts.push({ label: 'message', text: message });
  if (violation === undefined) return facts;
  const { place, what, statement, expected, actual } = describeViolation(violation);
  return [
    ...facts,
    { label: 'breaks', text: `${violation.equation}: ${statement}` },
    { label: 'first seen', text: `${place}, ${what}: expected ${expected}, got ${actual}` },
    ...describeSize(violation),
    ...hintsAt(violation),
  ];
}

/** A likely mistake, or another one in the place of those before. */
function describeSuspicion({ id, mistake, fix, formula, second }: Suspicion, before?: Suspicion): Fact[] {
  const or = before && 'or';
  if (formula === undefined)
    return [
      { label: or ?? 'mistake', text: `${plainMath(mistake)} (${id})` },
      { label: 'to fix it', text: plainMath(fix) },
    ];
  const isOfSameLine = before?.formula?.should === formula.should && before.second?.should === second?.should;
  return [
    ...(isOfSameLine
      ? [{ label: 'or', text: formula.is || left }, ...conditionOf(formula)]
      : describeFormula(formula, or === undefined ? 'should be' : 'or instead')),
    ...(second ? describeFormula(second, 'and') : []),
  ];
}

/** What stands in the place of a line that is left out. */
const left = 'nothing';

function describeFormula(formula: Formula, label: string): Fact[] {
  if (formula.is === '')
    return [{ label, text: formula.should }, { label: 'yours is', text: left }, ...conditionOf(formula)];
  const { should, is, marks } = markDifferences(formula.should, formula.is);
  return [
    { label, text: should },
    { label: 'yours is', text: is, isAligned: true },
    ...(marks === '' ? [] : [{ label: '', text: marks, isAligned: true as const }]),
    ...conditionOf(formula),
  ];
}

const conditionOf = ({ condition }: Formula): Fact[] =>
  condition === undefined ? [] : [{ label: '', text: condition }];

/** The last lines of a failure's log, fit to be shown, under a line that says what they are; nothing where there is none. */
export function describeLog({ log = '' }: CaseResult, most: number): readonly string[] {
  if (log.trim() === '') return [];
  const { lines, dropped } = showLastLines(log, most);
  const part = dropped > 0 ? `, the last ${lines.length} lines` : '';
  return [`standard error${part}:`, ...lines.map((line) => `| ${line}`)];
}

/** How far off a number is. */
function describeSize({ equation, error, bound, fraction, quantity }: ComponentReport): readonly Fact[] {
  // a sample, a kind of draw or a rule beside the equations has no size
  if (/^(?:AUDIT|REPORT)\b/u.test(equation)) return [];
  if (/^the (?:function and draw|atom|presence|existence|number) of /u.test(quantity)) return [];
  return bound === 0 || !Number.isFinite(fraction)
    ? [{ label: 'rounding', text: 'none here: both must be equal' }]
    : [
        {
          label: 'off by',
          text: `${showDouble(error)}, which is ${showDouble(fraction)} times what rounding explains (${showDouble(bound)})`,
        },
      ];
}

/** What may have happened to a number on its way: a decimal of few digits that is right to its last ones was rounded. */
function hintsAt({ sent = '', error }: ComponentReport): readonly Fact[] {
  const [, whole, fraction = '', exponent = '0'] =
    /^[+-]?(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/u.exec(sent) ?? [];
  if (whole === undefined || /^[\da-f]{16}$/iu.test(sent)) return [];
  const digits = `${whole}${fraction}`.replace(/^0+/u, '').length;
  const lastPlace = 10 ** (Number(exponent) - fraction.length);
  if (digits < 4 || digits > 16 || error > 2 * lastPlace) return [];
  const text =
    `It agrees with what was sent to ${digits} digits: the number may have been rounded when it was printed. ` +
    'A double needs 17 digits ("%.17g", repr, JSON.stringify), a binary32 number 9.';
  return [{ label: 'hint', text }];
}

/** Failing cases with one cause. */
export type Alike = readonly [CaseResult, ...CaseResult[]];

/** The equation that is broken, or what went wrong instead, and in how many cases. */
export function titleOf([{ verdict, violation }, ...others]: Alike): string {
  const cases = countOf(others.length + 1, 'case');
  return violation === undefined ? `${verdict} in ${cases}` : `${violation.equation} is broken in ${cases}`;
}

/** The failures with one likely mistake, or else with one broken equation or one message up to its numbers, together, in the order of the first of each. */
export function byCause(failures: readonly CaseResult[]): readonly Alike[] {
  const causes = new Map<string, [CaseResult, ...CaseResult[]]>();
  for (const failure of failures) {
    const { diagnosis = [], violation, message, id } = failure;
    const cause = diagnosis[0]?.id ?? violation?.equation ?? message?.replace(/-?\d[\w.+-]*/g, '…') ?? id;
    const alike = causes.get(cause);
    if (alike === undefined) causes.set(cause, [failure]);
    else alike.push(failure);
  }
  return [...causes.values()];
}

/** What is known of a cause, and where it was seen. */
export function factsOf([failure, ...others]: Alike, isAll: boolean): readonly Fact[] {
  const places = others.map(({ id }) => id);
  const shown = places.length > 3 && !isAll ? [...places.slice(0, 3), '…'] : places;
  const more = others.length === 0 ? '' : `, and ${countOf(others.length, 'more case')}: ${shown.join(', ')}`;
  return [
    ...describeFailure(failure),
    { label: others.length === 0 ? 'case' : 'cases', text: failure.id + more },
  ];
}

/** Both of one length, and a line of `^` under what the second has in place of the first. */
export interface MarkedFormulas {
  readonly should: string;
  readonly is: string;
  readonly marks: string;
}

/** Names and numbers, spaces, and every other character by itself. */
const tokensOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}_.]+|\s+|./gu) ?? [];

/** Parts that are equal stand one above the other; where the second has nothing, one mark shows the gap. */
export function markDifferences(first: string, second: string): MarkedFormulas {
  const [left, right] = [tokensOf(first), tokensOf(second)];
  const common = commonLengths(left, right);
  const commonAt = (i: number, j: number): number => common[i]?.[j] ?? 0;
  let [should, is, marks, i, j] = ['', '', '', 0, 0];
  while (i < left.length || j < right.length) {
    let [gone, come] = ['', ''];
    while ((i < left.length || j < right.length) && left[i] !== right[j]) {
      if (j === right.length || (i < left.length && commonAt(i + 1, j) >= commonAt(i, j + 1)))
        gone += left[i++] ?? '';
      else come += right[j++] ?? '';
    }
    const width = Math.max(gone.length, come.length);
    should += gone.padEnd(width);
    is += come.padEnd(width);
    marks += '^'.repeat(width === 0 ? 0 : Math.max(come.trimEnd().length, 1)).padEnd(width);
    if (i === left.length || left[i] !== right[j]) continue;
    const same = left[i++] ?? '';
    j += 1;
    should += same;
    is += same;
    marks += ' '.repeat(same.length);
  }
  return { should: should.trimEnd(), is: is.trimEnd(), marks: marks.trimEnd() };
}

/** How many tokens of the rests from i and j on are common, in order. */
function commonLengths(left: readonly string[], right: readonly string[]): readonly (readonly number[])[] {
  const all = left.map(() => right.map(() => 0));
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const at = (row: number, column: number): number => all[row]?.[column] ?? 0;
      const row = all[i] as number[];
      row[j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  return all;
}
