/** From the log of questions to the gradients of the equations: which question played which role. */
import type { GradientRole } from '../../../spec/algorithms/index.js';
import type { DrawKind, FunctionName, GradientRecord } from '../../../spec/model/index.js';
import type { WireNumber } from '../protocol/message-parts.js';
import type { LoggedQuestion } from './recorder.js';

/** A gradient that the equations take, before it is known which question took it. */
export interface ExpectedQuestion {
  readonly role: string;
  /** k; 0 before the local steps. */
  readonly step: number;
  readonly function: FunctionName;
  readonly draw: DrawKind;
  readonly atom: number;
  /** The key of the point; undefined where no state tells it. */
  readonly point: string | undefined;
  /** Whether leaving it out changes nothing. */
  readonly isOptional: boolean;
}

/** Questions by their roles, and those that play none. */
export interface Assignment {
  readonly records: readonly { readonly expected: ExpectedQuestion; readonly question: LoggedQuestion }[];
  readonly extra: readonly LoggedQuestion[];
  /** What the equations need and nobody asked. */
  readonly missing: readonly ExpectedQuestion[];
}

/** How much a question may differ from what is expected, from nothing to everything. */
const passes: readonly ((
  question: LoggedQuestion,
  key: string | undefined,
  expected: ExpectedQuestion,
) => boolean)[] = [
  (question, key, expected) =>
    isOfOracle(question, expected) && question.atom === expected.atom && isAt(key, expected),
  (question, key, expected) => isOfOracle(question, expected) && isAt(key, expected),
  (question, _key, expected) => isOfOracle(question, expected),
  (question, _key, expected) => question.function === expected.function,
  () => true,
];

/**
 * Matches questions with what is expected, first where they agree in everything, then where they differ in ever more: so
 * that a wrong question stands where a right one is missing, and the equation of that role says what is wrong with it.
 *
 * @param keyOf - the same text for equal points.
 */
export function assignRoles(
  questions: readonly LoggedQuestion[],
  expected: readonly ExpectedQuestion[],
  keyOf: (question: LoggedQuestion) => string | undefined,
): Assignment {
  const free = questions.map((question) => ({ question, key: keyOf(question), isTaken: false }));
  const found = new Map<ExpectedQuestion, LoggedQuestion>();
  passes.forEach((fits, pass) => {
    for (const wanted of expected) {
      // what may be left out is only there where it is exactly right
      if (found.has(wanted) || (wanted.isOptional && pass > 0)) continue;
      const match = free.find(({ question, key, isTaken }) => !isTaken && fits(question, key, wanted));
      if (match === undefined) continue;
      match.isTaken = true;
      found.set(wanted, match.question);
    }
  });
  return {
    records: expected.flatMap((wanted) => {
      const question = found.get(wanted);
      return question === undefined ? [] : [{ expected: wanted, question }];
    }),
    extra: free.filter(({ isTaken }) => !isTaken).map(({ question }) => question),
    missing: expected.filter((wanted) => !wanted.isOptional && !found.has(wanted)),
  };
}

function isOfOracle(question: LoggedQuestion, expected: ExpectedQuestion): boolean {
  return question.function === expected.function && question.draw === expected.draw;
}

function isAt(key: string | undefined, { point }: ExpectedQuestion): boolean {
  return point === undefined || key === point;
}

/** A question in the form of the trace. */
export function toRecord({
  function: name,
  draw,
  atom,
  at,
  value,
}: LoggedQuestion): GradientRecord<WireNumber> {
  return { function: name, draw, atom, at, value };
}

/** What a role expects, given the keys of the points. */
export function expectRole(
  { name, function: of, draw, point }: GradientRole<string>,
  step: number,
  atom: number,
  points: Readonly<Record<GradientRole<string>['point'], string | undefined>>,
  isOptional = false,
): ExpectedQuestion {
  return { role: name, step, function: of, draw, atom, point: points[point], isOptional };
}
