/** Cases in which the choices of a page go both ways: what goes one way in every run is tested in one of its ways alone. */
import {
  compileMethod,
  resolveNames,
  type CompiledMethod,
  type Method,
  type Value,
  type World,
} from '../../../spec/language/index.js';
import {
  evaluateGradient,
  sampleFor,
  type AffineGradient,
  type QuadraticProblem,
} from '../../../spec/model/index.js';
import { choicesOf } from '../../equations/index.js';
import { AuxoptError } from '../../errors.js';
import { nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import { toNumberProblem } from '../../problems/arithmetic.js';
import { createFloatField } from '../../exact/float-field.js';
import { createPageCases, pageCaseMaker, parametersOf, type PageCase } from './page-cases.js';
import { toldBy } from './told-draws.js';

/** How often a case is drawn anew, each time from wider domains. */
const attempts = [1, 2, 3, 4] as const;
/** In how many runs each way of a choice is needed. */
const enough = 3;

const doubles = createFloatField('binary64');

const orUndefined = <T>(make: () => T): T | undefined => {
  try {
    return make();
  } catch (error) {
    if (error instanceof AuxoptError) return undefined;
    throw error;
  }
};

const compiled = (method: Method): CompiledMethod<number> =>
  compileMethod(method, doubles, doubles.root, doubles.power);

/** All states of a run in doubles but for its last round, one after the other; undefined for one that leaves the range of a short format. */
function statesOf(
  { start, round }: CompiledMethod<number>,
  given: PageCase,
  problem: QuadraticProblem<number>,
): readonly number[] | undefined {
  let drawn = 0;
  const world: World<number, number> = {
    draw: () => given.atoms[drawn++ % given.atoms.length] ?? 0,
    told: toldBy(given.told),
    gradient: ({ function: of, member }, at, draw = member === undefined ? undefined : member - 1) => {
      const from = draw === undefined ? 'mean' : 'snapshot';
      const atom = (draw ?? 0) % problem.snapshotAtoms.length;
      const sample = sampleFor<AffineGradient<number>>(problem, { function: of, draw: from, atom });
      return evaluateGradient(doubles, sample ?? problem.target, at);
    },
  };
  const parametersAt = (t: number) =>
    Object.fromEntries([...parametersOf(given)(t)].map(([name, value]) => [name, inDoubles(value)]));
  const all: number[] = [];
  let states: Readonly<Record<string, Value<number>>> = start({
    parameters: parametersAt(1),
    states: Object.fromEntries([...given.start].map(([name, vector]) => [name, vector.map(nearestDouble)])),
    world,
  });
  for (let t = 1; t < given.roundCount; t += 1) {
    states = round({ round: t, parameters: parametersAt(t), states, world });
    all.push(...Object.values(states).flat());
  }
  return all.every((value) => Math.abs(value) < 1e4) ? all : undefined;
}

const inDoubles = (value: Ratio | number | readonly Ratio[]): number | readonly number[] => {
  if (typeof value === 'number') return value;
  return 'numerator' in value ? nearestDouble(value) : value.map(nearestDouble);
};

/** Which of these pages a run is not of, and shows it before its last round: what follows from a choice is tested then too. */
function toldApart(
  method: CompiledMethod<number>,
  others: readonly CompiledMethod<number>[],
  given: PageCase,
): readonly CompiledMethod<number>[] {
  const problem = toNumberProblem(ratioField, given.problem);
  const run = (one: CompiledMethod<number>) => orUndefined(() => statesOf(one, given, problem));
  const own = run(method);
  if (own === undefined) return [];
  return others.filter((other) => run(other)?.some((value, i) => value !== own[i]) === true);
}

/** The runs of a method, some of them drawn anew where without it a choice of the page would go one way in all. */
export function decidedCases(...given: Parameters<typeof pageCaseMaker>): readonly PageCase[] {
  const [page] = given;
  const cases = createPageCases(...given);
  const pages = [...choicesOf(page)].flatMap(
    (one) => orUndefined(() => compiled(resolveNames(one.page))) ?? [],
  );
  const method = pages.length === 0 ? undefined : orUndefined(() => compiled(page));
  if (method === undefined) return cases;
  const redraw = pageCaseMaker(...given);
  const told = cases.map((given) => toldApart(method, pages, given));
  const counts = new Map(pages.map((page) => [page, told.filter((one) => one.includes(page)).length]));
  const countOf = (one: CompiledMethod<number>): number => counts.get(one) ?? 0;
  return cases.map((given, index) => {
    const own = told[index] ?? [];
    if (pages.every((page) => countOf(page) >= enough)) return given;
    for (const attempt of attempts) {
      const other = redraw(index, attempt);
      const found = toldApart(method, pages, other);
      const lost = own.filter((page) => !found.includes(page));
      const gained = found.filter((page) => !own.includes(page));
      const isNeeded = lost.some((page) => countOf(page) <= enough);
      if (isNeeded || gained.every((page) => countOf(page) >= enough)) continue;
      for (const page of lost) counts.set(page, countOf(page) - 1);
      for (const page of gained) counts.set(page, countOf(page) + 1);
      return other;
    }
    return given;
  });
}
