/**
 * The example of the article: f = ½(x₁² + x₂²/20) and h = ½((1 − δ)x₁² + (1/20 + δ)x₂²) − shift, with noise of variance σ² in
 * both gradients of a snapshot, correlation ρ, and noise σ_h² in local steps. So L = 1, and ‖∇²f − ∇²h‖ = δ exactly.
 */
import { algorithms } from '../../../spec/algorithms/index.js';
import { mapProblem, type QuadraticProblem, type VariantName } from '../../../spec/model/index.js';
import { nearestDouble, parseExactNumber } from '../../../src/exact/index.js';
import { expectRun, type ExpectationCase } from '../../../src/expectation/index.js';
import { exact, matrixOf, subtract, textOf, vectorOf, add } from '../../playground/model/exact.js';
import { additiveAtoms, localAtoms, type Affine } from '../../playground/model/noise.js';

/** What the sliders say, as exact texts. */
export interface Knobs {
  /** δ, the Hessian similarity. */
  readonly delta: string;
  /** σ, the noise of each gradient of a snapshot. */
  readonly sigma: string;
  /** σ_h, the noise of each gradient of h in a local step; 0 where it is left out. */
  readonly localSigma?: string;
  /** ρ, the correlation of the two noises of a snapshot. */
  readonly rho: string;
}

/** η, a, K and T. */
export interface Choice {
  readonly eta: string;
  readonly a: string;
  readonly K: number;
  readonly T: number;
}

/** L of the example. */
export const smoothness = 1;
/** The least curvature of f. */
export const flatness = '0.05';
/** x⁰. */
export const start = ['2', '4'] as const;

/** The mean gradients of f and h. */
function planarPair(delta: string): { readonly target: Affine; readonly auxiliary: Affine } {
  const d = exact(delta);
  return {
    target: { matrix: matrixOf(['1', '0'], ['0', flatness]), vector: vectorOf('0', '0') },
    auxiliary: {
      matrix: matrixOf(['1', '0'], ['0', flatness]).map((row, i) =>
        row.map((entry, j) => (i !== j ? entry : i === 0 ? subtract(entry, d) : add(entry, d))),
      ),
      vector: vectorOf('0.3', '0.3'),
    },
  };
}

/** The problem as the library's functions take it. */
export function planarProblem({ delta, sigma, rho, localSigma = '0' }: Knobs): QuadraticProblem<string> {
  const { target, auxiliary } = planarPair(delta);
  const text = ({ matrix, vector }: Affine) => ({
    matrix: matrix.map((row) => row.map(textOf)),
    vector: vector.map(textOf),
  });
  const [f, h] = [text(target), text(auxiliary)];
  const atoms = additiveAtoms(target, auxiliary, { sigma: exact(sigma), rho: exact(rho) });
  return {
    dimension: 2,
    target: { ...f, constant: '0' },
    auxiliary: { ...h, constant: '0' },
    snapshotAtoms:
      Number(sigma) === 0
        ? [{ probability: '1', target: f, auxiliary: h }]
        : atoms.map(({ probability, target: forTarget, auxiliary: forAuxiliary }) => ({
            probability,
            target: { ...f, ...forTarget },
            auxiliary: { ...h, ...forAuxiliary },
          })),
    localAtoms: (localAtoms(auxiliary, exact(localSigma)) ?? [{ probability: '1', auxiliary: {} }]).map(
      ({ probability, auxiliary: deviating }) => ({ probability, auxiliary: { ...h, ...deviating } }),
    ),
  };
}

/** A run to take the expectation of. */
export function planarCase(variant: VariantName, knobs: Knobs, { eta, a, K, T }: Choice): ExpectationCase {
  return {
    variant,
    problem: mapProblem(planarProblem(knobs), (value) => parseExactNumber(value)),
    parameters: {
      stepSize: parseExactNumber(eta),
      momentumWeight: parseExactNumber(a),
      localStepCount: variant === 'sgd' ? 1 : K,
      roundCount: T,
    },
    initialization: { kind: algorithms[variant].estimates === 'nothing' ? 'none' : 'first-snapshot' },
    startingPoint: start.map((value) => parseExactNumber(value)),
  };
}

/** A point of a curve; the value is the double nearest to an exact number, and Infinity where that is beyond all doubles. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** E f(xᵗ) − min f after 0, 1, … T rounds; min f is 0 here. */
export function expectedGaps(variant: VariantName, knobs: Knobs, choice: Choice): readonly CurvePoint[] {
  const result = expectRun(planarCase(variant, knobs, choice), { moments: false, localSteps: false });
  return [
    { x: 0, y: nearestDouble(result.initialTargetValue) },
    ...result.rounds.map(({ round, steps }) => ({
      x: round,
      y: nearestDouble(steps.at(-1)?.targetValue ?? result.initialTargetValue),
    })),
  ];
}
