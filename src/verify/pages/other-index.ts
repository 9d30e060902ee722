/** Parameters of another round or local step than their own, as explanations: no equation of a page has two indices. */
import { printStatement, type Line, type Method, type Use } from '../../../spec/language/index.js';
import { named, replaced, usesIn } from '../../equations/index.js';
import { formatRatio, type Ratio } from '../../exact/index.js';
import type { OtherPage } from './other-pages.js';
import type { JudgedPageRun } from './try-page.js';
import type { PageRun, ParameterValue, ParameterValues } from './page-run.js';

/** Round t of T, and its local step k of K. */
interface Place {
  readonly t: number;
  readonly k: number;
  readonly K: number;
  readonly T: number;
}

/** Whose value is used: an index as it is printed, in words, and its round and step. */
interface Index {
  readonly text: string;
  readonly words: string;
  readonly of: (place: Place) => readonly [t: number, k: number];
  /** Whether each local step has a value, also where all of a round are the same. */
  readonly isByStep?: boolean;
}

/** The local step `by` steps later, over the ends of rounds. */
const shifted =
  (by: number): Index['of'] =>
  ({ t, k, K, T }) => {
    const n = (t - 1) * K + k - 1 + by;
    return n < 0 ? [0, 1] : n >= K * T ? [T + 1, K] : [Math.floor(n / K) + 1, (n % K) + 1];
  };
/** A round, or a local step of a round: as it is printed, in words, and its number. */
type Part = readonly [text: string, words: string, of: (place: Place) => number];
const rounds: readonly Part[] = [
  ['t', 'its round', ({ t }) => t],
  ['t−1', 'the round before', ({ t }) => t - 1],
  ['t+1', 'the round after', ({ t }) => t + 1],
  ['1', 'the first round', () => 1],
  ['T', 'the last round', ({ T }) => T],
  ['T+1−t', 'round T + 1 − t', ({ t, T }) => T + 1 - t],
];
const steps: readonly [same: Part, first: Part, ...others: Part[]] = [
  ['k', 'the same local step', ({ k }) => k],
  ['1', 'the first local step', () => 1],
  ['K', 'the last local step', ({ K }) => K],
  ['K+1−k', 'local step K + 1 − k', ({ k, K }) => K + 1 - k],
  ['max(1, k−1)', 'the local step before', ({ k }) => Math.max(1, k - 1)],
  ['min(K, k+1)', 'the local step after', ({ k, K }) => Math.min(K, k + 1)],
];
/** An index of two parts; of the first round the value is the first of all, where nothing else is said. */
const indexOf = ([round, ofRound, t]: Part, [step, ofStep, k]: Part): Index => {
  const isFirst = round === '1' && step === '1';
  const isPlain = isFirst || (round !== '1' && step === 'k');
  return {
    text: isPlain ? round : `${round},${step}`,
    words: isPlain ? ofRound : `${ofStep} of ${ofRound}`,
    of: (place) => [t(place), k(place)],
  };
};
const [same, first] = steps;
const ofRounds = rounds.slice(1).map((round) => indexOf(round, round[0] === '1' ? first : same));
const ofSteps: readonly Index[] = [
  // with one local step, a step is a round
  ...rounds.slice(1).map((round) => indexOf(round, same)),
  { text: 'k−1', words: 'the local step before, over the ends of rounds', of: shifted(-1), isByStep: true },
  { text: 'k+1', words: 'the local step after, over the ends of rounds', of: shifted(1), isByStep: true },
  ...rounds.flatMap((round) => steps.slice(1).map((step) => indexOf(round, step))),
];

/** The page with one of its parameters, or with all, at another index. */
export function otherIndices(
  method: Method,
  judged: readonly JudgedPageRun[],
  placeOf: (line: number) => string,
): readonly OtherPage[] {
  const runs = judged.map(({ run }) => run);
  // who follows a given schedule wrongly may well follow one of its own, and the other way round
  const isOwn = judged.every(({ isFailing, run }) => !isFailing || run.choosesSchedule === true);
  const right = new Set(judged.filter(({ isFailing }) => !isFailing).map(({ run }) => run.rounds));
  const isRight = (run: PageRun): boolean => (isOwn || run.choosesSchedule === true) && right.has(run.rounds);
  const names = method.parameters
    .filter(({ each }) => each !== undefined)
    .map(({ name }) => name.name)
    .filter((name) => lineWith(method, [name]) && runs.some((run) => changes(run, name)));
  const choices = names.length > 1 ? [...names.map((name) => [name]), names] : names.map((name) => [name]);
  return choices.flatMap((chosen) => {
    const isByStep = method.parameters.some(({ name, each }) => each === 'step' && name.name === chosen[0]);
    const all = isByStep && chosen.length === 1 ? ofSteps : ofRounds;
    return all.flatMap((index) => pageAt(method, chosen, index, { isRight, placeOf }));
  });
}

/** The first line that reads one of these names. */
const lineWith = ({ lines }: Method, names: readonly string[]): Line<Use> | undefined =>
  lines.find(({ value }) => usesIn(value).some(({ name }) => names.includes(name)));

/** Whether a parameter has several values in a run. */
function changes(run: PageRun, name: string): boolean {
  const all = run.rounds.slice(1).flatMap((_, i) => listOf(run.parametersAt(i + 1), name));
  const texts = all.map((one) => (typeof one === 'number' ? one : formatRatio(one as Ratio)));
  return new Set(texts).size > 1;
}

/** The values of a parameter in a round: one, or one of each local step. */
function listOf(values: ParameterValues, name: string, isByStep = false): readonly ParameterValue[] {
  const [value, count] = [values.get(name), values.get('K')];
  if (value === undefined || Array.isArray(value)) return (value as ParameterValue[] | undefined) ?? [];
  return Array.from({ length: isByStep && typeof count === 'number' ? count : 1 }, () => value);
}

/** What a page says of its places in words, and whether a run of a schedule of its own is right as it is. */
interface About {
  readonly isRight: (run: PageRun) => boolean;
  readonly placeOf: (line: number) => string;
}

function pageAt(
  method: Method,
  names: readonly string[],
  index: Index,
  { isRight, placeOf }: About,
): readonly OtherPage[] {
  const line = lineWith(method, names);
  if (line === undefined) return [];
  const value = names.reduce(
    (e, name) =>
      replaced(e, (part) => part.kind === 'name' && part.name === name, named(`${name}_{${index.text}}`)),
    line.value,
  );
  const formula = { should: printStatement(line), is: printStatement({ ...line, also: [], value }) };
  const both = names.join(' and ');
  return [
    {
      suspicion: {
        id: `page/index ${names.join(' ')} ${index.text}`,
        mistake: `the program computes ${formula.is} where ${placeOf(line.span.line)} has ${formula.should}, with ${both} of ${index.words}`,
        fix: `Use in every round and local step the ${both} of that round and step; where the program chooses them, report with a round what it used.`,
        formula: { ...formula, condition: `with ${both} of ${index.words}` },
      },
      asItsRun: (run) => (isRight(run) ? run : atIndex(run, names, index)),
    },
  ];
}

/** The run with the values of another index; beyond the ends those of the ends, where the program did not choose them itself. */
function atIndex(run: PageRun, names: readonly string[], { of, isByStep = false }: Index): PageRun {
  const T = run.roundCount ?? run.rounds.length - 1;
  const countOf = (t: number, name: string): number => listOf(run.parametersAt(t), name, isByStep).length;
  const placesOf = (t: number, name: string): readonly (readonly [round: number, step: number])[] => {
    const K = countOf(t, name);
    return Array.from({ length: K }, (_, i) => of({ t, k: i + 1, K, T }));
  };
  const made = (t: number): ParameterValues => {
    const values = new Map(run.parametersAt(t));
    for (const name of names) {
      const other = placesOf(t, name).map(([round, step]) => {
        const all = listOf(run.parametersAt(Math.min(Math.max(round, 1), T)), name, isByStep);
        return (all[step - 1] ?? all.at(-1)) as ParameterValue;
      });
      values.set(name, (isByStep || Array.isArray(values.get(name)) ? other : other[0]) as ParameterValue);
    }
    return values;
  };
  const isUnknown = (t: number): boolean =>
    run.choosesSchedule === true &&
    names.some((name) => placesOf(t, name).some(([round]) => round < 1 || round > T));
  return {
    ...run,
    parametersAt: made,
    rounds: run.rounds.map((round, t) =>
      t > 0 && isUnknown(t) ? { ...round, isGiven: true as const } : round,
    ),
  };
}
