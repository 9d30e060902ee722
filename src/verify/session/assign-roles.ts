/** From the log of questions to the gradients of the equations: which question played which role. */
import type { GradientRole } from '../../../spec/algorithms/index.js';
import type { DrawKind, FunctionName, GradientRecord } from '../../../spec/model/index.js';
import type { LoggedNumber, LoggedQuestion } from './recorder.js';

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

/** What a question is matched by. */
type Features = Pick<ExpectedQuestion, 'function' | 'draw' | 'atom' | 'point'>;

/** What has to agree, from everything to nothing. */
const passes: readonly ((features: Features) => readonly unknown[])[] = [
  ({ function: name, draw, atom, point }) => [name, draw, atom, point],
  ({ function: name, draw, point }) => [name, draw, point],
  ({ function: name, draw }) => [name, draw],
  ({ function: name }) => [name],
  () => [],
];

/**
 * Matches questions with what is expected, first where they agree in everything, then where they differ in ever more: so
 * that a wrong question stands where a right one is missing, and the equation of that role says what is wrong with it.
 * Roles at points that are known come before those at points that no state tells, which any question could play, and
 * what is needed before what may be left out.
 * What asks the same again, and exact gradients for a log, are no questions too many.
 *
 * @param keyOf - the same text for equal points.
 * @param isNeeded - whether the states cannot be had without it: what asks another one again stands for no gradient that nobody needs.
 */
export function assignRoles(
  questions: readonly LoggedQuestion[],
  expected: readonly ExpectedQuestion[],
  keyOf: (question: LoggedQuestion) => string | undefined,
  isNeeded: (wanted: ExpectedQuestion) => boolean = () => true,
): Assignment {
  const seen = new Set<string>();
  const keyed = questions.map((question) => {
    const one = { question, point: keyOf(question), isTaken: false };
    const key = keyOfAll(one);
    const isRepeated = !question.isFresh && seen.has(key);
    seen.add(key);
    return { ...one, isRepeated };
  });
  // what asks the same again plays a role only where nothing else does
  const free = [
    ...keyed.filter(({ isRepeated }) => !isRepeated),
    ...keyed.filter(({ isRepeated }) => isRepeated),
  ];
  const found = new Map<ExpectedQuestion, LoggedQuestion>();
  const isKnown = ({ point }: ExpectedQuestion): boolean => point !== undefined;
  const inOrder = [
    ...expected.filter((wanted) => isKnown(wanted) && !wanted.isOptional),
    ...expected.filter((wanted) => isKnown(wanted) && wanted.isOptional),
    ...expected.filter((wanted) => !isKnown(wanted)),
  ];
  passes.forEach((featuresOf, pass) => {
    const rest = free.filter(({ isTaken }) => !isTaken);
    if (rest.length === 0) return;
    const keyAt = (features: Features): string => JSON.stringify(featuresOf(features));
    const here = queuesBy(rest, ({ question, point }) => keyAt({ ...question, point }));
    let anywhere: typeof here | undefined;
    const queueOf = (wanted: ExpectedQuestion) => {
      if (wanted.point !== undefined) return here.get(keyAt(wanted)) ?? [];
      // no state tells the point: rare, so that these queues are only made where they are asked for
      anywhere ??= queuesBy(rest, ({ question }) => keyAt({ ...question, point: undefined }));
      return anywhere.get(keyAt(wanted)) ?? [];
    };
    for (const wanted of inOrder) {
      // what may be left out is only there where it is exactly right
      if (found.has(wanted) || (wanted.isOptional && pass > 0)) continue;
      const queue = queueOf(wanted);
      while (queue.at(-1)?.isTaken === true) queue.pop();
      const match = queue.at(-1);
      if (match === undefined || (pass > 0 && match.isRepeated && !isNeeded(wanted))) continue;
      queue.pop();
      match.isTaken = true;
      found.set(wanted, match.question);
    }
  });
  return {
    records: expected.flatMap((wanted) => {
      const question = found.get(wanted);
      return question === undefined ? [] : [{ expected: wanted, question }];
    }),
    extra: free
      .filter(({ isTaken, isRepeated, question: { draw } }) => !isTaken && !isRepeated && draw !== 'mean')
      .map(({ question }) => question),
    missing: expected.filter((wanted) => !wanted.isOptional && !found.has(wanted)),
  };
}

/** A question with the key of its point. */
interface Free {
  readonly question: LoggedQuestion;
  readonly point: string | undefined;
}

function keyOfAll({ question, point }: Free): string {
  const { function: name, draw, atom } = question;
  return JSON.stringify([name, draw, atom, point]);
}

/** The values by their keys, the first at the end: a round of many steps is matched without a search. */
function queuesBy<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, T[]> {
  const queues = new Map<string, T[]>();
  for (const value of values.toReversed()) {
    const key = keyOf(value);
    const queue = queues.get(key);
    if (queue === undefined) queues.set(key, [value]);
    else queue.push(value);
  }
  return queues;
}

/** A question in the form of the trace. */
export function toRecord({
  function: name,
  draw,
  atom,
  at,
  value,
}: LoggedQuestion): GradientRecord<LoggedNumber> {
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
