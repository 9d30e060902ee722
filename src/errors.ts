/** The errors of the library: each says what is wrong, where, what was expected, and how to mend it. */

/** The parts of a message; every one of them is for a person. */
export interface ErrorDetails {
  /** What is wrong, for example `the matrix is not symmetric`. */
  readonly problem: string;
  /** Where: a JSON path, a parameter, a file, a round. */
  readonly where: string;
  /** What was expected there. */
  readonly expected: string;
  /** How to mend it. */
  readonly mend: string;
}

/** The base of every error that the library throws on purpose. */
export class AuxoptError extends Error implements ErrorDetails {
  readonly problem: string;
  readonly where: string;
  readonly expected: string;
  readonly mend: string;

  constructor(given: ErrorDetails, options?: ErrorOptions) {
    const details = {
      problem: shorten(given.problem),
      where: shorten(given.where),
      expected: shorten(given.expected),
      mend: shorten(given.mend),
    };
    super(`${details.where}: ${details.problem}; expected ${details.expected}. ${details.mend}`, options);
    this.name = new.target.name;
    this.problem = details.problem;
    this.where = details.where;
    this.expected = details.expected;
    this.mend = details.mend;
  }
}

/** Characters of a part: exact numbers may be longer than anybody reads. */
const longestPart = 1000;

function shorten(part: string): string {
  return part.length > longestPart ? `${part.slice(0, longestPart - 200)}…${part.slice(-200)}` : part;
}

/** Input that somebody else wrote breaks its format or its domain. */
export class InputError extends AuxoptError {}

/** An exact result does not exist in this arithmetic, and nothing here ever rounds instead. */
export class InexactError extends AuxoptError {}
