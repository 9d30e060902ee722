/** What the four settings have in common: a run, equally likely atoms, and the checks of every problem file. */
import type {
  AffineGradient,
  Initialization,
  Parameters,
  QuadraticProblem,
  VariantName,
} from '../../../spec/model/index.js';
import { createRatio, parseExactNumber, type Ratio } from '../../exact/index.js';
import { toProblemFile } from '../problem-file-text.js';
import { resolveProblemFile } from '../resolve-problem.js';
import type { ResolvedProblem } from '../problem-case.js';
import type { RowFunction } from './row-functions.js';

/** The run to make on a setting; every field may be left out. */
export interface SettingRun {
  /** A short name for reports. */
  readonly name?: string;
  /** `aux-mom` where it is left out. */
  readonly variant?: VariantName;
  /** η > 0, in point²/value; an exact number as text, `0.1` where it is left out. */
  readonly stepSize?: string;
  /** a ∈ (0, 1]; an exact number as text, `0.1` where it is left out. */
  readonly momentumWeight?: string;
  /** K ≥ 1; 10 where it is left out. */
  readonly localStepCount?: number;
  /** T ≥ 1; 60 where it is left out. */
  readonly roundCount?: number;
  /** `first-snapshot` where it is left out: it costs no target gradient. */
  readonly initialization?: Initialization<Ratio>;
  /** x⁰; the origin where it is left out. */
  readonly startingPoint?: readonly Ratio[];
  /** 1 where it is left out. */
  readonly seed?: number;
}

/**
 * The case of a problem and a run, checked as a problem file is.
 *
 * @throws InputError as `resolveProblemFile`, for atoms that do not average to the means and parameters outside their domains.
 */
export function createSettingCase(problem: QuadraticProblem<Ratio>, run: SettingRun): ResolvedProblem {
  const {
    name = 'a setting',
    variant = 'aux-mom',
    stepSize = '0.1',
    momentumWeight = '0.1',
    localStepCount = 10,
    roundCount = 60,
    initialization = { kind: 'first-snapshot' },
    startingPoint = problem.target.vector.map(() => parseExactNumber('0')),
    seed = 1,
  } = run;
  const parameters: Parameters<Ratio> = {
    stepSize: parseExactNumber(stepSize),
    momentumWeight: parseExactNumber(momentumWeight),
    localStepCount,
    roundCount,
  };
  const given = { name, variant, problem, parameters, initialization, startingPoint, seed };
  return resolveProblemFile(toProblemFile(given), () => '', name);
}

/** Snapshot atoms, one a target gradient, all equally likely. */
export function snapshotAtomsOf(
  targets: readonly RowFunction[],
  auxiliaryOf: (index: number) => AffineGradient<Ratio>,
): QuadraticProblem<Ratio>['snapshotAtoms'] {
  const probability = createRatio(1n, BigInt(targets.length));
  return targets.map(({ matrix, vector }, index) => ({
    probability,
    target: { matrix, vector },
    auxiliary: auxiliaryOf(index),
  }));
}

/** Local atoms, all equally likely. */
export function localAtomsOf(functions: readonly RowFunction[]): QuadraticProblem<Ratio>['localAtoms'] {
  const probability = createRatio(1n, BigInt(functions.length));
  return functions.map(({ matrix, vector }) => ({ probability, auxiliary: { matrix, vector } }));
}
