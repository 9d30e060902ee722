/** One round of a page beside what a program asked and reported in it. */
import { absolute, isZero, type Vector } from '../../../spec/algebra/index.js';
import {
  holds,
  partsOf,
  printExpression,
  type Frame,
  type Gradient,
  type Line,
  type Sampling,
  type Statement,
  type Use,
} from '../../../spec/language/index.js';
import type { ErrorOf } from '../../equations/index.js';
import { powerOfTwo } from '../../exact/binary-ratio.js';
import { createRatio, ratioField, type Ratio } from '../../exact/index.js';
import type { ComponentReport } from '../../judge/index.js';
import { broken } from '../session/audit-rules.js';
import type { PageLine, PageQuestion } from './compile-page.js';
import { compareKnown, exactly, madeOf, type Known, type PageRun, type SeenRound } from './page-run.js';
import { createQuestionBook, type AskedQuestion, type DueQuestion } from './question-book.js';

/** Where a round begins. */
export interface RoundBefore {
  readonly round: number;
  readonly states: ReadonlyMap<string, Known>;
  readonly seen: SeenRound;
  /** What was asked in the round before and belongs to no gradient of it. */
  readonly ahead: readonly AskedQuestion[];
}

/** What came of a round. */
export interface FollowedRound {
  readonly violations: readonly ComponentReport[];
  /** Whether an honest intermediate result may leave the range of the format. */
  readonly mayOverflow: boolean;
  readonly states: ReadonlyMap<string, Known>;
  /** Questions that may be of the next round, those that no round has, and whether some of the round before were taken. */
  readonly ahead: readonly AskedQuestion[];
  readonly stray: readonly AskedQuestion[];
  readonly tookAhead: boolean;
}

const { add, compare, multiply, subtract, zero } = ratioField;
const eight = createRatio(8n, 1n);
/** (1 + 2⁻¹¹)(1 + w)⁵, for every format. */
const growth = createRatio(17n, 16n);

/**
 * Makes the round by its page. What was reported stands for what the page makes of it from there on, and so does a point that was asked and
 * not reported; everything else carries how far it may be off.
 *
 * A program may keep its way from the beginning of the round, or the sums of its terms, in place of a point that it asks. With A the sum of
 * the absolute terms of all moves, the point that it goes on with is within (1+w)⁵u(|y| + 8A) of the one that it asked.
 */
export function followRound(run: PageRun, { round, states, seen, ahead }: RoundBefore): FollowedRound {
  const { page, arithmetic } = run;
  const { method } = page;
  const values = new Map<string, unknown>([['t', round], ...run.parametersAt(round)]);
  const errors = new Map<string, Known['errors']>();
  const set = (name: string, { value, errors: of }: Known): void => {
    values.set(name, value);
    errors.set(name, of);
  };
  for (const [name, known] of states) set(name, known);

  const roundoff = arithmetic === 'exact' ? zero : multiply(powerOfTwo(-arithmetic.format.precision), growth);
  /** The sums of the moves of a name, and the names whose points a question told. */
  const moves = new Map<string, Vector<Ratio>>();
  const told = new Set<string>();
  const made = new Set<number>();
  const compared = new Set<string>();
  const violations: ComponentReport[] = [];
  let mayOverflow = false;

  const drawn = (questions: readonly AskedQuestion[]) => questions.flatMap(({ draw }) => draw ?? []);
  const own = drawn(seen.questions.filter(({ isFresh }) => isFresh));
  const book = createQuestionBook([...ahead, ...seen.questions], [...new Set([...drawn(ahead), ...own])]);
  const claims: { readonly due: DueQuestion; readonly value: Vector<Ratio> }[] = [];
  const answers = new Map<string, Vector<Ratio>>();
  const answerKey = (gradient: Gradient<Use>, draw: number | undefined): string =>
    `${page.keyOf(gradient)} ${draw}`;
  const frameAt = (passes: readonly number[]): Frame<Ratio> => ({
    ...{ values, passes },
    gradient: (gradient, _, draw) => answers.get(answerKey(gradient, draw as number | undefined)) ?? [],
  });
  const errorOf: ErrorOf<Ratio> = (leaf, i) =>
    leaf.kind === 'name' ? errors.get(leaf.name)?.[i] : undefined;
  const pointOf = (
    { gradient: { point }, point: bounds }: Pick<PageQuestion, 'gradient' | 'point'>,
    frame: Frame<Ratio>,
  ): Known => {
    if (bounds !== undefined) return madeOf(bounds(frame, errorOf));
    const name = printExpression(point);
    return { value: values.get(name) as Vector<Ratio>, errors: errors.get(name) ?? [] };
  };

  /** Finds what was asked for a gradient, and keeps the answer. */
  const ask = (
    question: PageQuestion,
    line: PageLine,
    frame: Frame<Ratio>,
    draw: number | undefined,
  ): void => {
    const { gradient, coefficient } = question;
    const known = pointOf(question, frame);
    const { function: name, point } = gradient;
    const due = {
      function: name,
      at: known.value,
      bound: known.errors,
      ...(draw === undefined ? {} : { draw }),
    };
    const step = frame.passes.at(-1);
    const place = { round, ...(step === undefined ? {} : { step }) };
    const keep = (value: Vector<Ratio>): void => {
      answers.set(answerKey(gradient, draw), value);
      claims.push({ due, value });
    };
    const before = claims.find(
      ({ due: one }) =>
        one.function === name &&
        one.draw === draw &&
        one.at.every((value, i) => compare(value, due.at[i] ?? zero) === 0),
    );
    if (before !== undefined) {
      keep(before.value);
      return;
    }
    const claim = book.claim(due);
    const text = printExpression(gradient);
    if (claim === undefined) {
      const value = run.answer(due);
      const isNeeded = coefficient === undefined || !isZero(ratioField, coefficient(frame));
      if (isNeeded && value?.every((one) => isZero(ratioField, one)) !== true) {
        violations.push({
          ...broken('AUDIT.4', round, text),
          ...place,
          expected: `a question for ${text}`,
          actual: 'no question',
        });
      }
      keep(value ?? due.at.map(() => zero));
      return;
    }
    const { question: asked, isAtPoint, isOfDraw } = claim;
    if (!isOfDraw) {
      const sample = gradient.sample?.name ?? 'no sample';
      violations.push({
        ...{ ...broken('AUDIT.9', round, text), ...place, expected: `the draw of ${sample}` },
        actual: draw === undefined ? 'a sample, in place of the exact gradient' : 'another draw',
      });
    }
    if (!isAtPoint) {
      const { equation, statement } = line;
      violations.push(
        ...compareKnown(asked.at, known, { ...place, equation, statement, quantity: `the point of ${text}` }),
      );
    } else if (
      point.kind === 'name' &&
      known.errors.some((error) => error === undefined || !isZero(ratioField, error))
    ) {
      // the program is where it asks
      const way = moves.get(point.name) ?? [];
      const offOf = (value: Ratio, i: number): Ratio =>
        multiply(roundoff, add(absolute(ratioField, value), multiply(eight, way[i] ?? zero)));
      set(point.name, { value: asked.at, errors: asked.at.map(offOf) });
      told.add(point.name);
    }
    keep(asked.value);
  };

  const runLine = (statement: Line<Use>, frame: Frame<Ratio>, isLastPass: boolean): void => {
    const line = page.lines.get(statement) as PageLine;
    const { name } = statement.target;
    const due = line.questions.flatMap((question) => {
      const { sample } = question.gradient;
      const draws = sample === undefined ? [undefined] : (values.get(sample.name) as readonly number[]);
      return draws.map((draw) => ({ question, draw }));
    });
    const isSure = ({ question: { gradient }, draw }: (typeof due)[number]): boolean => {
      const at = values.get(printExpression(gradient.point));
      return at !== undefined && book.has({ function: gradient.function, draw, at: at as Vector<Ratio> });
    };
    // two points may be nearer to each other than rounding tells: first what was asked exactly where the page has it
    const sure = due.filter(isSure);
    for (const { question, draw } of [...sure, ...due.filter((one) => !sure.includes(one))])
      ask(question, line, frame, draw);
    const bounded = line.bounds(frame, errorOf);
    mayOverflow ||= bounded.some((one) => one.mayOverflow);
    const isMove = line.leaves.includes(name);
    const old = (values.get(name) ?? []) as Vector<Ratio>;
    const moved = bounded.map(({ reach = zero }, i) => subtract(reach, absolute(ratioField, old[i] ?? zero)));
    const extra = isMove && told.has(name) ? multiply(roundoff, eight) : zero;
    const errorAt = (i: number): Ratio | undefined => {
      const bound = bounded[i]?.bound;
      const isUnknown = line.leaves.some((leaf) => errors.has(leaf) && errors.get(leaf)?.[i] === undefined);
      return bound === undefined || isUnknown ? undefined : add(bound, multiply(extra, moved[i] ?? zero));
    };
    const known = { value: bounded.map(({ value }) => value), errors: bounded.map((_, i) => errorAt(i)) };
    moves.set(name, isMove ? moved.map((move, i) => add(move, moves.get(name)?.[i] ?? zero)) : []);
    told.delete(name);
    made.add(statement.target.version.index);
    const reported = line.isLast && isLastPass ? seen.states.get(name) : undefined;
    if (reported === undefined) {
      set(name, known);
      return;
    }
    const step = frame.passes.at(-1);
    const { equation, statement: words } = line;
    const place = {
      equation,
      statement: words,
      round,
      ...(step === undefined ? {} : { step }),
      quantity: name,
    };
    violations.push(...compareKnown(reported, known, place));
    compared.add(name);
    set(name, exactly(reported));
  };

  /** The draws of a sample: those that were asked at points where the page has it come first. */
  const choose = ({ target, size }: Sampling<Use>, frame: Frame<Ratio>): void => {
    const wanted = method.questions.filter(({ gradient }) => gradient.sample?.version === target.version);
    const isKnown = ({ version: { origin, index } }: Use): boolean =>
      origin.kind !== 'line' || made.has(index);
    const due = wanted.flatMap(({ gradient }) => {
      const parts = [...partsOf(gradient.point)];
      const names = parts.filter((part) => part.kind === 'name');
      if (parts.some(({ kind }) => kind === 'gradient') || !names.every(isKnown)) return [];
      const { value, errors: bound } = pointOf(page.questionOf(gradient), frame);
      return [{ function: gradient.function, at: value, bound }];
    });
    const count = size === undefined ? 1 : page.count(size)(frame);
    values.set(
      target.name,
      Array.from({ length: count }, () => book.chooseDraw(due) ?? -1),
    );
  };

  const make = (body: readonly Statement<Use>[], passes: readonly number[], isLastPass: boolean): void => {
    const frame = frameAt(passes);
    for (const statement of body) {
      if (statement.kind === 'line') runLine(statement, frame, isLastPass);
      else if (statement.kind === 'sample') choose(statement, frame);
      else if (statement.kind === 'repeat') {
        const count = page.count(statement.count)(frame);
        for (let k = 1; k <= count; k += 1) {
          values.set(statement.counter.name, k);
          make(statement.body, [...passes, k], isLastPass && k === count);
        }
      } else {
        const [left, right] = statement.sides.map((side) => page.scalar(side)(frame)) as [Ratio, Ratio];
        make(
          holds[statement.relation](compare(left, right)) ? statement.then : statement.otherwise,
          passes,
          isLastPass,
        );
      }
    }
  };
  make(method.body, [], true);

  const after = method.states.map(({ name: { name } }): readonly [string, Known] => {
    const known = { value: values.get(name) as Vector<Ratio>, errors: errors.get(name) ?? [] };
    const reported = seen.states.get(name);
    if (reported === undefined || compared.has(name)) return [name, known];
    // no line of this round has set it
    const place = {
      equation: method.name.toUpperCase(),
      statement: `${name} stays as it is`,
      round,
      quantity: name,
    };
    violations.push(...compareKnown(reported, known, place));
    return [name, exactly(reported)];
  });
  const left = book.left();
  const isOld = (question: AskedQuestion): boolean => ahead.includes(question);
  return {
    ...{ violations, mayOverflow, states: new Map(after) },
    ahead: left.ahead.filter((question) => !isOld(question)),
    stray: [...left.ahead.filter(isOld), ...left.stray],
    tookAhead: ahead.some((question) => ![...left.ahead, ...left.stray].includes(question)),
  };
}
