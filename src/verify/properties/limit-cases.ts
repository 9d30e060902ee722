/** Limit cases: where an algorithm is a simpler one, its iterates are those of the simpler one, to the last bit. */
import fc from 'fast-check';
import { createVectorSpace } from '../../../spec/algebra/index.js';
import { createQuadraticOracle, type VariantName } from '../../../spec/model/index.js';
import { createRatio, createRationalField, ratioField } from '../../exact/index.js';
import { drawTapeFor, type ResolvedProblem } from '../../problems/index.js';
import { mapCase } from '../../problems/problem-case.js';
import { arbitraryDyadicCase } from '../../theorems/index.js';
import { requireSameIterates } from './agreement.js';
import { fitDraws, isExactIn, runEquations, startsOf, tooFewDigits } from './dyadic-case.js';
import { observe, type Iterates } from './observe.js';
import type { PropertyCase, PropertyContext, PropertyDefinition } from './property.js';

/** One limit: how a case is brought there, and what its iterates are then. */
export interface LimitCase {
  readonly name: string;
  readonly variants: readonly VariantName[];
  /** The kind of m⁰ that it needs, where the variant keeps an estimate. */
  readonly start?: 'zero' | 'given';
  readonly restrict: (problem: ResolvedProblem) => ResolvedProblem;
  readonly iterates: (
    problem: ResolvedProblem,
    context: PropertyContext,
  ) => Iterates | Promise<Iterates | undefined>;
}

const field = createRationalField();
const space = createVectorSpace(field);
const { zero, one } = ratioField;

/** h = f in the mean, and no noise anywhere. */
const withTargetAsAuxiliary = (given: ResolvedProblem): ResolvedProblem => {
  const { target } = given.problem;
  const atom = { probability: one, target, auxiliary: target };
  const problem = { ...given.problem, auxiliary: target, snapshotAtoms: [atom], localAtoms: [atom] };
  return { ...given, problem };
};

/** h = 0 in the mean and in every sample. */
const withoutAuxiliary = (given: ResolvedProblem): ResolvedProblem => {
  const { target, snapshotAtoms } = given.problem;
  const auxiliary = {
    matrix: target.matrix.map((row) => row.map(() => zero)),
    vector: target.vector.map(() => zero),
    constant: zero,
  };
  const problem = {
    ...given.problem,
    auxiliary,
    snapshotAtoms: snapshotAtoms.map((atom) => ({ ...atom, auxiliary })),
    localAtoms: [{ probability: one, auxiliary }],
  };
  return { ...given, problem };
};

/** h = f + a linear function: ∇D is the same everywhere. */
const withSteadyDifference = (given: ResolvedProblem): ResolvedProblem => {
  const { target, auxiliary, snapshotAtoms, localAtoms } = given.problem;
  const { matrix } = target;
  const problem = {
    ...given.problem,
    auxiliary: { ...auxiliary, matrix },
    snapshotAtoms: snapshotAtoms.map((atom) => ({ ...atom, auxiliary: { ...atom.auxiliary, matrix } })),
    localAtoms: localAtoms.map((atom) => ({ ...atom, auxiliary: { ...atom.auxiliary, matrix } })),
  };
  return { ...given, problem };
};

const withParameters =
  (change: Partial<ResolvedProblem['parameters']>) =>
  (given: ResolvedProblem): ResolvedProblem => ({ ...given, parameters: { ...given.parameters, ...change } });

/** x ← x − η g_f(x, ξᵗ), `steps` times a round with the sample of that round. */
const gradientSteps =
  (stepsOf: (problem: ResolvedProblem) => number) =>
  (problem: ResolvedProblem): Iterates => {
    const tape = drawTapeFor(ratioField, problem);
    const lifted = mapCase(problem, field.fromRatio);
    const oracle = createQuadraticOracle(field, lifted.problem);
    let x = lifted.startingPoint;
    const later = tape.rounds.map(({ snapshot }) => {
      for (let k = 0; k < stepsOf(problem); k += 1) {
        const gradient = oracle.gradient({ function: 'f', draw: 'snapshot', atom: snapshot, at: x });
        x = space.subtract(x, space.scale(lifted.parameters.stepSize, gradient));
      }
      return x.map(field.toRatio);
    });
    return [problem.startingPoint, ...later];
  };

/** m ← (1 − a)m + a g_f(x, ξᵗ), x ← x − ηm: momentum, as optimizers of libraries have it. */
const heavyBall = (problem: ResolvedProblem): Iterates => {
  const tape = drawTapeFor(ratioField, problem);
  const { parameters, startingPoint, problem: quadratic } = mapCase(problem, field.fromRatio);
  const oracle = createQuadraticOracle(field, quadratic);
  const { momentumWeight, stepSize } = parameters;
  let x = startingPoint;
  let m = space.zero(x.length);
  const later = tape.rounds.map(({ snapshot }) => {
    const gradient = oracle.gradient({ function: 'f', draw: 'snapshot', atom: snapshot, at: x });
    m = space.add(
      space.scale(field.subtract(field.one, momentumWeight), m),
      space.scale(momentumWeight, gradient),
    );
    x = space.subtract(x, space.scale(stepSize, m));
    return x.map(field.toRatio);
  });
  return [problem.startingPoint, ...later];
};

const iteratesOfEquations = (problem: ResolvedProblem): Iterates => {
  const { start, rounds } = runEquations(problem);
  return [start, ...rounds].map(({ iterate }) => iterate.map(field.toRatio));
};

const localSteps = ({ parameters }: ResolvedProblem): number => parameters.localStepCount;

/** Every limit. */
const limitCases: readonly LimitCase[] = [
  {
    name: 'h = f without noise, m⁰ = 0: K·T plain gradient steps',
    variants: ['aux-mom', 'aux-mvr'],
    start: 'zero',
    restrict: withTargetAsAuxiliary,
    iterates: gradientSteps(localSteps),
  },
  {
    name: 'h = f without noise, a = 1: K·T plain gradient steps',
    variants: ['aux-mom-target', 'aux-mvr-target'],
    restrict: (given) => withParameters({ momentumWeight: one })(withTargetAsAuxiliary(given)),
    iterates: gradientSteps(localSteps),
  },
  {
    name: 'h = f without noise: K·T plain gradient steps',
    variants: ['naive'],
    restrict: withTargetAsAuxiliary,
    iterates: gradientSteps(localSteps),
  },
  {
    name: 'h = 0, K = 1, m⁰ = 0: momentum, m ← (1 − a)m + a g_f(x), x ← x − ηm',
    variants: ['aux-mom', 'aux-mom-target'],
    start: 'zero',
    restrict: (given) => withParameters({ localStepCount: 1 })(withoutAuxiliary(given)),
    iterates: heavyBall,
  },
  {
    name: 'a = 1: m⁰ is forgotten in round 1',
    variants: ['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target'],
    start: 'given',
    restrict: withParameters({ momentumWeight: one }),
    // against another run of the same implementation, from another m⁰
    iterates: (problem, context) => {
      const correction = problem.startingPoint.map(() => createRatio(5n, 1n));
      return observe(context, { ...problem, initialization: { kind: 'given', correction } });
    },
  },
  {
    name: 'h = f + a linear function, additive noise: aux-mvr is aux-mom',
    variants: ['aux-mvr'],
    restrict: withSteadyDifference,
    iterates: (problem) => iteratesOfEquations({ ...withSteadyDifference(problem), variant: 'aux-mom' }),
  },
  {
    name: 'K = 1: naive is sgd, and both are x ← x − η g_f(x)',
    variants: ['naive', 'sgd'],
    restrict: withParameters({ localStepCount: 1 }),
    iterates: gradientSteps(() => 1),
  },
  {
    name: 'a = 1, K = 1, h = 0: sgd',
    variants: ['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target'],
    restrict: (given) => withParameters({ momentumWeight: one, localStepCount: 1 })(withoutAuxiliary(given)),
    iterates: gradientSteps(() => 1),
  },
];

interface DrawnLimit extends PropertyCase {
  readonly limit: LimitCase;
}

/** All limits of a variant. */
export const limits: PropertyDefinition<DrawnLimit> = {
  id: 'limit cases and reductions',
  law: 'where an algorithm is a simpler one, its iterates are those of the simpler one',
  skip: (_variant, arithmetic) => tooFewDigits(arithmetic),
  arbitrary: ({ variant, capabilities }) => {
    const starts = startsOf(capabilities);
    const own = limitCases.filter(
      ({ variants, start }) =>
        variants.includes(variant) && (start === undefined || variant === 'naive' || starts.includes(start)),
    );
    return fc.constantFrom(...own).chain((limit) =>
      arbitraryDyadicCase({ variant, starts: limit.start === undefined ? starts : [limit.start] }).map(
        (problem) => ({
          problem: fitDraws(limit.restrict(problem), capabilities),
          limit,
          note: limit.name,
        }),
      ),
    );
  },
  check: async (context, { problem, limit }) => {
    fc.pre(isExactIn(context.arithmetic, problem));
    const seen = await observe(context, problem);
    fc.pre(seen !== undefined);
    const expected = await limit.iterates(problem, context);
    fc.pre(expected !== undefined);
    requireSameIterates(seen, expected, `the limit ${limit.name}`);
  },
};
