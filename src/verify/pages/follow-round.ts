/** One round of a page beside what a program asked and reported in it. */
import { createVectorSpace, isZero, type Vector } from '../../../spec/algebra/index.js';
import {
  createTold,
  isTold,
  partsOf,
  printExpression,
  type Expression,
  type Frame,
  type Gradient,
  type Line,
  type Statement,
  type Use,
} from '../../../spec/language/index.js';
import { keptName, type Bounded, type ErrorOf } from '../../equations/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import type { ComponentReport } from '../../judge/index.js';
import { broken } from '../session/audit-rules.js';
import type { PageLine, PageQuestion } from './compile-page.js';
import { createAnswers } from './answers.js';
import { cancels, conditionHolds, drawsOf, isUnknownAt, pointIn, type LineQuestion } from './conditions.js';
import {
  exactly,
  parametersOfRound,
  quantityOfPoint,
  type Known,
  type FollowedRound,
  type PageRun,
  type RoundBefore,
} from './page-run.js';
import {
  createMemberDraws,
  createQuestionBook,
  otherDraw,
  type DueQuestion,
  type PageDraw,
} from './question-book.js';
import { createFindings } from './findings.js';
import { lineKnown, madeOf, widest } from './line-known.js';
import { createTapeDraws } from './tape-draws.js';
import { further, offBack, offWay, type Way } from './way-errors.js';

const [{ zero }, { equals: isEqual }] = [ratioField, createVectorSpace(ratioField)];

/**
 * Makes the round by its page. What was reported stands for what the page makes of it from there on, and so does a point that was asked and
 * not reported; everything else carries how far it may be off.
 *
 * A program may keep its way from the beginning of the round, or the sums of its terms, in place of a point that it asks. With A the sum of
 * the absolute terms of all moves, the point that it goes on with is within (1+w)⁵u(|y| + 8A) of the one that it asked.
 */
export function followAs(
  run: PageRun,
  { round, counter, states, seen, ahead, earlier, drawn: before, draws: rowsOf, prefersLast }: RoundBefore,
): FollowedRound {
  const { page, arithmetic } = run;
  const { method } = page;
  const values = new Map<string, unknown>([['t', counter], ...parametersOfRound(run, round)]);
  const errors = new Map<string, Known['errors']>();
  const set = (name: string, { value, errors: of }: Known): void => {
    values.set(name, page.isScalar(name) ? value[0] : value);
    errors.set(name, of);
  };
  const knownOf = (name: string): Known => {
    const value = values.get(name);
    return {
      value: (page.isScalar(name) ? [value] : (value ?? [])) as Vector<Ratio>,
      errors: errors.get(name) ?? [],
    };
  };
  // what stands for itself is known where it is reported: nothing was there before
  const unknown = ({ value }: Known): Known => ({ value, errors: value.map(() => undefined) });
  for (const [name, known] of states) set(name, seen.stands === name ? unknown(known) : known);

  /** The sums of the moves of a name, and the names whose points a question told. */
  const moves = new Map<string, readonly Way[]>();
  const told = new Set<string>();
  const made = new Set<number>();
  /** The last line that has set a name, and the names that were compared with what was reported. */
  const makers = new Map<string, Partial<ComponentReport>>();
  const compared = new Set<string>();
  const findings = createFindings(run);
  const { report, held, violations } = findings;
  let drawn = before;
  /** What was made, for whether any of it may have left the range of the format. */
  const madeLines: (readonly Bounded<Ratio>[])[] = [];
  let doubt: string | undefined;

  const book = createQuestionBook(ahead, seen.questions, earlier, prefersLast);
  const claims: { readonly due: DueQuestion; readonly known: Known }[] = [];
  const answers = createAnswers(run);
  const tape = createTapeDraws(run, round, prefersLast);
  const [memberDraw, toldOf] = [createMemberDraws(), createTold(round, run.told)];
  const frameAt = (passes: readonly number[]): Frame<Ratio> => ({
    ...{ values, passes, isAnswered: true },
    gradient: (gradient, _, draw) =>
      answers.valueOf(gradient, (draw as PageDraw | undefined) ?? drawsOfGradient(gradient)[0]),
  });
  const drawsOfGradient = ({ sample, member }: Gradient<Use>): readonly (PageDraw | undefined)[] => {
    if (sample !== undefined) return values.get(sample.name) as readonly PageDraw[];
    return [member === undefined ? undefined : memberDraw(member)];
  };
  const errorOf: ErrorOf<Ratio> = (leaf, i) => {
    if (leaf.kind === 'gradient') return answers.errorOf(leaf, drawsOfGradient(leaf), i);
    return leaf.kind === 'name' ? errors.get(leaf.name)?.[i] : undefined;
  };
  const pointOf = (
    { gradient: { point }, point: bounds }: Pick<PageQuestion, 'gradient' | 'point'>,
    frame: Frame<Ratio>,
  ): Known => (bounds === undefined ? knownOf(printExpression(point)) : madeOf(bounds(frame, errorOf)));

  const placeOf = ({ passes }: Frame<Ratio>): Pick<ComponentReport, 'round' | 'step'> => {
    const [step] = passes.slice(-1);
    return step === undefined ? { round } : { round, step };
  };

  /** Finds what was asked for a gradient, and keeps the answer. */
  const ask = (
    question: PageQuestion,
    line: PageLine,
    frame: Frame<Ratio>,
    draw: PageDraw | undefined,
    isCancelled: () => boolean,
  ): void => {
    const { gradient, coefficient } = question;
    const known = pointOf(question, frame);
    const { function: name, point } = gradient;
    for (const state of question.from)
      errors.set(state, offBack(knownOf(state).value, errors.get(state) ?? [], known.value, arithmetic));
    const due = { function: name, at: known.value, bound: known.errors, ...(draw && { sample: draw }) };
    if (run.computed !== undefined) {
      if (!tape.has(draw) || run.hasSample?.({ function: name, ...draw }) === false) {
        doubt ??= `the tape has no such draw in round ${round}`;
        findings.lacksDraw = true;
        findings.isStopped = true;
        return;
      }
      answers.keep(gradient, draw, run.computed({ function: name, ...draw }, known, page.freedom === 'none'));
      return;
    }
    const keep = (of: Known): void => {
      answers.keep(gradient, draw, of);
      claims.push({ due, known: of });
    };
    const before = claims.find(
      ({ due: one }) => one.function === name && one.sample === draw && isEqual(one.at, due.at),
    );
    if (before !== undefined) {
      keep(before.known);
      return;
    }
    const isNeeded = (): boolean =>
      (coefficient === undefined || !isZero(ratioField, coefficient(frame))) && !isCancelled();
    if (gradient.member !== undefined && !book.has(due) && !isNeeded()) {
      // of a sum over a set: nobody asks those who are not in it
      const value = run.answer({ function: name, draw: -gradient.member, at: due.at });
      keep(exactly(value ?? due.at.map(() => zero)));
      return;
    }
    if (draw !== undefined && draw.draw === undefined) {
      const chosen = book.chooseDraw(wantedOf(gradient, frame));
      if (chosen !== undefined) draw.draw = chosen;
    }
    const claim = book.claim(due, isNeeded);
    const text = printExpression(gradient);
    if (claim === undefined) {
      const isOpen = draw !== undefined && draw.draw === undefined;
      const value = isOpen ? undefined : run.answer({ function: name, at: due.at, ...draw });
      if (value?.every((one) => isZero(ratioField, one)) !== true && isNeeded()) {
        report({
          ...broken('AUDIT.4', round, text),
          ...placeOf(frame),
          expected: `a question for ${text}`,
          actual: 'no question',
        });
      }
      keep(exactly(value ?? due.at.map(() => zero)));
      return;
    }
    const { question: asked, isAtPoint, isOfDraw } = claim;
    if (!isOfDraw) {
      const other = otherDraw({ gradient, isExact: draw === undefined }, asked);
      report({ ...broken('AUDIT.9', round, text), ...placeOf(frame), ...other });
    }
    if (!isAtPoint || run.watch !== undefined) {
      const { equation, statement, questions, place } = line;
      const which = { line: place, index: questions.indexOf(question) };
      const quantity = quantityOfPoint(gradient);
      const where = { ...placeOf(frame), equation, statement, quantity, question: which };
      held(asked.at, known, where);
    }
    if ((isAtPoint || run.watch !== undefined) && point.kind === 'name' && moves.has(point.name)) {
      // the program is where it asks
      const offs = asked.at.map((value, i) => offWay(moves.get(point.name)?.[i], value, arithmetic));
      set(point.name, { value: asked.at, errors: offs });
      told.add(point.name);
    }
    keep({ ...exactly(asked.value), ...(asked.errors && { errors: asked.errors }) });
  };

  const runLine = (statement: Line<Use>, frame: Frame<Ratio>, isLastPass: boolean): void => {
    const line = page.lineOf(statement);
    const { name } = statement.target;
    if (run.meter) run.meter.numbers += 8 + run.dimension;
    const due = line.questions.flatMap((question): readonly LineQuestion[] =>
      drawsOfGradient(question.gradient).map((draw) => ({ question, draw })),
    );
    // two points may be nearer to each other than rounding tells: first what was asked exactly where the page has it
    const sure = due.filter(({ question: { gradient }, draw }) => {
      const at = pointIn(frame, gradient);
      return at !== undefined && book.has({ function: gradient.function, at, ...(draw && { sample: draw }) });
    });
    const isUnused = (): boolean =>
      seen.stands === name || (!seen.states.has(name) && !line.hasWeight(frame));
    for (const one of [...sure, ...due.filter((one) => !sure.includes(one))])
      ask(one.question, line, frame, one.draw, () => isUnused() || cancels(one, due, frame));
    if (findings.isStopped && doubt !== undefined) return;
    const bounded = widest(line.bounds(frame, errorOf), line.through?.(frame, errorOf));
    madeLines.push(bounded);
    for (const { doubt: why } of bounded)
      if (why !== undefined) doubt ??= `${line.equation} decides nothing in round ${round}: ${why}`;
    // what is exact has no way; whoever looks on goes on from what was asked
    const isMove = line.leaves.includes(name) && (arithmetic !== 'exact' || run.watch !== undefined);
    const old = (values.get(name) ?? []) as Vector<Ratio>;
    const ways = isMove
      ? bounded.map((one, i) => further(moves.get(name)?.[i], one, old[i] ?? zero))
      : undefined;
    // a program that has a tape goes on from its way wherever it likes
    const isTold = isMove && (told.has(name) || run.computed !== undefined);
    const isAnyGradient = due.some(({ question, draw }) => answers.isUnknown(question.gradient, draw));
    const isUnknown = (i: number): boolean =>
      isAnyGradient ||
      line.reads.some((read) =>
        isUnknownAt(errors.get(read), line.isLinear && !page.isScalar(read) ? i : undefined),
      );
    const isCopy = page.freedom === 'none' && statement.value.kind === 'name';
    const known = isCopy
      ? knownOf(printExpression(statement.value))
      : lineKnown(bounded, isUnknown, isTold ? ways : undefined, arithmetic);
    values.set(keptName(name), values.get(name));
    errors.set(keptName(name), errors.get(name) ?? []);
    if (ways) moves.set(name, ways);
    else moves.delete(name);
    told.delete(name);
    made.add(statement.target.version.index);
    makers.set(name, { equation: line.equation, statement: line.statement, ...placeOf(frame) });
    run.watch?.made?.(statement, frame);
    if (line.isLast && isLastPass) set(name, compare(name, known));
    else set(name, seen.stands === name ? unknown(known) : known);
  };

  /** What a program goes on with: what it has reported, which is held to what the page has. */
  const compare = (name: string, known: Known): Known => {
    const reported = seen.states.get(name);
    if (reported === undefined || compared.has(name)) return known;
    compared.add(name);
    const unset = { equation: method.name.toUpperCase(), statement: `${name} stays as it is`, round };
    if (seen.stands !== name) held(reported, known, { ...unset, ...makers.get(name), quantity: name });
    return exactly(reported);
  };

  /** For what no line has set, or one that another might have followed. */
  const settle = (name: string): void => {
    set(name, compare(name, knownOf(name)));
  };

  /** What the page asks of the sample of a gradient, as far as the points are known. */
  const wantedOf = ({ sample }: Gradient<Use>, frame: Frame<Ratio>): readonly DueQuestion[] => {
    const isKnown = (part: Expression<Use>): boolean => {
      if (part.kind !== 'name') return part.kind !== 'gradient';
      const { origin, index } = part.version;
      return values.has(part.name) && (origin.kind !== 'line' || made.has(index));
    };
    return method.questions.flatMap(({ gradient: other }) => {
      if (other.sample?.version !== sample?.version || !partsOf<Use>(other.point).every(isKnown)) return [];
      const { value, errors: bound } = pointOf(page.questionOf(other), frame);
      return [{ function: other.function, at: value, bound }];
    });
  };

  const make = (body: readonly Statement<Use>[], passes: readonly number[], isLastPass: boolean): void => {
    const frame = frameAt(passes);
    for (const statement of body) {
      if (statement.kind === 'line') runLine(statement, frame, isLastPass);
      else if (statement.kind === 'sample') {
        const told = toldOf(statement);
        const draws = isTold(statement) ? [] : drawsOf(run, statement, frame, told, { round, rowsOf });
        if (isTold(statement)) values.set(statement.target.name, told() ? 1 : 0);
        if (run.computed !== undefined)
          for (const draw of draws[0]?.[1] ?? [])
            if (run.drawAt === undefined) draw.draw = drawn++;
            else tape.drawn(draw, passes.at(-1));
        for (const [name, rows] of draws) values.set(name, rows);
      } else if (statement.kind === 'repeat') {
        const count = page.count(statement.count)(frame);
        for (let k = 1; k <= count && !findings.isStopped; k += 1) {
          values.set(statement.counter.name, k);
          make(statement.body, [...passes, k], isLastPass && k === count);
        }
      } else {
        const isHeld = conditionHolds(page, statement, frame, errorOf);
        if (isHeld === undefined) {
          doubt ??= `the condition of line ${statement.span.line} may hold or not in round ${round}`;
          findings.isStopped = true;
        } else {
          make(isHeld ? statement.then : statement.otherwise, passes, isLastPass);
          if (isLastPass && !findings.isStopped) for (const name of page.settledBy(statement)) settle(name);
        }
      }
      if (findings.isStopped) return;
    }
  };
  make(method.body, [], true);

  if (!findings.isStopped) for (const name of page.names) settle(name);
  const left = book.left(run.isOfPage);
  return {
    ...{
      violations,
      isStopped: findings.isStopped,
      drawn,
      hadChoice: book.hadChoice() || tape.hadChoice(),
    },
    mayOverflow: () => madeLines.some((bounded) => bounded.some((one) => one.mayOverflow)),
    states: new Map(method.states.map(({ name: { name } }) => [name, knownOf(name)])),
    ...(doubt === undefined ? {} : { doubt }),
    ...(findings.lacksDraw && { lacksDraw: true }),
    ...left,
    tookAhead: ahead.some((question) => ![...left.ahead, ...left.stray].includes(question)),
  };
}
