/** One round on the line, exactly: the reference itself, watched step by step. f(x) = x²/2 and h(x) = c(x − p)²/2. */
import { auxMom } from '../../../src/reference/index.js';
import { createRationalField, nearestDouble } from '../../../src/exact/index.js';
import { exact, multiply, subtract, type Exact } from '../../playground/model/exact.js';

const field = createRationalField();

/** What the reader has chosen, as exact texts. */
export interface RoundSetup {
  /** x⁰. */
  readonly start: string;
  /** The minimum of h. */
  readonly minimum: string;
  /** The curvature of h; that of f is 1, so δ = |1 − c|. */
  readonly curvature: string;
  /** η. */
  readonly eta: string;
  readonly K: number;
}

/** One round: the snapshot, the gradients there, m, and the points y⁰ = x, y¹, … yᴷ. */
export interface RoundRecord {
  readonly snapshot: number;
  readonly targetGradient: number;
  readonly auxiliaryGradient: number;
  readonly m: number;
  readonly points: readonly number[];
  readonly directions: readonly number[];
}

const numberOf = (value: Exact): number => nearestDouble(field.toRatio(value));

/** The rounds from a start, by the reference of `aux-mom` with a = 1, without noise. */
export function recordRounds(
  { start, minimum, curvature, eta, K }: RoundSetup,
  count: number,
): readonly RoundRecord[] {
  const [c, p] = [exact(curvature), exact(minimum)];
  const f = (at: readonly Exact[]): readonly Exact[] => at;
  const h = (at: readonly Exact[]): readonly Exact[] => at.map((y) => multiply(c, subtract(y, p)));
  const rounds: RoundRecord[] = [];
  let state: { readonly x: readonly Exact[]; readonly m?: readonly Exact[] } = { x: [exact(start)] };
  for (let t = 0; t < count; t += 1) {
    const { x } = state;
    const points = [x];
    const directions: (readonly Exact[])[] = [];
    state = auxMom(
      field,
      { stepSize: exact(eta), momentumWeight: field.one, localStepCount: K },
      { snapshot: () => ({ f, h }), local: () => ({ h }) },
      (direction, point) => {
        directions.push(direction);
        points.push(point);
      },
    )({ x, ...(state.m === undefined ? {} : { m: state.m }) });
    const first = (vector: readonly Exact[] | undefined): number => numberOf(vector?.[0] ?? field.zero);
    rounds.push({
      snapshot: first(x),
      targetGradient: first(f(x)),
      auxiliaryGradient: first(h(x)),
      m: first(state.m),
      points: points.map(first),
      directions: directions.map(first),
    });
  }
  return rounds;
}
