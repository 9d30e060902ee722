/** The errors of the library: each says what is wrong, where, what was expected, and how to fix it. */

/** The parts of a message; every one of them is for a person. */
export interface ErrorDetails {
  /** What is wrong, for example `the matrix is not symmetric`. */
  readonly problem: string;
  /** Where: a JSON path, a parameter, a file, a round. */
  readonly where: string;
  /** What was expected there. */
  readonly expected: string;
  /** How to fix it. */
  readonly fix: string;
}

/** The base of every error that the library throws on purpose. */
export class AuxoptError extends Error implements ErrorDetails {
  readonly problem: string;
  readonly where: string;
  readonly expected: string;
  readonly fix: string;

  /** @param given - the four parts, or a whole sentence where there is nobody to fix anything: it is the `problem`. */
  constructor(given: ErrorDetails | string, options?: ErrorOptions) {
    const { problem, where, expected, fix } =
      typeof given === 'string' ? { problem: given, where: '', expected: '', fix: '' } : shortenParts(given);
    super(typeof given === 'string' ? given : `${where}: ${problem}; expected ${expected}. ${fix}`, options);
    this.name = new.target.name;
    this.problem = problem;
    this.where = where;
    this.expected = expected;
    this.fix = fix;
  }
}

/** Characters of a part: exact numbers may be longer than anybody reads. */
const longestPart = 1000;

function shortenParts({ problem, where, expected, fix }: ErrorDetails): ErrorDetails {
  return { problem: shorten(problem), where: shorten(where), expected: shorten(expected), fix: shorten(fix) };
}

function shorten(part: string): string {
  return part.length > longestPart ? `${part.slice(0, longestPart - 200)}…${part.slice(-200)}` : part;
}

/** Input that somebody else wrote breaks its format or its domain. */
export class InputError extends AuxoptError {
  /** @param details - all four parts; a sentence does not do. */
  constructor(details: ErrorDetails, options?: ErrorOptions) {
    super({ ...details }, options);
  }
}

/** An exact result does not exist in this arithmetic, and nothing here ever rounds instead. */
export class InexactError extends AuxoptError {
  /** @param details - all four parts; a sentence does not do. */
  constructor(details: ErrorDetails, options?: ErrorOptions) {
    super({ ...details }, options);
  }
}

/** A function was called outside its documented domain, or an invariant of the library does not hold: an error in a program. */
export class ContractError extends AuxoptError {}

/** Throws an {@link InputError}: the one helper for refusing input. Its parts are in the order of the message. */
export function refuseInput(where: string, problem: string, expected: string, fix: string): never {
  throw new InputError({ where, problem, expected, fix });
}
