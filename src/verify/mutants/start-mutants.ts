/** Mistakes in the start of a run. */
import { createVectorSpace, fromInteger } from '../../../spec/algebra/index.js';
import type { Initialization, VariantName } from '../../../spec/model/index.js';
import { mutantsOf, type Mutant, type Mutation } from './mutant.js';

type Start = NonNullable<Mutation['start']>;

const fromZero: Start = (right, { field }) => ({
  ...right,
  startingPoint: createVectorSpace(field).zero(right.startingPoint.length),
});
const sampleOfRoundOne: Start = (right, { first }) => ({
  ...right,
  tape: { initial: right.tape.initial.map((atom, index) => (index === 0 ? first : atom)) },
});
const independentPairs: Start = (right, { otherAtom }) => ({
  ...right,
  oracle: {
    gradient: (query) =>
      right.oracle.gradient(query.function === 'h' ? { ...query, atom: otherAtom(query) } : query),
  },
});
const sum: Start = (right, { field }) => {
  const { initialization, oracle } = right;
  if (initialization.kind !== 'batch') return right;
  const size = fromInteger(field, initialization.size);
  const { scale } = createVectorSpace(field);
  return { ...right, oracle: { gradient: (query) => scale(size, oracle.gradient(query)) } };
};

const kinds = {
  zero: 'the estimate starts from zero',
  exact: 'the estimate starts from the exact gradients at x⁰',
  batch: 'the estimate starts from a sample of its own at x⁰',
  'first-snapshot': 'round 1 takes its own sample in full',
} as const;

/** Another kind of initialisation in place of the one that was asked for. */
const startsAs =
  (kind: keyof typeof kinds): Start =>
  (right, { first, otherAtom }) => {
    if (right.initialization.kind === 'none') return right;
    const at = right.startingPoint;
    // a batch that nobody asked for has one draw, and not the one of ξ¹
    const own = otherAtom({ function: 'f', draw: 'snapshot', atom: first, at });
    const initial = right.initialization.kind === 'batch' ? right.tape.initial : [own];
    const initialization: Initialization<never> =
      kind === 'batch' ? { kind, size: initial.length } : { kind };
    return { ...right, initialization, tape: { initial } };
  };

const variants = ['aux-mom', 'aux-mvr', 'aux-mom-target', 'aux-mvr-target'] as const satisfies VariantName[];

const otherKind = variants.flatMap((variant) =>
  mutantsOf(
    variant,
    (Object.keys(kinds) as (keyof typeof kinds)[]).map((kind) => [
      `${variant}-starts-${kind}`,
      `${kinds[kind]}, whatever initialisation was asked for`,
      { start: startsAs(kind) },
      // each shows where another was asked for; gradients only where the start may take some
      kind === 'exact' ? 'batch' : kind === 'batch' ? 'exact' : undefined,
    ]),
  ),
);

export const startMutants: readonly Mutant[] = [
  ...mutantsOf('aux-mom', [
    ['wrong-starting-point', 'the run starts from zero and not from x⁰', { start: fromZero }],
    [
      'batch-atom-reused',
      'the initial batch uses the sample ξ¹ of the first round',
      { start: sampleOfRoundOne },
      'batch',
    ],
  ]),
  ...mutantsOf('aux-mvr', [
    [
      'batch-of-independent-pairs',
      'g_f and g_h of an initial draw are drawn independently',
      { start: independentPairs },
      'batch',
    ],
    ['batch-sum', 'the initial batch is summed and not averaged', { start: sum }, 'batch'],
  ]),
  ...otherKind,
];
