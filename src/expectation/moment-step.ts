/** One step of the second moments S = E z zᵀ, block by block: only the block that a step changes is made. */
import type { RadixNumber } from '../exact/index.js';
import type { LinearStep, StateLayout } from '../exact/linear-maps.js';
import { sparseProduct } from './forms.js';
import { addExponents, greaterExponents, type Exponents, type LeastScale } from './least-scale.js';
import type { GradientMoments } from './noise.js';
import type { SampledGradient } from './sampled-gradient.js';

/** A step of the second moments in whole numbers. */
export interface MomentStep {
  /** Of W: a step turns S over any denominator into S over W times that. */
  readonly exponents: Exponents;
  /** S ← E z zᵀ after the step, times W, in place. S is n×n in one list, and symmetric. */
  readonly apply: (values: bigint[]) => void;
}

/** Where a block begins, and what it is multiplied by. */
interface ScaledBlock {
  readonly from: number;
  readonly coefficient: bigint;
}

/**
 * The step ρ ← π + M_j ω of the block ρ, where π is what it keeps and ω = (α y + β x_prev, γ).
 *
 * With M̄ = Σ p_j M_j and any other block u
 *
 * $$ \mathbb{E}\,\rho u^T \leftarrow \mathbb{E}\,\pi u^T + \bar M\,\mathbb{E}\,\omega u^T, \qquad
 *    \mathbb{E}\,\rho\rho^T \leftarrow \mathbb{E}\,\pi\pi^T + \bar M\,\mathbb{E}\,\omega\pi^T + (\bar M\,\mathbb{E}\,\omega\pi^T)^T
 *    + \sum_j p_j M_j\,\mathbb{E}\,\omega\omega^T M_j^T. $$
 *
 * So one product of d×(d+1) and (d+1)×n matrices is made, and what the noise takes.
 *
 * @param moments - the last sum, of the same gradient.
 */
export function createMomentStep(
  scale: LeastScale,
  layout: StateLayout,
  step: LinearStep<RadixNumber>,
  { mean, exponents: ofMean }: Pick<SampledGradient, 'mean' | 'exponents'>,
  moments: GradientMoments,
): MomentStep {
  const { size, dimension, constant } = layout;
  const { changes, kept, gradient, keepsSnapshot } = step;
  const { zero } = scale.field;
  const of = scale.overLeast([kept.point ?? zero, kept.correction ?? zero]);
  const along = scale.overLeast([gradient.point, gradient.previous ?? zero, gradient.constant ?? zero]);
  const pi = blocksOf([layout.point, layout.correction], of.numerators);
  const omega = blocksOf([layout.point, layout.previous], along.numerators);
  const last = along.numerators[2] as bigint;

  const ofProduct = addExponents(along.exponents, ofMean);
  const parts = {
    kept: addExponents(of.exponents, of.exponents),
    cross: addExponents(ofProduct, of.exponents),
    noise: addExponents(addExponents(along.exponents, along.exponents), moments.exponents),
    keptRow: of.exponents,
    product: ofProduct,
  };
  const exponents = Object.values(parts).reduce(greaterExponents, scale.whole);
  const factor = (part: Exponents): bigint => scale.power(addExponents(exponents, part, -1));
  const factors = {
    whole: factor(scale.whole),
    kept: factor(parts.kept),
    cross: factor(parts.cross),
    noise: factor(parts.noise),
    keptRow: factor(parts.keptRow),
    product: factor(parts.product),
  };
  const changed = layout[changes] as number;
  const isChanged = (c: number): boolean => c >= changed && c < changed + dimension;
  const range = Array.from({ length: dimension }, (_, i) => i);

  return {
    exponents,
    apply: (values) => {
      const rowAt = (blocks: readonly ScaledBlock[], i: number): bigint[] =>
        combineRows(
          values,
          size,
          blocks.map(({ from, coefficient }) => ({ from: from + i, coefficient })),
        );
      const rows = [...range.map((i) => rowAt(omega, i)), rowAt([{ from: constant, coefficient: last }], 0)];
      const columns = Array.from({ length: size }, (_, c) => rows.map((row) => row[c] as bigint));
      const products = mean.map((row) => columns.map((column) => sparseProduct(row, column))); // M̄ E ω zᵀ
      const omegaOf = (row: readonly bigint[]): bigint[] => [
        ...range.map((k) => combine(row, omega, k)),
        last * (row[constant] as bigint),
      ];
      const noise = moments.apply(rows.flatMap(omegaOf), products.map(omegaOf));

      for (const i of range) {
        const [keptRow, product] = [rowAt(pi, i), products[i] as bigint[]]; // rows above are not read again
        for (let c = 0; c < size; c += 1) {
          if (isChanged(c)) continue;
          const value = (keptRow[c] as bigint) * factors.keptRow + (product[c] as bigint) * factors.product;
          set(values, size, changed + i, c, value);
        }
        for (let k = i; k < dimension; k += 1) {
          const value =
            factors.kept * combine(keptRow, pi, k) +
            factors.cross * (combine(product, pi, k) + combine(products[k] as bigint[], pi, i)) +
            factors.noise * (noise[i]?.[k] as bigint);
          set(values, size, changed + i, changed + k, value);
        }
      }
      if (factors.whole !== 1n) {
        const others = Array.from({ length: size }, (_, c) => c).filter((c) => !isChanged(c));
        others.forEach((c, first) => {
          for (const e of others.slice(first)) {
            set(values, size, c, e, (values[c * size + e] as bigint) * factors.whole);
          }
        });
      }
      if (keepsSnapshot) copyBlock(values, layout);
    },
  };
}

/** The blocks that are there and have a coefficient other than 0. */
function blocksOf(from: readonly (number | undefined)[], coefficients: readonly bigint[]): ScaledBlock[] {
  return from.flatMap((block, b) => {
    const coefficient = coefficients[b] as bigint;
    return block === undefined || coefficient === 0n ? [] : [{ from: block, coefficient }];
  });
}

/** Σ coefficient · row `from` of an n×n matrix. */
function combineRows(values: readonly bigint[], size: number, blocks: readonly ScaledBlock[]): bigint[] {
  return Array.from({ length: size }, (_, c) =>
    blocks.reduce(
      (sum, { from, coefficient }) => sum + coefficient * (values[from * size + c] as bigint),
      0n,
    ),
  );
}

/** Σ coefficient · row[from + k]. */
function combine(row: readonly bigint[], blocks: readonly ScaledBlock[], k: number): bigint {
  return blocks.reduce(
    (sum, { from, coefficient }) => sum + multiply(coefficient, row[from + k] as bigint),
    0n,
  );
}

/** No copy where there is nothing to multiply. */
function multiply(coefficient: bigint, value: bigint): bigint {
  return coefficient === 1n ? value : coefficient * value;
}

function set(values: bigint[], size: number, i: number, j: number, value: bigint): void {
  values[i * size + j] = value;
  values[j * size + i] = value;
}

/** x_prev ← y. */
function copyBlock(values: bigint[], { size, dimension, point, previous = 0 }: StateLayout): void {
  for (let i = 0; i < dimension; i += 1) {
    for (let c = 0; c < size; c += 1)
      values[(previous + i) * size + c] = values[(point + i) * size + c] as bigint;
  }
  for (let r = 0; r < size; r += 1) {
    for (let k = 0; k < dimension; k += 1)
      values[r * size + previous + k] = values[r * size + point + k] as bigint;
  }
}
