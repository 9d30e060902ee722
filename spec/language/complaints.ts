/** Everything that can be wrong with a page, a row each, and the limits of a page. */
import { InputError } from '../errors.js';

/** A stretch of one line of the file: its number and its columns, from 1; `to` is the first column after it. */
export interface Span {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** What is read at most: a page is written by hand, and what is larger is none. */
export const limits = {
  /** Characters of a file, prose included. */
  file: 1_000_000,
  /** Lines of a page, and characters of a line. */
  lines: 400,
  line: 400,
  /** Parentheses, calls and roots in one another; blocks in one another. */
  depth: 20,
  /** Digits of a number, and the largest exponent that is written out. */
  digits: 30,
  exponent: 100,
  /** Passes of the repeats of one round, draws of one batch, and exponents that are computed. */
  passes: 1_000_000,
  /** Terms of a right-hand side that is multiplied out. */
  terms: 1000,
} as const;

/** What is wrong, what was expected, and what to do. */
type Complaint = readonly [problem: string, expected: string, fix: string];

// prettier-ignore
export const complaints = {
  // the file
  fileTooLong: () => ['the file is too long', `at most ${limits.file} characters`, 'Move the prose elsewhere.'],
  noBlock: () => ['no block of this file is a page', 'a line ```method', 'Put the equations into such a block.'],
  openBlock: () => ['this block does not end', 'a line ``` below it', 'Close the block.'],
  secondBlock: () => ['this is a second page', 'one method a file', 'Give it a file of its own.'],
  pageTooLong: () => ['the page is too long', `at most ${limits.lines} lines`, 'Leave out what repeats.'],
  lineTooLong: () => ['the line is too long', `at most ${limits.line} characters`, 'Give parts of it names of their own.'],
  // words
  tab: () => ['this is a tab', 'spaces', 'Indent with two spaces.'],
  lookAlike: (is: string, meant: string, should: string) => [`this ${is} only looks like ${meant}`, should, `Write ${meant}.`],
  invisible: (is: string) => [`here is an invisible character, ${is}`, 'nothing but spaces between words', 'Delete it.'],
  strange: (is: string) => [`${is} has no meaning here`, 'names, numbers and the signs of the grammar', 'Delete it, or spell it out.'],
  scientific: (text: string, number: string, exponent: string) => [`${text} can be read as a number or as a product with e`, 'one of the two', `Write ${number === '1' ? '' : `${number} · `}10^${exponent}, or ${number} e.`],
  longNumber: () => ['the number is too long', `at most ${limits.digits} digits`, 'Write fewer digits.'],
  // expressions
  other: (found: string, expected: string) => [found, expected, `Write ${expected} here.`],
  reserved: (word: string) => [`${word} is a word of the grammar`, 'a name', 'Choose another name.'],
  tooDeep: () => ['this is nested too deeply', `at most ${limits.depth} levels`, 'Give parts of it names of their own.'],
  twoReadings: () => ['a / b c can be read in two ways', 'parentheses', 'Write (a / b) c, or a / (b c).'],
  numberOrFactor: (number: string) => [`${number} can be read as a factor or as the number of an equation`, 'one of the two', `Write two spaces before the number of an equation, and a factor first: ${number} x.`],
  largeExponent: () => ['the exponent is too large', `at most ${limits.exponent}, or a name`, 'Write a smaller one.'],
  noFunction: (name: string) => [`there is no function ${name}`, '∇f, of the target, or ∇h, of the auxiliary', 'Call it f or h.'],
  leftOver: (text: string) => [`${text} is left over`, 'the end of the line', text === ',' ? 'Write ; between parameters, or between states.' : 'Delete it, or write an operator before it.'],
  noCall: (name: string) => [`${name} is no function of a page`, 'sqrt, max and min of two, sign, |·| or ‖·‖', 'Write it with these: clip(x, −c, c) is max(−c, min(c, x)).'],
  // statements
  noEquation: (number: string) => [`${number} is the number of no equation`, 'numbers behind ← and samples alone', 'Delete it.'],
  headMissing: (word: string, example: string) => [`the line "${word} …" is missing above this`, `for example ${example}`, 'Write it.'],
  noMethodName: (text: string) => [`"${text}" is no name of a method`, 'small letters, digits and hyphens', 'Write for example heavy-ball.'],
  emptyRound: () => ['the page ends without a round', 'at least one line', 'Write what a round does.'],
  noBlockHere: () => ['no block begins here', 'the indentation of the line above, or of a block around it', 'Indent a block with two spaces.'],
  emptyBlock: () => ['its block is empty', 'indented lines below it', 'Indent what belongs to it.'],
  misplaced: (word: string, place: string) => [`"${word}" has no place here`, `it ${place}`, 'Move or delete it.'],
  noDomain: (name: string) => [`the parameter ${name} has no domain`, 'the numbers that it may be', `Write for example ${name} > 0.`],
  // names
  unknown: (name: string, known: string) => [`${name} is not known here`, `one of ${known}`, 'Set it above, or correct the name; functions are sqrt, max, min, sign, |·| and ‖·‖.'],
  joined: (name: string, parts: string) => [`${name} is not known here`, 'a space between two factors', `Write ${parts}.`],
  outlived: (name: string, line: number) => [`${name} is not known here`, `what lives on: the block of line ${line} has ended`, 'Set it above that block, or in both branches.'],
  notDrawn: (name: string) => [`${name} is not drawn`, 'a sample that a line above draws', `Write "sample ${name}" above.`],
  taken: (name: string, what: string) => [`${name} is a ${what} already`, 'another name', 'A round sets no parameter and no counter; rename one of the two (of a repeat, its counter: repeat R as r).'],
  otherType: (name: string, type: string, first: string, line: number) => [`${name} becomes a ${type}`, `a ${first}, as in line ${line}`, 'Give it a name of its own.'],
  noMember: (name: string) => [`${name} is no member`, 'what a loop over members, or a sample in 1..n, runs over', 'Write the index of such a loop.'],
  shared: (name: string) => [`every member sets ${name}`, 'a value of its own for each member', `Write ${name}[i] ← …, and a mean behind the loop: members do not wait for each other.`],
  setOfDraws: (name: string) => [`${name} is a set`, 'one of its members', `Write for i in ${name}, or mean(i in ${name}: …).`],
  noSet: (name: string) => [`${name} is no set`, 'a sample of several members, as in: sample S of s in 1..n', 'Draw it like that.'],
  noStep: (name: string) => [`${name} changes each step, and here is no step`, 'a place in a repeat', 'Read it in a repeat, or let it change each round.'],
  // types
  misfit: (is: string, should: string) => [`here is a ${is}`, `a ${should}`, 'Check what the names stand for.'],
  operands: (sign: string, are: string, takes: string, hint: string) => [`${sign} is applied to ${are}`, takes, hint],
  // the whole page
  neverSet: (name: string) => [`the state ${name} is never set`, 'a line that sets it', 'Set it in the round, or make it a parameter.'],
  lateCopy: (name: string, of: string, line: number) => [`${name} keeps ${of} after line ${line} has replaced it`, `a copy of ${of} above line ${line}`, 'Move one of the two lines.'],
  unread: (what: string, name: string) => [`no result depends on ${what} ${name}`, 'a line that reads it', 'Read it, or delete it.'],
  otherValue: () => ['this is not the value of the line above', 'the same formula, grouped otherwise', 'Correct one of the two.'],
  numberTaken: (number: string, line: number) => [`${number} is the number of line ${line}`, 'a number of its own', 'Number the equations in their order.'],
} as const satisfies Readonly<Record<string, (...parts: never[]) => Complaint>>;

/** The name of a complaint. */
export type ComplaintName = keyof typeof complaints;

/** A mistake at a place. */
export type Refuse = <Name extends ComplaintName>(
  span: Span,
  name: Name,
  ...parts: Parameters<(typeof complaints)[Name]>
) => never;

/** A page is wrong: the message has line and column, and shows the line with a caret below the place. */
export class PageError extends InputError {
  /** Which row of the table it is. */
  readonly complaint: ComplaintName;
  readonly span: Span;

  constructor(line: string, span: Span, name: ComplaintName, [problem, expected, fix]: Complaint) {
    super({
      where: `line ${span.line}, column ${span.from}`,
      problem,
      expected,
      fix: `${fix}\n${pointAt(line, span)}`,
    });
    this.complaint = name;
    this.span = span;
  }
}

/** How many columns a text takes: accents take none. */
export const widthOf = (text: string): number => Array.from(text.replace(/\p{M}/gu, '')).length;

/** The line, or what is around the place, and carets below it. */
export function pointAt(line: string, { from, to }: Span): string {
  const begin = Math.max(0, Math.min(from - 61, line.length - 100));
  const carets = Math.min(Math.max(widthOf(line.slice(from - 1, to - 1)), 1), 100);
  const before = ' '.repeat(widthOf(line.slice(begin, from - 1)));
  return `  ${line.slice(begin, begin + 100)}\n  ${before}${'^'.repeat(carets)}`;
}

/** Refuses places in these lines, the first of which is line `firstLine` of its file. */
export function refuser(lines: readonly string[], firstLine: number): Refuse {
  return (span, name, ...parts) => {
    const complain = complaints[name] as (...parts: readonly (string | number)[]) => Complaint;
    throw new PageError(lines[span.line - firstLine] ?? '', span, name, complain(...parts));
  };
}
