/** Other numbers of passes: they are read off whatever a program asks, and a formula is found for what was read. */
import {
  everyStatement,
  repeatsOf,
  resolveNames,
  type Method,
  type Repeat,
  type Statement,
  type Use,
} from '../../../spec/language/index.js';
import {
  apply,
  createFormulas,
  named,
  openNumber,
  numeral,
  put,
  saying,
  withParameters,
  type Edit,
  type Leaf,
} from '../../equations/index.js';
import { followRound } from './either-draw.js';
import { numberIn } from './page-run.js';
import type { JudgedRound, SeenAt } from './places.js';
import { asRunsOf, attempt } from './as-runs.js';

/** No more rounds are read, wrong and right ones. */
const mostRounds = { wrong: 12, right: 12 };
/** Counts that are tried in a round, those first that its questions look like. */
const mostTries = 8;
/** Each repeat with a formula for its count under which it is right in all rounds that are read, and in those that are wrong, the shortest first. */
export function countedEdits(
  method: Method,
  rounds: readonly JudgedRound[],
): Readonly<Record<'everywhere' | 'somewhere', readonly Edit[]>> {
  const some = (isRight: boolean, most: number): readonly JudgedRound[] => {
    const all = asked
      .filter(({ points }) => (points.size === 0) === isRight)
      .toSorted((left, right) => askedIn(left) - askedIn(right));
    // of many those with few questions, but from all rounds
    const few = all.slice(0, 8 * most).toSorted((left, right) => left.before.counter - right.before.counter);
    const step = Math.max(1, few.length / most);
    return few.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
  };
  // in tape mode nothing is asked
  const asked = rounds.filter(({ run }) => run.computed === undefined);
  const [wrong, right] = [some(false, mostRounds.wrong), some(true, mostRounds.right)];
  const read = (places: readonly JudgedRound[]): readonly Edit[] =>
    [...everyStatement<Use>(method.body)].flatMap((statement) =>
      statement.kind === 'repeat' && !statement.members && places.length > 1
        ? countsOf(method, statement, places)
        : [],
    );
  const everywhere = read([...wrong, ...right]);
  return { everywhere, somewhere: everywhere.length > 0 ? [] : read(wrong) };
}

const askedIn = ({ before }: SeenAt): number => before.seen.questions.length;

function countsOf(method: Method, repeat: Repeat<Use>, rounds: readonly JudgedRound[]): readonly Edit[] {
  const counted = (count: Repeat<Use>['count']): Edit => {
    const edited: Statement<Use> = { ...repeat, count };
    return { ...saying([repeat], [edited]), page: put(method, repeat, [edited]) };
  };
  const edited = attempt(() => resolveNames(withParameters(counted(named(openNumber)).page, [openNumber])));
  if (edited === undefined) return [];
  const asItsRun = asRunsOf(edited, true);
  const isInside = ({ blocks }: Method['questions'][number]): boolean =>
    repeatsOf(blocks).some(({ span }) => span.line === repeat.span.line);
  const inner = method.questions.filter(isInside).length;
  const outer = method.questions.length - inner;
  const seen: { readonly value: number; readonly off: number }[] = [];
  for (const { run, before } of rounds) {
    const isRight = (count: number): boolean =>
      attempt(() => {
        const own = asItsRun({
          ...run,
          parametersAt: (round) => new Map([...run.parametersAt(round), [openNumber, count]]),
        });
        const { violations, stray } = followRound({ ...own, endsAt: () => true }, before);
        return violations.length === 0 && stray.length === 0;
      }) === true;
    const guess = inner > 0 ? Math.round((before.seen.questions.length - outer) / inner) : 0;
    const counts = Array.from({ length: guess + mostTries }, (_, count) => count)
      .toSorted((left, right) => Math.abs(left - guess) - Math.abs(right - guess))
      .slice(0, mostTries);
    const value = counts.find(isRight);
    if (value === undefined) return [];
    seen.push({ value, off: 0 });
  }
  return createFormulas([...leavesOf(method, rounds), ...blocksOf(method, rounds, seen)])(seen).map(
    ({ expression }) => counted(expression),
  );
}

/** No more lengths of blocks are tried. */
const longestBlock = 64;

/** K − K mod n: whole blocks of n alone, where most of the counts are that. */
function blocksOf(
  { parameters }: Method,
  rounds: readonly JudgedRound[],
  seen: readonly { readonly value: number }[],
): readonly Leaf[] {
  return parameters
    .filter(({ name }) => name.version.type === 'count')
    .flatMap(({ name }) =>
      Array.from({ length: longestBlock - 1 }, (_, i): Leaf => {
        const span = name.span;
        const rest = apply('mod', name, numeral(String(i + 2), { span }));
        const values = rounds.map(({ run, before }) => {
          const whole = numberIn(run, before.round, name.name);
          return whole - (whole % (i + 2));
        });
        return { expression: apply('−', name, rest), values };
      }),
    )
    .filter(({ values }) => {
      const alike = values.filter((value, i) => value === seen[i]?.value && value > 0).length;
      return 2 * alike > seen.length;
    })
    .slice(0, 2);
}

/** What a count may be made of: t, T, and the parameters. */
function leavesOf({ parameters }: Method, rounds: readonly JudgedRound[]): readonly Leaf[] {
  const counts = parameters.filter(({ name }) => name.version.type === 'count');
  const leafOf = (name: string, of: (at: SeenAt) => number): Leaf => ({
    expression: named(name),
    values: rounds.map(of),
  });
  const known = (name: string): Leaf => leafOf(name, ({ run, before }) => numberIn(run, before.round, name));
  return [
    ...counts.map(({ name }) => known(name.name)),
    leafOf('t', ({ before }) => before.counter),
    known('T'),
  ].filter(({ values }) => values.every(Number.isFinite));
}
