/** A case of the kit: a problem, a run on it, and all its draws. */
import type { Vector } from '../../../spec/algebra/index.js';
import {
  type AffineGradient,
  type AtomTape,
  type Initialization,
  mapInitialization,
  mapParameters,
  mapProblem,
  type Parameters,
  type QuadraticFunction,
  type QuadraticProblem,
  type RunParameters,
  type VariantName,
} from '../../../spec/model/index.js';
import type { Ratio } from '../../exact/index.js';
import type { Minibatches } from '../../judge/index.js';
import type { SamplingKind } from '../protocol/message-parts.js';
import { drawTapeFor, type ResolvedRun } from '../../problems/index.js';

/** Everything that a run is asked, exactly. */
export interface VerificationCase {
  /** Stable name, for example `aux-mom/planar`. */
  readonly id: string;
  /** Which mistakes it is there to catch, in one sentence. */
  readonly purpose: string;
  readonly variant: VariantName;
  readonly problem: QuadraticProblem<Ratio>;
  readonly parameters: RunParameters<Ratio>;
  readonly initialization: Initialization<Ratio>;
  readonly startingPoint: Vector<Ratio>;
  readonly tape: AtomTape;
  /** Whether it starts at x⁰ in every mode; the kit's own cases start at −x⁰ in callback mode. */
  readonly isFixed?: true;
  /** Whether the implementation chooses η and a of every round itself, from those of the case, and reports them. */
  readonly choosesSchedule?: true;
  /** Whether another start may stand for its own, where an implementation does not have that one. */
  readonly startsFromAny?: true;
  /** How minibatches are drawn, where every draw is one: the atoms of the problem are their rows, and those of the tape are minibatches. */
  readonly sampling?: Sampling;
  /** In how many other units it is asked: in large and in small ones unless told otherwise, or in one of them, in turn, or in none. */
  readonly otherUnits?: 0 | 1 | 2;
  /** The units that it is asked in, in place of its own. */
  readonly units?: UnitExponents;
}

/** Units as exponents of two, of points and of second derivatives. */
export interface UnitExponents {
  readonly point: number;
  readonly curvature: number;
}

/** How minibatches are drawn. */
export interface Sampling {
  readonly kind: SamplingKind;
  /** B of the draws ξ, and of the draws ζ. */
  readonly batchSize: number;
  readonly localBatchSize: number;
  /** The minibatches that the tape names, where the kit draws them; else the implementation makes them. */
  readonly planned: Minibatches;
}

/** The sizes that minibatches of rows have: B, and that of the last one of an epoch where it is smaller and kept. */
function minibatchSizes({ kind, batchSize }: Sampling, rowCount: number): readonly number[] {
  const rest = rowCount % batchSize;
  return kind === 'epochs' && rest > 0 ? [batchSize, rest] : [batchSize];
}

/** Draws in an epoch; undefined where there are none. */
export function epochLengthOf(
  { kind, batchSize }: Pick<Sampling, 'kind' | 'batchSize'>,
  rowCount: number,
): number | undefined {
  if (kind === 'epochs') return Math.ceil(rowCount / batchSize);
  return kind === 'epochs-dropped' ? Math.floor(rowCount / batchSize) : undefined;
}

/** The sizes of all minibatches of a case; none where its draws are single. */
export function allMinibatchSizes({ sampling, problem }: VerificationCase): readonly number[] {
  if (sampling === undefined) return [];
  const local = { ...sampling, batchSize: sampling.localBatchSize };
  return [
    ...minibatchSizes(sampling, problem.snapshotAtoms.length),
    ...minibatchSizes(local, problem.localAtoms.length),
  ];
}

/** A case without schedules. */
export interface ConstantCase extends VerificationCase {
  readonly parameters: Parameters<Ratio>;
}

/** The case with every number that enters a run replaced. Probabilities are not among them. */
export function mapCaseNumbers(given: VerificationCase, to: (value: Ratio) => Ratio): VerificationCase {
  const { initialization, parameters, problem } = given;
  const mapped = mapProblem(problem, to);
  return {
    ...given,
    problem: {
      ...mapped,
      snapshotAtoms: mapped.snapshotAtoms.map((atom, j) => ({
        ...atom,
        probability: problem.snapshotAtoms[j]?.probability ?? atom.probability,
      })),
      localAtoms: mapped.localAtoms.map((atom, i) => ({
        ...atom,
        probability: problem.localAtoms[i]?.probability ?? atom.probability,
      })),
    },
    parameters: mapParameters(parameters, to),
    initialization: mapInitialization(initialization, to),
    startingPoint: given.startingPoint.map(to),
  };
}

/** The case of a resolved problem, named `variant/name`. */
export function caseOfProblem(resolved: ResolvedRun): VerificationCase {
  const { name, variant, problem, parameters, initialization, startingPoint } = resolved;
  return {
    id: `${variant}/${name}`,
    purpose: 'a problem of the user',
    isFixed: true,
    variant,
    problem,
    parameters,
    initialization,
    startingPoint,
    tape: drawTapeFor({ toRatio: (value) => value }, resolved),
  };
}

/** The problem with the gradient of every function changed by `affine`, and the constants of the means by `constant`. */
export function mapFunctions(
  problem: QuadraticProblem<Ratio>,
  affine: (of: AffineGradient<Ratio>) => AffineGradient<Ratio>,
  constant: (value: Ratio) => Ratio,
): Omit<QuadraticProblem<Ratio>, 'dimension'> {
  const mean = (of: QuadraticFunction<Ratio>): QuadraticFunction<Ratio> => ({
    ...affine(of),
    constant: constant(of.constant),
  });
  return {
    target: mean(problem.target),
    auxiliary: mean(problem.auxiliary),
    snapshotAtoms: problem.snapshotAtoms.map(({ probability, target, auxiliary }) => ({
      probability,
      target: affine(target),
      auxiliary: affine(auxiliary),
    })),
    localAtoms: problem.localAtoms.map(({ probability, auxiliary }) => ({
      probability,
      auxiliary: affine(auxiliary),
    })),
  };
}
