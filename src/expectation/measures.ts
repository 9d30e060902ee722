/** What is measured of a state, as linear forms on its second moments S = E z zᵀ. */
import { algorithms } from '../../spec/algorithms/index.js';
import type { QuadraticFunction, VariantName } from '../../spec/model/index.js';
import type { RadixNumber } from '../exact/index.js';
import type { StateLayout } from '../exact/linear-maps.js';
import { squaredNormForm, type FactoredTerm, type Form, type SparseRow } from './forms.js';
import { addExponents, type Exponents, type LeastScale } from './least-scale.js';
import type { SampledGradient } from './sampled-gradient.js';

/** The forms of a run; y is the point of the state. */
export interface Measures {
  /** E‖A y − b‖². */
  readonly squaredGradient: Form;
  /** E f(y) = ½ E yᵀA y − bᵀ E y + c. */
  readonly targetValue: Form;
  /** E‖g_D(y, ξ) − ∇D(y)‖². */
  readonly snapshotVariance: Form;
  /** E‖g_f(y, ξ) − ∇f(y)‖². */
  readonly targetVariance: Form;
  /** E‖g_h(y, ζ) − ∇h(y)‖². */
  readonly localVariance: Form;
  /** E‖m − ∇D(y)‖², or E‖u − ∇f(y)‖²; absent where nothing is estimated. */
  readonly correctionError?: Form;
}

/** The gradients of a run. */
export interface SampledGradients {
  readonly target: SampledGradient;
  readonly difference: SampledGradient;
  readonly auxiliary: SampledGradient;
}

/** The forms of a variant. */
export function createMeasures(
  scale: LeastScale,
  layout: StateLayout,
  variant: VariantName,
  { target, difference, auxiliary }: SampledGradients,
  targetValue: Form,
): Measures {
  const { size, dimension, correction } = layout;
  /** Columns on (y, 1) as columns on z. */
  const onState = ({ columns, coefficients }: SparseRow): SparseRow => ({
    columns: columns.map((column) => (column === dimension ? layout.constant : layout.point + column)),
    coefficients,
  });
  const placed = (term: FactoredTerm): FactoredTerm => ({ ...term, right: term.right.map(onState) });
  const variance = ({ terms, offset, exponents, weightExponents }: SampledGradient): Form =>
    squaredNormForm(
      scale,
      size,
      [...terms, ...(offset === undefined ? [] : [offset])].map(placed),
      addExponents(addExponents(exponents, exponents), weightExponents),
    );
  const squaredNorm = (right: readonly SparseRow[], exponents: Exponents): Form =>
    squaredNormForm(scale, size, [{ weight: 1n, right }], addExponents(exponents, exponents));
  const { estimates } = algorithms[variant];
  const estimated = estimates === 'target' ? target : difference;
  return {
    squaredGradient: squaredNorm(target.mean.map(onState), target.exponents),
    targetValue,
    snapshotVariance: variance(difference),
    targetVariance: variance(target),
    localVariance: variance(auxiliary),
    ...(estimates !== 'nothing' &&
      correction !== undefined && {
        correctionError: squaredNorm(
          estimated.mean.map(onState).map(({ columns, coefficients }, i) => ({
            columns: [...columns, correction + i],
            coefficients: [...coefficients, -scale.power(estimated.exponents)],
          })),
          estimated.exponents,
        ),
      }),
  };
}

/**
 * S ↦ ½ Σ A_ij S_ij − Σ b_i S_i1 + c S_11.
 *
 * @param unit - the constant of z is 1/κ, and these are the exponents of κ.
 */
export function createValueForm(
  scale: LeastScale,
  { size, point, constant: last }: StateLayout,
  { matrix, vector, constant }: QuadraticFunction<RadixNumber>,
  unit: Exponents,
): Form {
  const { field } = scale;
  const half = field.fromString('1/2');
  const kappa = field.fromRatio({ numerator: scale.power(unit), denominator: 1n });
  const entries = matrix.flatMap((row, i) => [
    ...row.slice(i).map((value, offset): [number, RadixNumber] => [
      (point + i) * size + point + i + offset,
      offset === 0 ? field.multiply(half, value) : value, // A is symmetric
    ]),
    [(point + i) * size + last, field.negate(field.multiply(kappa, vector[i] as RadixNumber))] as const,
  ]);
  const ofConstant = field.multiply(field.multiply(kappa, kappa), constant);
  const present = [...entries, [last * size + last, ofConstant] as const].filter(
    ([, { coefficient }]) => coefficient !== 0n,
  );
  return {
    positions: present.map(([position]) => position),
    ...scale.overLeast(present.map(([, value]) => value)),
  };
}
