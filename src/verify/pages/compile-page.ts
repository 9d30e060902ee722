/** A page made ready to judge programs: its lines with their bounds, and what each of them asks for. */
import {
  createCompiler,
  createWriter,
  expressionOf,
  fingerprint,
  mergeTerms,
  partsOf,
  printExpression,
  printStatement,
  resolveNames,
  termsOf,
  typeOf,
  type Choice,
  type Compiled,
  type Expression,
  type Frame,
  type Gradient,
  type Line,
  type Method,
  type Span,
  type Use,
  type Version,
} from '../../../spec/language/index.js';
import {
  createLineBounds,
  createWrittenLines,
  irrationalPart,
  isOpaque,
  memoized,
  withBody,
  writtenThrough,
  type BoundLine,
} from '../../equations/index.js';
import { InputError } from '../../errors.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import type { Arithmetic } from '../../judge/index.js';
import { countBy } from './told-draws.js';
import { createHasWeight } from './unused-lines.js';

/** A question of a line. */
export interface PageQuestion {
  readonly gradient: Gradient<Use>;
  /** The point, where it is more than a name. */
  readonly point?: BoundLine<Ratio>;
  /** The states that the point is a step away from: a program may go there and come back. */
  readonly from: readonly string[];
  /** What the answer is multiplied by in the line; absent where it is asked for the point of another question. */
  readonly coefficient?: Compiled<Ratio, Ratio>;
}

/** A line, ready. */
export interface PageLine {
  /** For example `NESTEROV.2`, or `NESTEROV, line 14` of a line without a number. */
  readonly equation: string;
  /** Its line on the page. */
  readonly place: number;
  readonly statement: string;
  readonly bounds: BoundLine<Ratio>;
  /** The same with what the lines before have just made written out. */
  readonly through?: BoundLine<Ratio>;
  /** Those for the points of others first. */
  readonly questions: readonly PageQuestion[];
  /** Whether anything further down multiplies its vector by more than 0. */
  readonly hasWeight: (frame: Frame<Ratio>) => boolean;
  /** The vectors that it has as terms, by their names. */
  readonly leaves: readonly string[];
  /** Everything that it reads, whether one coordinate is read alone or all together. */
  readonly reads: readonly string[];
  readonly isLinear: boolean;
  /** Whether nothing can set its name after it, where a program may report the name: of a repeat, in the last pass. */
  readonly isLast: boolean;
}

/** The start of a state: a vector, or one number, for a vector in all its coordinates. */
export interface PageStart {
  readonly name: string;
  readonly bounds: BoundLine<Ratio>;
  readonly isSpread: boolean;
}

/** A page, ready. */
export interface CompiledPage {
  readonly method: Method;
  /** A line, made ready when it is asked for the first time. */
  readonly lineOf: (line: Line<Use>) => PageLine;
  /** A scalar of a condition, and a number of passes or draws, each made once. */
  readonly scalar: (e: Expression<Use>) => BoundLine<Ratio>;
  readonly count: (e: Expression<Use>) => Compiled<Ratio, number>;
  /** What a gradient asks, whatever its sample is. */
  readonly askedOf: (gradient: Gradient<Use>) => string;
  /** A gradient as a question, for whoever only wants its point. */
  readonly questionOf: (gradient: Gradient<Use>) => Omit<PageQuestion, 'coefficient'>;
  readonly isScalar: (name: string) => boolean;
  /** The starts that the page says, in its order. */
  readonly starts: readonly PageStart[];
  /** The vectors that a program may report after a round, the point first. */
  readonly names: readonly string[];
  /** Those of which a choice makes what they are at the end, of a repeat in the last pass. */
  readonly settledBy: (choice: Choice<Use>) => readonly string[];
  /** Those that it must report: the point, and what the page returns. */
  readonly required: readonly string[];
  readonly freedom: Freedom;
  /**
   * The pages of programs that compute every line as it is written, or as it is also written; none where numbers are exact or flushed, or
   * bounds not sharp.
   */
  readonly written: () => readonly CompiledPage[];
}

/** How bounds are made: as sharp as they are proved, wide and made sooner for whoever tries many pages, or none at all. */
export type Freedom = 'sharp' | 'coarse' | 'none';

/**
 * Prepares a page.
 *
 * @param shown - the lines as they are shown, where the members of families have been written out.
 * @throws InputError for what cannot be judged, with its place: a start that asks for a gradient, and in exact arithmetic what is no fraction.
 */
export function compilePage(
  method: Method,
  arithmetic: Arithmetic,
  freedom: Freedom = 'sharp',
  shown: readonly Line<Use>[] = method.lines,
): CompiledPage {
  const compiler = createCompiler(ratioField);
  const askedOf = memoized(({ function: of, point }: Gradient<Use>) => `${of} ${fingerprint(point)}`);
  const isFloat = arithmetic !== 'exact';
  const lines =
    isFloat && freedom === 'none'
      ? createWrittenLines(arithmetic)
      : createLineBounds(arithmetic, freedom === 'coarse');
  const boundsOf = (value: Expression<Use>, also: readonly Expression<Use>[] = []): BoundLine<Ratio> => {
    const irrational = arithmetic === 'exact' ? irrationalPart(value) : undefined;
    if (irrational !== undefined)
      cannotJudge(
        method,
        irrational.span,
        `${printExpression(irrational)} is no fraction`,
        'fractions alone, in exact arithmetic',
        'Let the program declare the floating-point format of its numbers.',
      );
    return typeOf(value) === 'vector' ? lines.vector(value, also) : lines.scalar(value);
  };
  for (const { isScalar, name, from } of method.states)
    if (isScalar && from === undefined)
      cannotJudge(
        method,
        name.span,
        `${name.name} is a scalar that is given`,
        'a start',
        `Runs give vectors. Write for example ${name.name} from 0, or make it a parameter.`,
      );
  const states = new Set(method.states.map(({ name }) => name.name));
  const questionOf = memoized((gradient: Gradient<Use>) => {
    const { point } = gradient;
    if (point.kind === 'name') return { gradient, from: [] };
    const from = linearTerms(point).flatMap(({ sign, factors, leaf }) =>
      leaf.kind === 'name' && sign > 0 && factors.length === 0 && states.has(leaf.name) ? [leaf.name] : [],
    );
    return { gradient, from, point: boundsOf(point) };
  });
  const boundsOfLine = memoized(({ value, also }: Line<Use>) => boundsOf(value, also));
  for (const line of method.lines) boundsOfLine(line);
  const scalars = new Set(method.versions.filter(({ type }) => type === 'scalar').map(({ name }) => name));
  const finals = finalVersions(method);
  const last = new Set([...finals.values()].flatMap(linesOf));
  const hasWeight = createHasWeight(method, compiler);
  const compileLine = (line: Line<Use>): PageLine => {
    const { number, value, also, words } = line;
    const merged = new Map(mergeTerms(linearTerms(value)).map((term) => [fingerprint(term.leaf), term]));
    const direct = new Set([value, ...also].flatMap((e) => linearTerms(e).map(({ leaf }) => leaf)));
    const asked = partsOf(value, ...also).filter((part) => part.kind === 'gradient');
    const weighed = (gradient: Gradient<Use>): PageQuestion => {
      const sum = merged.get(fingerprint(gradient))?.coefficient ?? [];
      return {
        ...questionOf(gradient),
        ...(direct.has(gradient) ? { coefficient: compiler.scalar(expressionOf(sum, gradient.span)) } : {}),
      };
    };
    const questions = new Map(asked.reverse().map((gradient) => [fingerprint(gradient), gradient]));
    const id = method.name.toUpperCase();
    // wide bounds have room for it, and none have no need of it
    const written = freedom === 'sharp' && isFloat ? writtenThrough(method, line) : undefined;
    const text = printStatement(shown.find(({ span }) => span.line === line.span.line) ?? line);
    return {
      equation: number === undefined ? `${id}, line ${line.span.line}` : `${id}.${number}`,
      place: line.span.line,
      statement: words === undefined ? text : `${text}: ${words}`,
      bounds: boundsOfLine(line),
      ...(written && { through: boundsOf(written) }),
      // in the order of the text: in it samples take the draws that were asked
      questions: [...questions.values()].toReversed().map(weighed),
      hasWeight: (frame) => hasWeight(line.target.version)(frame),
      leaves: [...direct].flatMap((leaf) => (leaf.kind === 'name' ? [leaf.name] : [])),
      reads: [value, ...also].flatMap(namesIn),
      isLinear: typeOf(value) === 'vector' && ![...direct].some(isOpaque),
      isLast: last.has(line),
    };
  };
  const startOf = (name: string, isScalar: boolean, from: Expression<Use>): PageStart => {
    const asks = partsOf(from).find(({ kind }) => kind === 'gradient');
    if (asks !== undefined)
      cannotJudge(
        method,
        asks.span,
        'a start asks for a gradient',
        'starts without gradients',
        'Give the state without "from".',
      );
    return { name, bounds: boundsOf(from), isSpread: typeOf(from) !== 'vector' && !isScalar };
  };
  let written: readonly CompiledPage[] | undefined;
  return {
    ...{ method, freedom, askedOf, questionOf },
    isScalar: (name) => scalars.has(name),
    scalar: memoized((e: Expression<Use>) => boundsOf(e)),
    count: memoized(compiler.count),
    lineOf: memoized(compileLine),
    starts: method.states.flatMap(({ name, isScalar, from }) =>
      from === undefined ? [] : [startOf(name.name, isScalar, from)],
    ),
    names: [...finals.keys()],
    settledBy: (choice) => [...finals].flatMap(([name, final]) => (choiceOf(final) === choice ? [name] : [])),
    required: [method.states[0], method.returns && { name: method.returns }].flatMap(
      (one) => one?.name.name ?? [],
    ),
    written: () => {
      if (freedom !== 'sharp' || !isFloat || arithmetic.subnormals === 'flushed') return [];
      return (written ??= asWritten(method).map((page) => compilePage(page, arithmetic, 'none', shown)));
    },
  };
}

/** The method, and with the second form of each line that has one. */
function asWritten(method: Method): readonly Method[] {
  const second = (line: Line<Use>): Line<Use> => ({ ...line, value: line.also[0] ?? line.value });
  const isSecond = method.lines.some(({ also }) => also.length > 0);
  return isSecond
    ? [method, resolveNames(withBody(method, (one) => (one.kind === 'line' ? [second(one)] : [one])))]
    : [method];
}

/** Makes the page of a run, with all members of families written out: once for the counts that matter. */
export function createPages(
  method: Method,
  arithmetic: Arithmetic,
  freedom: Freedom = 'sharp',
): (counts: ReadonlyMap<string, unknown>) => CompiledPage {
  const write = createWriter(method);
  const compile = memoized((written: Method) => compilePage(written, arithmetic, freedom, method.lines));
  return (counts) => compile(write(countBy(counts)));
}

/** By the names that live to the end of a round: the version that they have there. */
function finalVersions({ versions, states }: Method): ReadonlyMap<string, Version> {
  const kept = states.flatMap(({ name, isScalar }) => (isScalar ? [] : [[name.name, name.version] as const]));
  const set = versions.filter(
    ({ blocks, type, origin: { kind } }) =>
      blocks.length === 0 && type === 'vector' && ['line', 'after', 'choice'].includes(kind),
  );
  return new Map([...kept, ...set.map((version) => [version.name, version] as const)]);
}

/** The lines that make a version and that nothing can follow: of a choice those in its branches, for what was before it may be changed. */
function linesOf({ origin }: Version): readonly Line<Use>[] {
  if (origin.kind === 'line') return [origin.line];
  if (origin.kind === 'after') return linesOf(origin.last);
  if (origin.kind !== 'choice') return [];
  const isInside = ({ blocks }: Version): boolean =>
    blocks.some((block) => block.kind === 'branch' && block.choice === origin.choice);
  return [origin.first, origin.last].filter(isInside).flatMap(linesOf);
}

const choiceOf = ({ origin }: Version): Choice<Use> | undefined =>
  origin.kind === 'after' ? choiceOf(origin.last) : origin.kind === 'choice' ? origin.choice : undefined;

const linearTerms = (e: Expression<Use>): ReturnType<typeof termsOf> => termsOf(e, undefined, isOpaque);

/** What an expression reads by itself: a gradient is answered. */
function namesIn(e: Expression<Use>): readonly string[] {
  if (e.kind === 'name') return [e.name];
  return e.kind === 'apply' ? e.operands.flatMap(namesIn) : [];
}

function cannotJudge(
  { name, source }: Method,
  span: Span,
  problem: string,
  expected: string,
  fix: string,
): never {
  throw new InputError({
    problem,
    where: `line ${span.line}, column ${span.from} of the page of ${name}`,
    expected,
    fix: `${fix} Such a page can be read and printed: auxopt print page.\n${source.pointAt(span)}`,
  });
}
