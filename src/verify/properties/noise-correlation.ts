/** Correlated noise: the same marginal noises of g_f and g_h, coupled in three ways, give three exact expectations. */
import fc from 'fast-check';
import { createVectorSpace } from '../../../spec/algebra/index.js';
import {
  evaluateGradient,
  evaluateQuadratic,
  mapProblem,
  type SnapshotAtom,
} from '../../../spec/model/index.js';
import { createRationalField, createRatio, ratioField, type Ratio } from '../../exact/index.js';
import { expectRun } from '../../expectation/index.js';
import type { ResolvedProblem } from '../../problems/index.js';
import { arbitraryDyadicCase } from '../../theorems/index.js';
import { isSame, show } from './agreement.js';
import { isExactIn, startsOf, tooFewDigits } from './dyadic-case.js';
import { expectObserved } from './observe.js';
import { BrokenLaw, type PropertyCase, type PropertyDefinition } from './property.js';

const field = createRationalField();
const { squaredNorm } = createVectorSpace(field);

type Atoms = readonly SnapshotAtom<Ratio>[];

/** How ξ_f and ξ_h are coupled; each keeps the law of each. */
const couplings: Readonly<Record<string, (atoms: Atoms) => Atoms>> = {
  independent: (atoms) =>
    atoms.flatMap(({ target }) =>
      atoms.map(({ auxiliary }) => ({
        probability: createRatio(1n, BigInt(atoms.length ** 2)),
        target,
        auxiliary,
      })),
    ),
  'drawn together': (atoms) => atoms,
  opposite: (atoms) =>
    atoms.map((atom, j) => ({
      ...atom,
      auxiliary: atoms[atoms.length - 1 - j]?.auxiliary ?? atom.auxiliary,
    })),
};

interface CoupledCase extends PropertyCase {
  readonly coupling: string;
}

/** E f(xᵗ) for t = 1 … T and E‖∇f(xᵗ)‖² for t < T. */
export const noiseCorrelation: PropertyDefinition<CoupledCase> = {
  id: 'noise correlation',
  law: 'E f(xᵗ) and E‖∇f(xᵗ)‖² over all draws are exact, however the noises of g_f and g_h are coupled',
  share: 3,
  skip: (_variant, arithmetic) => tooFewDigits(arithmetic),
  arbitrary: ({ variant, capabilities }) => {
    const starts = startsOf(capabilities).filter((kind) => kind !== 'batch');
    const names = Object.keys(couplings).filter(
      (name) => capabilities.snapshotDraws === 'joint' || name === 'independent',
    );
    return fc
      .record({
        problem: arbitraryDyadicCase({ variant, starts: starts.length === 0 ? ['given'] : starts }),
        coupling: fc.constantFrom(...names),
      })
      .map(({ problem, coupling }) => {
        const { snapshotAtoms, auxiliary } = problem.problem;
        return {
          problem: {
            ...problem,
            problem: {
              ...problem.problem,
              snapshotAtoms: couplings[coupling]?.(snapshotAtoms) ?? snapshotAtoms,
              localAtoms: [{ probability: createRatio(1n, 1n), auxiliary }],
            },
          },
          coupling,
          note: `noises of g_f and g_h: ${coupling}`,
        };
      });
  },
  check: async (context, { problem, coupling }) => {
    fc.pre(isExactIn(context.arithmetic, problem));
    const expected = exactMeasures(problem);
    const { target } = mapProblem(problem.problem, field.fromRatio);
    const seen = await expectObserved(context, problem, (iterates) => [
      ...iterates.slice(0, -1).map((x) => squaredNorm(evaluateGradient(field, target, x))),
      ...iterates.slice(1).map((x) => evaluateQuadratic(field, target, x)),
    ]);
    fc.pre(seen !== undefined);
    expected.forEach(({ name, value }, i) => {
      const actual = seen[i];
      if (actual !== undefined && isSame(actual, value)) return;
      throw new BrokenLaw(
        `${name} over all draws is ${actual === undefined ? 'missing' : show(actual)}, expected ${show(value)}, with noises of g_f and g_h ${coupling}`,
      );
    });
  },
};

/** The same with their names, by the recursion of second moments. */
function exactMeasures(
  problem: ResolvedProblem,
): readonly { readonly name: string; readonly value: Ratio }[] {
  const { rounds } = expectRun(problem, { moments: false });
  const { zero } = ratioField;
  return [
    ...rounds.map(({ steps: [first], round }) => ({
      name: `E‖∇f(x^${round - 1})‖²`,
      value: first?.squaredGradient ?? zero,
    })),
    ...rounds.map(({ steps, round }) => ({
      name: `E f(x^${round})`,
      value: steps.at(-1)?.targetValue ?? zero,
    })),
  ];
}
