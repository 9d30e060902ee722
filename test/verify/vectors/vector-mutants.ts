/** The wrong implementations that the vectors are measured against. */
import type { VariantName } from '../../../spec/model/index.js';
import { ContractError } from '../../../src/errors.js';
import type { Prepare, PreparedRun, Task } from '../../../src/verify/adapters/implementation.js';
import { domainMutants, mutants, type Mutant } from '../../../src/verify/mutants/index.js';
import type { OracleMode } from '../../../src/verify/protocol/message-parts.js';
import type { WireAffine } from '../../../src/verify/protocol/requests.js';
import { createReference, type OpaqueImplementation } from '../../../src/verify/served-reference/index.js';

type Arithmetic = 'binary64' | 'rational';

/** What the kill table says of a mistake. */
export interface MutantSummary {
  readonly id: string;
  readonly mistake: string;
  /** The variant that the implementation claims to be. */
  readonly variant: VariantName;
  /** Made in every run; made in a corner alone; or no mistake at all, because it changes no number. */
  readonly kind: 'general' | 'corner' | 'equivalent';
}

/** A mistake with what makes it. */
export interface VectorMutant extends MutantSummary {
  readonly implement: (arithmetic: Arithmetic) => OpaqueImplementation;
}

/** One mistake and the cases that it does not pass. */
export interface MutantKills {
  readonly mutant: VectorMutant;
  /** Ids of cases. */
  readonly killedBy: Readonly<Record<OracleMode, readonly string[]>>;
}

/** The right implementation of a variant, changed where it is prepared. */
function changed(
  variant: VariantName,
  change: (honest: Prepare<unknown>, implementation: OpaqueImplementation) => Prepare<unknown>,
): VectorMutant['implement'] {
  return (arithmetic) => {
    const honest = createReference({ arithmetic, variants: [variant] });
    return { ...honest, variants: { [variant]: change(prepareOf(honest, variant), honest) } };
  };
}

function prepareOf({ variants }: OpaqueImplementation, variant: VariantName): Prepare<unknown> {
  const prepare = variants[variant];
  if (prepare === undefined) throw new ContractError(`the reference has no ${variant}`);
  return prepare;
}

function toRun(prepared: ReturnType<Prepare<unknown>>): PreparedRun<unknown> {
  return typeof prepared === 'function' ? { round: prepared } : prepared;
}

/** A known mistake, made only where the task fits. */
function confined(id: string, fits: (task: Task<unknown>) => boolean): VectorMutant['implement'] {
  const mutant = [...mutants, ...domainMutants].find((candidate) => candidate.id === id);
  if (mutant === undefined) throw new ContractError(`there is no mutant ${id}`);
  const { variant } = mutant;
  return (arithmetic) => {
    const wrong = prepareOf(createReference({ arithmetic, mutant }), variant);
    return changed(variant, (honest) => (task) => (fits(task) ? wrong(task) : honest(task)))(arithmetic);
  };
}

/** Rounds after which everything begins anew, in the mistake that has such a period. */
const period = 8;
/** Coordinates that a loop handles at once, in the mistake that forgets the rest. */
const width = 4;

const transposed = ({ matrix, vector }: WireAffine): WireAffine => ({
  matrix: matrix.map((row, i) => row.map((_, j) => matrix[j]?.[i] ?? '0')),
  vector,
});

/**
 * Mistakes that are made in one corner alone: a kind of start, a = 1, K = 1, the fifth coordinate, the ninth round. Each
 * is what the purpose of a family says that it catches, so that the purpose can be measured.
 */
const cornerMutants: readonly Omit<VectorMutant, 'kind'>[] = [
  {
    id: 'matrices-read-by-columns',
    mistake: 'the matrices of local samples are read column by column',
    variant: 'naive',
    implement: changed('naive', (honest, { numbers }) => (task) => {
      const { problem } = task;
      if (problem === undefined || numbers === undefined) return honest(task);
      const read = (values: readonly (string | number)[]) =>
        values.map((value) => numbers.read(String(value)));
      return honest({
        ...task,
        gradient: (question) => {
          const { atom = 0, at, draw } = question;
          const sample = problem.localAtoms[atom]?.auxiliary;
          if (draw !== 'local' || sample === undefined) return task.gradient(question);
          const { matrix, vector } = transposed(sample);
          return { atom, gradient: numbers.affine(matrix.map(read), read(vector), at) };
        },
      });
    }),
  },
  {
    id: 'zero-start-exact',
    mistake: 'where zero is asked for, the estimate starts from the exact gradients',
    variant: 'aux-mom',
    implement: confined('aux-mom-starts-exact', ({ initialization }) => initialization.kind === 'zero'),
  },
  {
    id: 'exact-start-sampled',
    mistake: 'where the exact gradients are asked for, the estimate starts from a sample',
    variant: 'aux-mom',
    implement: confined('aux-mom-starts-batch', ({ initialization }) => initialization.kind === 'exact'),
  },
  {
    id: 'first-snapshot-weighted',
    mistake: 'where the first snapshot is asked for, it enters with the weight a: m⁰ is taken as zero',
    variant: 'aux-mom',
    implement: confined(
      'aux-mom-starts-zero',
      ({ initialization }) => initialization.kind === 'first-snapshot',
    ),
  },
  {
    id: 'refuses-full-weight',
    mistake: 'a = 1 is rejected: the interval of a is taken as open',
    variant: 'aux-mom',
    implement: confined('refuses-full-weight', () => true),
  },
  {
    id: 'two-steps-at-least',
    mistake: 'where K = 1, two local steps are made: the loop asks too late whether to go on',
    variant: 'aux-mom',
    implement: confined('one-step-too-many', ({ localStepCount }) => localStepCount === 1),
  },
  {
    id: 'coordinates-forgotten',
    mistake: 'only the first four coordinates move: the loop takes four at once and forgets the rest',
    variant: 'aux-mom',
    implement: changed('aux-mom', (honest) => (task) => {
      const run = toRun(honest(task));
      return {
        ...run,
        round: async (input) => {
          const made = await run.round(input);
          return { ...made, x: made.x.map((value, i) => (i < width ? value : input.x[i])) };
        },
      };
    }),
  },
  {
    id: 'estimate-reset-each-period',
    mistake: 'the estimate is reset to zero after every eight rounds',
    variant: 'aux-mom',
    implement: changed('aux-mom', (honest, { numbers }) => (task) => {
      const run = toRun(honest(task));
      return {
        ...run,
        round: (input) => {
          const isReset = input.round > period && input.round % period === 1 && input.m !== undefined;
          const zeros = input.x.map(() => numbers?.read('0'));
          return run.round(isReset ? { ...input, m: zeros } : input);
        },
      };
    }),
  },
  {
    id: 'atoms-as-bits',
    mistake: 'local atoms are kept in one bit: 2 is taken for 0, and 3 for 1',
    variant: 'aux-mom',
    implement: changed('aux-mom', (honest) => (task) => {
      const { problem } = task;
      if (problem === undefined) return honest(task);
      const rounds = problem.tape.rounds.map(({ snapshot, local }) => ({
        snapshot,
        local: local.map((atom) => atom % 2),
      }));
      return honest({ ...task, problem: { ...problem, tape: { ...problem.tape, rounds } } });
    }),
  },
];

/** Changes of the recursion that change no number: nothing may catch them, and the kill table does not count them. */
const harmlessMutants: readonly Mutant[] = [
  {
    id: 'local-point-kept',
    mistake: 'the local point is not reset, because the last one is the new iterate',
    variant: 'aux-mom',
    mutation: { lines: { state: 'state  x; m; y from x', 'y ← x': '' } },
  },
  {
    id: 'estimate-regrouped',
    mistake: 'm + a(g − m) in place of (1 − a)m + a g',
    variant: 'aux-mom',
    mutation: { lines: { 'm ←': 'm ← m + a (∇f(x, ξ) − ∇h(x, ξ) − m)' } },
  },
];

function fromReference(mutant: Mutant, kind: MutantSummary['kind']): VectorMutant {
  const { id, mistake, variant } = mutant;
  return { id, mistake, variant, kind, implement: (arithmetic) => createReference({ arithmetic, mutant }) };
}

/** Everything that the kill table is measured with. */
export const vectorMutants: readonly VectorMutant[] = [
  ...mutants.map((mutant) => fromReference(mutant, 'general')),
  ...cornerMutants.map((mutant): VectorMutant => ({ ...mutant, kind: 'corner' })),
  ...harmlessMutants.map((mutant) => fromReference(mutant, 'equivalent')),
];
