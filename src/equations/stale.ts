/** Values that are old: a name or a gradient as it was before, a mean in place of the last value. */
import {
  everyStatement,
  printExpression,
  partsOf,
  repeatsOf,
  type Choice,
  type Expression,
  type Line,
  type Method,
  type Name,
  type Page,
  type Relation,
  type Repeat,
  type State,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { apply, numeral } from './parts.js';
import { drawnAnew } from './drawn-anew.js';
import {
  andWords,
  choose,
  fresh,
  inRoundOne,
  named,
  put,
  putAll,
  saying,
  type Edit,
  type Put,
} from './edited-page.js';
import { isOfFormula } from './guards.js';
import { othersInstead, placesOf, wholesOf, type Place } from './line-places.js';

/** Every line with one name, or one gradient, as it was before, or drawn anew. */
export function* stale(method: Method, lines: readonly Line<Use>[] = method.lines): Generator<Edit> {
  for (const line of lines) {
    for (const place of [...placesOf(line), ...wholesOf(method, line)]) {
      yield* beforeChange(method, place);
      yield* ofPassBefore(method, place);
      yield* ofRoundBefore(method, place);
      yield* ofStart(method, place);
      yield* meanOfPasses(method, place);
      yield* meanOfRounds(method, place);
    }
    for (const place of othersInstead(method, line))
      yield* place.isOfName ? beforeChange(method, place) : ofRoundBefore(method, place);
    yield* ofPassing(method, line);
    yield* drawnAnew(method, line);
  }
}

const isIn = (all: Statement<Use>, one: Statement<Use>): boolean =>
  [...everyStatement<Use>([all])].includes(one);

const copy = (to: Name, value: Expression, { span }: Statement<Use>): Line => ({
  kind: 'line',
  target: to,
  value,
  also: [],
  span: { ...span, from: 0 },
});

/** @param pageWith - the page with the edited line in the place of the line. */
function edit(
  place: Place,
  mark: Use,
  condition: string,
  pageWith: (edited: Statement) => Page,
  by: Expression<Use> = mark,
  isOfRounds = true,
): Edit {
  const edited = place.with(by);
  const { line, form } = place;
  const made = (words: string, statement: Statement): Edit => ({
    ...saying([form], [edited], words),
    ...{ page: pageWith(statement), isOfRounds },
  });
  return {
    ...made(condition, edited),
    under: (guard) => {
      const { relation, sides, words } = guard;
      const then = [edited];
      const choice = { kind: 'choice', span: line.span, relation, sides, then, otherwise: [line] } as const;
      return isOfFormula(guard) ? undefined : made(andWords(condition, words), choice);
    },
  };
}

/** The last line that has set a name, also in the last pass of a repeat, and that repeat. */
function lastChange({ version: { origin } }: Use): {
  readonly change?: Line<Use>;
  readonly repeat?: Repeat<Use>;
} {
  if (origin.kind === 'line') return { change: origin.line };
  if (origin.kind !== 'after' || origin.last.origin.kind !== 'line') return {};
  return { change: origin.last.origin.line, repeat: origin.repeat };
}

/** The value that the last change has replaced, where there is one. */
export function* beforeChange(method: Method, place: Place): Generator<Edit> {
  const { line, part } = place;
  const { change, repeat } = part.kind === 'name' ? lastChange(part) : {};
  if (part.kind !== 'name' || change === undefined) return;
  const isSet = method.versions.some(
    ({ name, index }) => name === part.name && index < change.target.version.index,
  );
  if (!isSet) return;
  const mark = named(`${part.name}⁻`);
  const kept = copy(mark, part, change);
  yield edit(place, mark, `where ${mark.name} is ${part.name} before its last change`, (edited) =>
    putAll(
      method,
      [
        [change, [kept, change]],
        [line, [edited]],
      ],
      repeat && [repeat, [kept]],
    ),
  );
}

/** The value of the pass before, in the first pass its own; a gradient that is not taken anew: of the first pass in all, or at some times the last one. */
function* ofPassBefore(method: Method, place: Place): Generator<Edit> {
  const { line, part } = place;
  const repeat = repeatsOf(line.target.version.blocks).at(-1);
  const isPassing = part.kind === 'gradient' || part.version.origin.kind === 'pass';
  const [vector] = method.states;
  if (repeat === undefined || !isPassing || vector === undefined) return;
  const text = printExpression(part);
  const mark = fresh(method, `${part.kind === 'name' ? part.name : 'g'}⁻`);
  const kept = named(`${mark.name}⁻`);
  const first = part.kind === 'name' ? part : apply('·', numeral('0', line), vector.name);
  const begun: Put = [repeat, [copy(mark, first, line)]];
  yield edit(place, mark, `where ${mark.name} is ${text} in the pass before`, (edited) =>
    putAll(method, [[line, [copy(kept, part, line), edited, copy(mark, kept, line)]]], begun),
  );
  const isFirst = [named(repeat.counter.name), numeral('1', line)] as const;
  const last = repeat.body.at(-1);
  if (part.kind === 'name' && last !== undefined && !isIn(last, line)) {
    const take = choose(line, '=', isFirst, [copy(mark, part, line)]);
    const words = `where ${mark.name} is ${text} after the first pass`;
    yield edit(place, mark, words, (edited) =>
      putAll(
        method,
        [
          [line, [edited]],
          [last, [last, take]],
        ],
        begun,
      ),
    );
  }
  if (part.kind === 'name') return;
  const taken = (relation: Relation, sides: Choice['sides'], isTaken: boolean, words: string): Edit => {
    const take = [copy(mark, part, line)];
    const [then, otherwise] = isTaken ? [take, []] : [[], take];
    const choice = choose(line, relation, sides, then, otherwise);
    return edit(place, mark, words, (edited) => putAll(method, [[line, [choice, edited]]], begun));
  };
  yield {
    ...taken('=', isFirst, true, `where ${mark.name} is ${text} of the first pass`),
    under: (guard) =>
      isOfFormula(guard)
        ? undefined
        : taken(
            guard.relation,
            guard.sides,
            false,
            `where ${mark.name} is the last ${text} that was taken: none is ${guard.words}`,
          ),
  };
}

/** The value of the round before; in round 1 that of the page, or 0. */
function* ofRoundBefore(method: Method, place: Place): Generator<Edit> {
  const { line, part } = place;
  const type = part.kind === 'name' ? part.version.type : 'vector';
  const origin = part.kind === 'name' ? part.version.origin : undefined;
  const isFixed = origin?.kind === 'parameter' && origin.parameter.each !== 'round';
  const isState = origin?.kind === 'state';
  const isInRepeat = repeatsOf(line.target.version.blocks).length > 0;
  if ((type !== 'vector' && type !== 'scalar') || isFixed || (isInRepeat && !isState)) return;
  const mark = named(`${part.kind === 'name' ? part.name : 'g'}⁻`);
  const kept = named(`${mark.name}⁻`);
  const first: Expression<Use> = origin?.kind === 'parameter' || isState ? part : numeral('0', part);
  const state: State = { name: mark, isScalar: type === 'scalar', from: first };
  const words = `where ${mark.name} is ${printExpression(part)} in the round before`;
  // a gradient of another line is taken there
  const asker = method.questions.find(({ gradient }) => gradient === part)?.asker;
  const isLater = asker !== undefined && 'kind' in asker && asker !== line;
  const home = isLater ? asker : line;
  const keep = copy(kept, part, line);
  const pageWith = (edited: Statement): Page => {
    const others: readonly Put[] = isLater ? [[home, [keep, home]]] : [];
    const page = putAll(method, [[line, isLater || isState ? [edited] : [keep, edited]], ...others]);
    const body = [...(isState ? [keep] : []), ...page.body, copy(mark, kept, line)];
    return { ...page, states: [...page.states, state], body };
  };
  yield edit(place, mark, words, pageWith, mark, false);
  if (isState) return;
  const inFirst = (edited: Statement): Page => pageWith(inRoundOne(line, [line], [edited]));
  const isOwn = partsOf(line.value).includes(part);
  yield edit(
    place,
    mark,
    `${words}, and ${isOwn ? 'its own' : 'the line as it should be'} in round 1`,
    inFirst,
    mark,
    false,
  );
}

/** The mean of what a state was after each round, since the line was made last, or of all rounds; in round 1 its own. */
function* meanOfRounds(method: Method, place: Place): Generator<Edit> {
  const { line, part } = place;
  const { blocks } = line.target.version;
  const isState = part.kind === 'name' && part.version.origin.kind === 'state';
  if (!isState || part.version.type !== 'vector' || repeatsOf(blocks).length > 0) return;
  const [sum, count] = [fresh(method, 's'), fresh(method, 'n')];
  const [zero, one] = [numeral('0', line), numeral('1', line)];
  const more = [copy(sum, apply('+', sum, part), line), copy(count, apply('+', count, one), line)];
  const anew = blocks.length === 0 ? [] : [copy(sum, apply('·', zero, part), line), copy(count, zero, line)];
  const since = blocks.length === 0 ? '' : ' since the line was made last';
  const words = `where ${sum.name} / ${count.name} is the mean of ${part.name} after each round${since}, and its own in round 1`;
  const pageWith = (edited: Statement): Page => {
    const page = put(method, line, [inRoundOne(line, [line], [edited]), ...anew]);
    const states = [sum, count].map((name) => ({ name, isScalar: name === count, from: zero }));
    return { ...page, states: [...page.states, ...states], body: [...page.body, ...more] };
  };
  yield edit(place, sum, words, pageWith, apply('/', sum, count), false);
}

/** In place of a state what a repeat makes, as it was before: in the pass before, or before its last change in the round before. */
function* ofPassing(method: Method, line: Line<Use>): Generator<Edit> {
  const repeat = repeatsOf(line.target.version.blocks).at(-1);
  for (const place of placesOf(line)) {
    const { part } = place;
    if (part.kind !== 'name' || part.version.origin.kind !== 'state') continue;
    for (const version of method.versions) {
      const { type, origin, name } = version;
      if (origin.kind !== 'pass' || type !== 'vector' || name === part.name) continue;
      const passing = { ...named(version.name), version };
      if (repeat === undefined) yield* beforeLastPass(method, place, part, passing);
      else if (repeatsOf(version.blocks).at(-1) === repeat)
        yield* ofPassBefore(method, { ...place, part: passing });
    }
  }
}

function* beforeLastPass(method: Method, place: Place, part: Use, passing: Use): Generator<Edit> {
  const { line } = place;
  const change = method.lines.findLast(
    ({ target: { name, version } }) => name === passing.name && repeatsOf(version.blocks).length > 0,
  );
  if (change === undefined) return;
  const mark = named(`${passing.name}⁻`);
  const pageWith = (edited: Statement): Page => {
    const page = putAll(method, [
      [change, [copy(mark, passing, change), change]],
      [line, [edited]],
    ]);
    return { ...page, states: [...page.states, { name: mark, isScalar: false, from: part }] };
  };
  const words = `where ${mark.name} is ${passing.name} before its last change in the round before`;
  yield edit(place, mark, words, pageWith, mark, false);
}

/** The value that a state has started from, or a parameter had in round 1, in every round. */
function* ofStart(method: Method, place: Place): Generator<Edit> {
  const { line, part } = place;
  if (part.kind !== 'name') return;
  const { type, origin } = part.version;
  const isParameter = origin.kind === 'parameter' && origin.parameter.each === 'round';
  if (!isParameter && (origin.kind !== 'state' || type !== 'vector')) return;
  const mark = named(`${part.name}${isParameter ? '₁' : '⁰'}`);
  const pageWith = (edited: Statement): Page => {
    const page = put(method, line, [edited]);
    return { ...page, states: [...page.states, { name: mark, isScalar: type !== 'vector', from: part }] };
  };
  yield edit(place, mark, `where ${mark.name} is the first ${part.name} of the run`, pageWith, mark, false);
}

/** The mean over all passes of a repeat in place of the last value, with the value before the first pass, and without it. */
function* meanOfPasses(method: Method, place: Place): Generator<Edit> {
  const { line, part } = place;
  const { change, repeat } = part.kind === 'name' ? lastChange(part) : {};
  if (part.kind !== 'name' || change === undefined || repeat === undefined || part.version.type !== 'vector')
    return;
  const mark = fresh(method, 's');
  const zero = apply('·', numeral('0', line), part);
  for (const [first, count, words] of [
    [zero, repeat.count, 'its values after each pass'],
    [part, apply('+', repeat.count, numeral('1', line)), 'its values before the first and after each pass'],
  ] as const)
    yield edit(
      place,
      mark,
      `where ${mark.name} is the sum of ${part.name}: ${words}`,
      (edited) =>
        putAll(
          method,
          [
            [change, [change, copy(mark, apply('+', mark, part), line)]],
            [line, [edited]],
          ],
          [repeat, [copy(mark, first, line)]],
        ),
      apply('/', mark, count),
    );
}
