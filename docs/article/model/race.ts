/** Paths in the plane without noise, exactly, at equal numbers of target gradients. */
import { createVectorSpace } from '../../../spec/algebra/index.js';
import { mapProblem, type VariantName } from '../../../spec/model/index.js';
import { createRadixField, nearestDouble, type RadixNumber } from '../../../src/exact/index.js';
import { reference, type State } from '../../../src/reference/index.js';
import { flatness, planarProblem, smoothness, start, type Choice } from './planar.js';

/** The path of a method: the points of each round, the snapshot first. */
export interface Path {
  readonly variant: VariantName;
  readonly rounds: readonly (readonly (readonly number[])[])[];
}

/** T rounds of a method, by the reference. */
export function pathOf(variant: VariantName, delta: string, { eta, a, K, T }: Choice): Path {
  const field = createRadixField(10n);
  const { subtract, dot } = createVectorSpace(field);
  const { target, auxiliary } = mapProblem(planarProblem({ delta, sigma: '0', rho: '0' }), field.fromString);
  const gradientOf =
    ({ matrix, vector }: typeof target) =>
    (at: readonly RadixNumber[]): readonly RadixNumber[] =>
      subtract(
        matrix.map((row) => dot(row, at)),
        vector,
      );
  const [f, h] = [gradientOf(target), gradientOf(auxiliary)];
  const parameters = {
    stepSize: field.fromString(eta),
    momentumWeight: field.fromString(a),
    localStepCount: K,
  };
  const draws = { snapshot: () => ({ f, h }), local: () => ({ h }) };
  const rounds: (readonly (readonly number[])[])[] = [];
  let state: State<RadixNumber> = { x: start.map(field.fromString) };
  for (let t = 0; t < T; t += 1) {
    const points = [state.x];
    state = reference[variant](field, parameters, draws, (_direction, point) => {
      points.push(point);
    })(state);
    rounds.push(points.map((point) => point.map((value) => nearestDouble(field.toRatio(value)))));
  }
  return { variant, rounds };
}

/** f at a point of the plane, as a double. */
export const targetValue = ([x = 0, y = 0]: readonly number[]): number =>
  (smoothness * x * x + Number(flatness) * y * y) / 2;
