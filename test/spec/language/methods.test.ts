/** The pages of other methods are the variants that spec/methods says they are, exactly, and the recursions of libraries. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMethod, parsePage, resolvePage, type CompiledMethod } from '../../../spec/language/index.js';
import { methods, type MethodRestriction } from '../../../spec/methods/index.js';
import { libraryOptimizers } from '../../support/library-optimizers.js';
import type { QuadraticProblem } from '../../../spec/model/index.js';
import { createRationalField, runExact, type Ratio } from '../../../src/exact/index.js';
import { arbitraryCase, instantiate, type TestCase } from '../../support/cases.js';
import { changedPages, parametersOf, readPage, runPage, worldOf } from '../../support/pages.js';
import {
  oneRatio,
  reshape,
  withAuxiliaryEqualToTarget,
  withoutAuxiliary,
  withoutNoise,
} from '../../support/reshape-case.js';
import { forAll } from '../../support/for-all.js';

const field = createRationalField();
type Rational = typeof field.zero;
type Problem = QuadraticProblem<Ratio>;

/** h = f with exact gradients at the snapshot and samples of components in the steps. */
const withComponents = (problem: Problem): Problem => {
  const { target } = problem;
  return withAuxiliaryEqualToTarget({
    ...problem,
    snapshotAtoms: problem.snapshotAtoms.map((atom) => ({ ...atom, target, auxiliary: target })),
  });
};
const rest = (a: Rational): Rational => field.subtract(field.one, a);

/** What a method is of: its restriction of the problem, and its own parameters from η, a and K of a round. */
interface Row {
  readonly problem: (problem: Problem) => Problem;
  readonly parameters: (
    given: { readonly η: Rational; readonly a: Rational; readonly K: number },
    round: number,
    start: string,
  ) => Record<string, Rational | number>;
}
const rows = {
  'sgd-ema': {
    problem: withoutAuxiliary,
    parameters: ({ η, a }, round, start) => ({
      η,
      a: round === 1 && start === 'first-snapshot' ? field.one : a,
    }),
  },
  'heavy-ball': {
    problem: withoutAuxiliary,
    parameters: ({ η, a }) => ({ ℓ: field.multiply(η, a), μ: rest(a) }),
  },
  storm: { problem: withoutAuxiliary, parameters: ({ η, a }) => ({ η, a }) },
  'svrg-step': { problem: withComponents, parameters: ({ η, K }) => ({ η, K, n: 2 }) },
  'dane-step': { problem: withoutNoise, parameters: ({ η, K }) => ({ η, K }) },
  'scaffold-step': { problem: (problem) => problem, parameters: ({ η, K }) => ({ η, K }) },
} as const satisfies Readonly<Record<string, Row>>;

const names = Object.keys(rows) as readonly (keyof typeof rows)[];

/** A case of the variant that the method is one of, restricted as spec/methods says. */
function casesOf(name: keyof typeof rows): fc.Arbitrary<TestCase> {
  const { variant, restriction, starts } = methods[name];
  const { localStepCount, momentumWeight } = restriction as MethodRestriction;
  return fc
    .tuple(arbitraryCase({ variants: [variant] }), fc.constantFrom(...starts))
    .map(([testCase, kind]) =>
      reshape(testCase, {
        problem: rows[name].problem,
        parameters: {
          ...(localStepCount === undefined ? {} : { localStepCount }),
          ...(momentumWeight === undefined ? {} : { momentumWeight: oneRatio }),
        },
        initialization: { kind },
      }),
    );
}

const texts = (vector: unknown): string[] => (vector as readonly Rational[]).map(field.format);

/** The iterates of the page, and of the variant. */
function sidesOf(
  name: keyof typeof rows,
  page: CompiledMethod<Rational>,
  testCase: TestCase,
): readonly [unknown, unknown] {
  const request = instantiate(field, testCase);
  const { startingPoint, oracle } = request;
  const world = worldOf(request);
  const parameters = (round: number) => {
    const { η, a, K } = parametersOf(request, round) as { η: Rational | Rational[]; a: Rational; K: number };
    const row: Row = rows[name];
    return row.parameters(
      { η: Array.isArray(η) ? (η[0] as Rational) : η, a, K },
      round,
      testCase.initialization.kind,
    );
  };
  // a component of f, for SVRG: the local oracle, which knows it as h
  const components: typeof world = {
    ...world,
    gradient: (question, at, draw) =>
      draw === undefined ? world.gradient(question, at) : oracle.gradient({ function: 'h', ...draw, at }),
  };
  const zero = startingPoint.map(() => field.zero);
  const rounds = runPage(
    page,
    request.parameters.roundCount,
    name === 'svrg-step' ? components : world,
    parameters,
    { x: startingPoint, m: zero },
  );
  const trace = runExact(field, testCase.variant, request);
  return [rounds.map(({ states }) => texts(states['x'])), trace.rounds.map(({ iterate }) => texts(iterate))];
}

describe.each(names)('%s', (name) => {
  const page = parsePage(readPage(name));
  const method = compileMethod(resolvePage(page), field);

  it('is the variant that it is said to be', () => {
    forAll(80, [casesOf(name)], (testCase) => {
      const [shown, expected] = sidesOf(name, method, testCase);
      expect(shown).toEqual(expected);
    });
  });

  it('is not with any sign or any factor changed', () => {
    const some = fc.sample(casesOf(name), { numRuns: 30, seed: 3 });
    const unseen = changedPages(page).filter(({ page: changed }) => {
      const wrong = compileMethod(resolvePage(changed), field);
      return some.every((testCase) => {
        const [shown, expected] = sidesOf(name, wrong, testCase);
        return JSON.stringify(shown) === JSON.stringify(expected);
      });
    });
    expect(unseen.map(({ line }) => line)).toEqual([]);
  });
});

type Given = Readonly<Record<'η' | 'a', Rational>>;
const weighted = ({ η, a }: Given) => ({ lr: η, weight: a });
it.each([
  ['sgd-ema', 'sgd-ema', 'first-snapshot', weighted],
  ['sgd-ema', 'optax-ema', 'zero', ({ η, a }: Given) => ({ lr: η, decay: rest(a) })],
  ['heavy-ball', 'keras', 'zero', ({ η, a }: Given) => ({ lr: field.multiply(η, a), momentum: rest(a) })],
  ['storm', 'storm', 'first-snapshot', weighted],
] as const)('%s is %s of a library from %s', (name, library, kind, values) => {
  const method = compileMethod(resolvePage(parsePage(readPage(name))), field);
  forAll(40, [casesOf(name)], (any) => {
    const testCase = reshape(any, { initialization: { kind } });
    const { oracle, tape, startingPoint, parameters } = instantiate(field, testCase);
    const step = libraryOptimizers[library](
      field,
      values({ η: parameters.stepSize as Rational, a: parameters.momentumWeight as Rational }),
    );
    let x = startingPoint;
    const iterates = tape.rounds.map(({ snapshot: atom }) => {
      x = step(x, (at) => oracle.gradient({ function: 'f', draw: 'snapshot', atom, at }));
      return texts(x);
    });
    expect(sidesOf(name, method, testCase)[0]).toEqual(iterates);
  });
});
