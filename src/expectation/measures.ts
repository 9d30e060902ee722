/** What is measured of a state, as linear forms on its second moments S = E z zᵀ. */
import {
  createVectorSpace,
  scaledIdentity,
  subtractMatrices,
  type Matrix,
  type Vector,
} from '../../spec/algebra/index.js';
import { algorithms } from '../../spec/algorithms/index.js';
import type { AffineGradient, QuadraticProblem, VariantName } from '../../spec/model/index.js';
import type { RadixNumber, StateLayout } from '../exact/index.js';
import {
  addProduct,
  squaredNormForm,
  toForm,
  type HalfVectorForm,
  type HalfVectorIndex,
} from './half-vector.js';
import type { LeastScale } from './least-scale.js';

/** The forms of a run; y is the point of the state. */
export interface Measures {
  /** E‖A y − b‖². */
  readonly squaredGradient: HalfVectorForm;
  /** E f(y) = ½ E yᵀA y − bᵀ E y + c. */
  readonly targetValue: HalfVectorForm;
  /** E‖g_D(y, ξ) − ∇D(y)‖². */
  readonly snapshotVariance: HalfVectorForm;
  /** E‖g_f(y, ξ) − ∇f(y)‖². */
  readonly targetVariance: HalfVectorForm;
  /** E‖g_h(y, ζ) − ∇h(y)‖². */
  readonly localVariance: HalfVectorForm;
  /** E‖m − ∇D(y)‖², or E‖u − ∇f(y)‖²; absent where nothing is estimated. */
  readonly correctionError?: HalfVectorForm;
}

/** The forms of a variant on a problem. */
export function createMeasures(
  scale: LeastScale,
  index: HalfVectorIndex,
  layout: StateLayout,
  variant: VariantName,
  problem: QuadraticProblem<RadixNumber>,
): Measures {
  const { field } = scale;
  const { one } = field;
  const { subtract } = createVectorSpace(field);
  const { target, auxiliary, snapshotAtoms, localAtoms } = problem;
  const minus = (left: AffineGradient<RadixNumber>, right: AffineGradient<RadixNumber>) => ({
    matrix: subtractMatrices(field, left.matrix, right.matrix),
    vector: subtract(left.vector, right.vector),
  });
  /** Rows on z of the affine map y ↦ M y − v, plus a matrix on m. */
  const rowsOf = ({ matrix, vector }: AffineGradient<RadixNumber>, onCorrection?: Matrix<RadixNumber>) =>
    matrix.map((row, i): Vector<RadixNumber> => {
      const written = new Array<RadixNumber>(layout.size).fill(field.zero);
      row.forEach((value, j) => (written[layout.point + j] = value));
      const { correction } = layout;
      if (correction !== undefined) {
        onCorrection?.[i]?.forEach((value, j) => (written[correction + j] = value));
      }
      written[layout.constant] = field.negate(vector[i] as RadixNumber);
      return written;
    });
  const difference = minus(target, auxiliary);
  const variance = (
    samples: readonly { readonly weight: RadixNumber; readonly sample: AffineGradient<RadixNumber> }[],
    mean: AffineGradient<RadixNumber>,
  ): HalfVectorForm =>
    squaredNormForm(
      scale,
      index,
      samples.map(({ weight, sample }) => ({ weight, rows: rowsOf(minus(sample, mean)) })),
    );
  const { estimates } = algorithms[variant];
  const estimated = estimates === 'target' ? target : difference;
  const negated = scaledIdentity(field, layout.dimension, field.negate(one));
  return {
    squaredGradient: squaredNormForm(scale, index, [{ weight: one, rows: rowsOf(target) }]),
    targetValue: valueForm(scale, index, layout, problem),
    snapshotVariance: variance(
      snapshotAtoms.map((atom) => ({
        weight: atom.probability,
        sample: minus(atom.target, atom.auxiliary),
      })),
      difference,
    ),
    targetVariance: variance(
      snapshotAtoms.map((atom) => ({ weight: atom.probability, sample: atom.target })),
      target,
    ),
    localVariance: variance(
      localAtoms.map((atom) => ({ weight: atom.probability, sample: atom.auxiliary })),
      auxiliary,
    ),
    ...(estimates === 'nothing'
      ? {}
      : {
          correctionError: squaredNormForm(scale, index, [{ weight: one, rows: rowsOf(estimated, negated) }]),
        }),
  };
}

/** S ↦ ½ Σ A_ij S_ij − Σ b_i S_i1 + c S_11. */
function valueForm(
  scale: LeastScale,
  index: HalfVectorIndex,
  layout: StateLayout,
  { target }: QuadraticProblem<RadixNumber>,
): HalfVectorForm {
  const { field } = scale;
  const half = field.fromString('1/2');
  const unit = (i: number): Vector<RadixNumber> =>
    Array.from({ length: layout.size }, (_, j) => (i === j ? field.one : field.zero));
  const sums = new Map<number, RadixNumber>();
  target.matrix.forEach((row, i) => {
    addProduct(scale, index, sums, half, unit(i), row);
    addProduct(
      scale,
      index,
      sums,
      field.negate(target.vector[i] as RadixNumber),
      unit(i),
      unit(layout.constant),
    );
  });
  addProduct(scale, index, sums, target.constant, unit(layout.constant), unit(layout.constant));
  return toForm(scale, sums);
}
