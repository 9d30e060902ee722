/** The first round of a run that is not as its page says, and which other pages make it right. */
import { partsOf, type Expression, type Method, type Use } from '../../../spec/language/index.js';
import { absolute, type Vector } from '../../../spec/algebra/index.js';
import { usesIn } from '../../equations/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import type { ComponentReport } from '../../judge/index.js';
import { followRound } from './either-draw.js';
import { followRun } from './judge-page-run.js';
import {
  quantityOfPoint,
  type FollowedRound,
  type Known,
  type PageRun,
  type RoundBefore,
  type Watch,
} from './page-run.js';

/** The first round that is not as the page says, and what is wrong in it. */
export interface Frontier {
  readonly run: PageRun;
  readonly before: RoundBefore;
  readonly problem: string;
  /** The first number that is wrong. */
  readonly wrong: ComponentReport | undefined;
  /** Where a point is wrong: how many questions of the round its page leaves to later ones. */
  readonly left?: number;
}

const leftBy = ({ stray, ahead }: FollowedRound): number => stray.length + ahead.length;

/** Where a run first differs; undefined where that is its start, or nothing that pages are about. */
export function frontierOf(run: PageRun): Frontier | undefined {
  for (const { before, followed } of followRun(run)) {
    const problem = problemsOf(followed)[0];
    if (problem === undefined) continue;
    const [wrong] = followed.violations;
    const isPoint = run.page.method.questions.some(
      ({ gradient }) => quantityOfPoint(gradient) === wrong?.quantity,
    );
    const { isOfPage: _, ...all } = run;
    return { run, before, problem, wrong, ...(isPoint && { left: leftBy(followRound(all, before)) }) };
  }
  return undefined;
}

/** What is wrong in a round. */
const problemsOf = ({ violations, stray }: FollowedRound): readonly string[] => [
  ...violations.map(problemOf),
  ...(stray.length === 0 ? [] : ['a gradient that nothing asks for']),
];

/** Which problem a violation is. */
export const problemOf = ({ equation, step, quantity, component }: ComponentReport): string =>
  `${equation} ${step} ${quantity} ${component}`;

/** Whether a bound is larger than all that it is about: then it decides nothing. */
export function isVagueOf({ value, errors }: Known, actual: Vector<Ratio>): boolean {
  const sizes = [...value, ...actual].map((one) => absolute(ratioField, one));
  return errors.some(
    (error) => error === undefined || sizes.every((size) => ratioField.compare(error, size) > 0),
  );
}

/**
 * Whether the first problem of a run is none if it is of another page. What may be anything there explains nothing.
 *
 * @param isSure - nor does what is about as large as its bound.
 */
export function clears(
  asItsRun: (run: PageRun) => PageRun,
  { run, before, problem, wrong, left }: Frontier,
  isSure = false,
): boolean {
  /** Whether each vector that is compared there may be anything. */
  const here: boolean[] = [];
  const compared: Watch['compared'] = ({ round, step, quantity }, known, actual) => {
    if (quantity !== wrong?.quantity || step !== wrong.step || round !== wrong.round) return false;
    here.push(known.errors[wrong.component] === undefined || (isSure && isVagueOf(known, actual)));
    return false;
  };
  // it goes on from what was asked: then what is wrong before says nothing of the problem
  const endsAt: PageRun['endsAt'] = (violation) => problemOf(violation) === problem;
  const { isOfPage, ...own } = asItsRun(run);
  const seen = {
    ...own,
    ...(left === undefined && isOfPage && { isOfPage }),
    watch: { compared },
    endsAt,
  };
  for (const followed of roundsUnder(seen, before)) {
    // where nothing is compared there, all must be right before it
    const isNotBefore = ({ step = Infinity }: ComponentReport): boolean => step >= (wrong?.step ?? Infinity);
    // who asks at a wrong point has a reason to ask there
    const isLeft = left !== undefined && leftBy(followed) > left;
    // a question by another name is no answer to one that is wrong
    const { questions } = own.page.method;
    const isOfQuestion = ({ equation, quantity }: ComponentReport): boolean =>
      equation.startsWith('AUDIT') ||
      questions.some(({ gradient }) => quantityOfPoint(gradient) === quantity);
    const isWrongSoon = (one: ComponentReport): boolean =>
      isOfQuestion(one) && (one.step ?? 0) <= (wrong?.step ?? 0);
    const isRenamed = wrong?.equation.startsWith('AUDIT') === true && followed.violations.some(isWrongSoon);
    const isReached =
      here.length > 0 ||
      wrong === undefined ||
      (followed.violations.every(isNotBefore) && !isLeft && !followed.isStopped);
    if (!here.includes(true) && isReached && !isRenamed && !problemsOf(followed).includes(problem))
      return true;
    here.length = 0;
  }
  return false;
}

/** Whether all states before a round were told. */
export const isToldBefore = ({ states }: RoundBefore): boolean =>
  [...states.values()].every(({ errors }) => errors.every((error) => error?.numerator === 0n));

/** A round of a run under another page, watched: with all before it under that page, and as it is. */
function* roundsUnder(run: PageRun, before: RoundBefore): Generator<FollowedRound> {
  // what is not reported is what the edit has made of it, or what was there before the edit was made for the first time
  const hasStates = run.page.method.states.every(({ name }) => before.states.has(name.name));
  if (!hasStates || (before.round > 1 && !isToldBefore(before)))
    for (const { before: own, followed } of followRun(run)) {
      if (own.round === before.round) yield followed;
      if (own.round === before.round || followed.violations.length > 0) break;
    }
  if (hasStates) yield followRound(run, before);
}

/** Whether another formula of a line may make the first wrong value right: whether the line asks there, or is behind it by names that were not reported. */
export function concernedBy(
  { lines, questions }: Method,
  { before, wrong }: Frontier,
): (line: Method['lines'][number]) => boolean {
  if (wrong === undefined) return () => true;
  const { states } = before.seen;
  const setters = lines.filter(({ target }) => target.name === wrong.quantity);
  const point = questions.filter(({ gradient }) => wrong.quantity === quantityOfPoint(gradient));
  const waiting = [
    ...setters.map(({ target }) => target.name),
    ...point.flatMap(({ gradient }) => namesIn(gradient.point)),
  ];
  if (waiting.length === 0) return () => true;
  const names = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    for (const { target, value } of lines)
      if (target.name === name) waiting.push(...namesIn(value).filter((one) => !states.has(one)));
  }
  const isAsked = (e: Expression<Use>): boolean =>
    e.kind === 'gradient' && quantityOfPoint(e) === wrong.quantity;
  return ({ target, value }) => names.has(target.name) || partsOf(value).some(isAsked);
}

const namesIn = (e: Expression<Use>): readonly string[] => usesIn(e).map(({ name }) => name);
