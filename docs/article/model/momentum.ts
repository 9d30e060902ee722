/** What momentum does to noise: the expected error of m, and where E f ends, against a. */
import { nearestDouble } from '../../../src/exact/index.js';
import { expectRun } from '../../../src/expectation/index.js';
import { planarCase, type CurvePoint, type Knobs } from './planar.js';

/** The run of the figure. */
export interface MomentumSetup extends Knobs {
  readonly a: string;
}

/** η, K and T of the figure. */
export const momentumChoice = { eta: '0.25', K: 8, T: 40 } as const;

/** The expectations that the figure shows. */
export interface MomentumRun {
  readonly a: string;
  /** E‖mᵗ − ∇D(x^{t−1})‖² in rounds 1 … T. */
  readonly errors: readonly CurvePoint[];
  /** E f(xᵀ) − min f. */
  readonly final: number;
}

/** The exact expectation for one a. */
export function momentumRun({ a, ...knobs }: MomentumSetup): MomentumRun {
  const given = planarCase('aux-mom', knobs, { ...momentumChoice, a });
  const { rounds } = expectRun(given, { moments: false, localSteps: false });
  const valueOf = (value: Parameters<typeof nearestDouble>[0] | undefined): number =>
    value === undefined ? NaN : nearestDouble(value);
  return {
    a,
    errors: rounds.map(({ round, correctionError }) => ({ x: round, y: valueOf(correctionError) })),
    final: valueOf(rounds.at(-1)?.steps.at(-1)?.targetValue),
  };
}
