/** An exact expectation as a plan: the start, two kinds of step and what is measured, over any exact field. */
import { mapProblem } from '../../../spec/model/index.js';
import {
  createRatio,
  createRadixField,
  baseOfRun,
  type ExactField,
  type RadixNumber,
} from '../../../src/exact/index.js';
import { augmentedState, createVariantMaps } from '../../../src/exact/linear-maps.js';
import { slowCase } from '../../slow/slow-case.js';
import type { TestCase } from '../../support/cases.js';
import {
  createMomentStep,
  outerProduct,
  squaredGradientForm,
  type MomentStep,
  type SparseForm,
} from './second-moments.js';

/** What every contender of an expectation does. */
export interface MomentPlan<S> {
  readonly size: number;
  readonly start: readonly S[];
  readonly snapshot: MomentStep<S>;
  readonly local: MomentStep<S>;
  readonly squaredGradient: SparseForm<S>;
}

/** `aux-mom` in d dimensions with three atoms of probability ¼, ½, ¼: the mean, and a deviation to both sides. */
export function threeAtomCase(dimension: number, roundCount: number, localStepCount: number): TestCase {
  const given = slowCase('aux-mom', { dimension, roundCount, localStepCount, isMultiplicative: true });
  const { problem } = given;
  const weights = [1n, 2n, 1n].map((weight) => createRatio(weight, 4n)) as [Weight, Weight, Weight];
  const [first, last] = [problem.snapshotAtoms[0], problem.snapshotAtoms[3]];
  const [firstLocal, lastLocal] = [problem.localAtoms[0], problem.localAtoms[3]];
  if (first === undefined || last === undefined || firstLocal === undefined || lastLocal === undefined)
    throw new RangeError('the case has four atoms of each kind');
  const { target, auxiliary } = problem;
  const [before, middle, after] = weights;
  return {
    ...given,
    problem: {
      ...problem,
      snapshotAtoms: [
        { ...first, probability: before },
        { target, auxiliary, probability: middle },
        { ...last, probability: after },
      ],
      localAtoms: [
        { ...firstLocal, probability: before },
        { auxiliary, probability: middle },
        { ...lastLocal, probability: after },
      ],
    },
  };
}
type Weight = ReturnType<typeof createRatio>;

/** The same distribution by equally likely atoms, the middle one twice: what a sampler can draw without probabilities. */
export function equallyLikely(testCase: TestCase): TestCase {
  const twice = <A>(atoms: readonly A[]): A[] => [...atoms, ...atoms.slice(1, 2)];
  const { problem } = testCase;
  return {
    ...testCase,
    problem: {
      ...problem,
      snapshotAtoms: twice(problem.snapshotAtoms),
      localAtoms: twice(problem.localAtoms),
    },
  };
}

/** The plan of a case with m⁰ = 0. */
export function createMomentPlan<S>(field: ExactField<S>, testCase: TestCase): MomentPlan<S> {
  const problem = mapProblem(testCase.problem, field.fromRatio);
  const { parameters, startingPoint } = testCase;
  const maps = createVariantMaps(field, 'aux-mom', problem, {
    stepSize: field.fromRatio(parameters.stepSize),
    momentumWeight: field.fromRatio(parameters.momentumWeight),
  });
  const { layout } = maps;
  const probabilities = (atoms: readonly { readonly probability: S }[]): S[] =>
    atoms.map(({ probability }) => probability);
  return {
    size: layout.size,
    start: outerProduct(field, augmentedState(field, layout, startingPoint.map(field.fromRatio))),
    snapshot: createMomentStep(field, maps.snapshot, probabilities(problem.snapshotAtoms)),
    local: createMomentStep(field, maps.local, probabilities(problem.localAtoms)),
    squaredGradient: squaredGradientForm(field, layout.size, problem.target.matrix, problem.target.vector),
  };
}

/** Whole numbers over powers of q, for peers that have integers alone; numbers in the order that the peers read. */
export function* planTokens(testCase: TestCase): Generator<number | bigint> {
  const base = baseOfRun(testCase);
  const over = createNumerators(base);
  const plan = createMomentPlan(createRadixField(base), testCase);
  const { roundCount, localStepCount } = testCase.parameters;
  const places = (values: readonly RadixNumber[]): number =>
    Math.max(0, ...values.map((value) => leastPlaces(base, value)));
  const startPlaces = places(plan.start);
  const gradientPlaces = places(plan.squaredGradient.coefficients);
  yield* [base, plan.size, roundCount, localStepCount, startPlaces];
  yield* plan.start.map((value) => over(value, startPlaces));
  yield* [gradientPlaces, ...formTokens(over, plan.squaredGradient, gradientPlaces)];
  for (const { mean, noise } of [plan.snapshot, plan.local]) {
    const meanPlaces = places(mean.flatMap(({ coefficients }) => coefficients));
    const noisePlaces = places(noise.flatMap(({ form }) => form.coefficients));
    const all = Math.max(2 * meanPlaces, noisePlaces);
    yield* [all, base ** BigInt(all), base ** BigInt(all - 2 * meanPlaces)];
    for (const row of mean) yield* formTokens(over, row, meanPlaces);
    yield noise.length;
    for (const { position, form } of noise) yield* [position, ...formTokens(over, form, all)];
  }
}

/** The least p for which value·qᵖ is whole. */
function leastPlaces(base: bigint, { coefficient, places }: RadixNumber): number {
  let [rest, least] = [coefficient, places];
  while (least > 0 && rest % base === 0n) [rest, least] = [rest / base, least - 1];
  return least;
}

/** value·q^places for places for which it is whole. */
type Numerators = (value: RadixNumber, places: number) => bigint;

function createNumerators(base: bigint): Numerators {
  return ({ coefficient, places }, wanted) =>
    wanted >= places
      ? coefficient * base ** BigInt(wanted - places)
      : coefficient / base ** BigInt(places - wanted);
}

function formTokens(over: Numerators, form: SparseForm<RadixNumber>, places: number): (number | bigint)[] {
  return [
    form.positions.length,
    ...form.positions.flatMap((position, c) => [position, over(form.coefficients[c] as RadixNumber, places)]),
  ];
}
