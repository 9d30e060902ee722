/** Several local steps as one map: what a run that keeps no local points computes instead of its steps. */
import {
  absolute,
  addMatrices,
  createVectorSpace,
  multiplyMatrices,
  scaledIdentity,
  scaleMatrix,
  type Matrix,
} from '../../spec/algebra/index.js';
import { ContractError } from '../errors.js';
import { bitLength } from './bit-length.js';
import { applyIntegerRow, type IntegerRow } from './integer-map.js';
import { integerRing } from './integer-ring.js';
import type { SharedState } from './shared-scale-state.js';
import type { StepFamily } from './shared-scale-steps.js';

/** g steps as one map: fixed rows, and rows that are added up from the drawn atoms. */
interface Leap {
  readonly places: number;
  /** q^places. */
  readonly factor: bigint;
  /** The part that is the same for every sequence of atoms, changed entry by changed entry. */
  readonly fixed: readonly IntegerRow[];
  /** Position in the leap, atom, changed entry ↦ what it adds to the coefficient of each drawn column. */
  readonly drawn: readonly (readonly Matrix<bigint>[])[];
}

/** How long the steps of a run are added together. */
export interface LeapPlan {
  /** T. */
  readonly roundCount: number;
  /** The local steps that the family makes in a round. */
  readonly stepCount: number;
  /** The greatest number of bits of a coefficient of a leap; 1024 where absent. */
  readonly coefficientBits?: number;
}

/**
 * Longer leaps mean fewer passes over the state and longer products in each; beyond this length nothing more was measured to
 * be saved (docs/decisions/0013).
 */
const defaultCoefficientBits = 1024;

/**
 * The leaps of a family whose atoms move the state alike and differ in their forcing alone: additive noise, or none.
 *
 * With y the entries that the steps change and u those that they leave alone, at scales that grow by q^p a step,
 *
 * $$ y_{k+g} = M^g y_k + \sum_{j=0}^{g-1} q^{pj}\, M^{g-1-j} F_{i_j} u . $$
 *
 * Products and sums of long numbers fall to those of one step in g; the sums over j are short numbers. The result is that
 * of the steps, to the last digit.
 *
 * @returns what moves the state by all steps of a round; undefined where the atoms' matrices differ, or where steps are
 *   cheaper: few rounds, many entries, or powers of M that fill in.
 */
export function createLeaps(
  family: StepFamily,
  { roundCount, stepCount, coefficientBits = defaultCoefficientBits }: LeapPlan,
): ((state: SharedState, atoms: readonly number[]) => void) | undefined {
  const { changed } = family;
  const moving = family.moving.map((rows) => toDense(rows, changed));
  const [M] = moving;
  if (M === undefined || !moving.every((other) => isEqual(other, M))) return undefined;

  const size = Math.min(stepCount, Math.floor(coefficientBits / bitsOfStep(M)));
  if (size < 2) return undefined;
  const leapCount = Math.ceil(stepCount / size);
  // Mᵍ takes (g − 1)·|y| times the products of a step, and has to save more than that.
  if (roundCount * (stepCount - leapCount) <= (size - 1) * changed.length) return undefined;

  // Leaps of nearly equal size: of two sizes at most.
  const sizes = Array.from(
    { length: leapCount },
    (_, leap) =>
      Math.floor(((leap + 1) * stepCount) / leapCount) - Math.floor((leap * stepCount) / leapCount),
  );
  const powers = powersOf(M, Math.max(...sizes));
  const productsOf = (exponent: number): number => countNonzeros(powers[exponent] as Matrix<bigint>);
  if (sizes.reduce((sum, g) => sum + productsOf(g), 0) >= stepCount * productsOf(1)) return undefined;

  const columns = splitColumns(family);
  const made = new Map([...new Set(sizes)].map((g) => [g, createLeap(family, powers, columns, g)]));
  return (state, atoms) => {
    let at = 0;
    for (const g of sizes) {
      takeLeap(state, family, made.get(g) as Leap, columns.drawn, atoms.slice(at, at + g));
      at += g;
    }
  };
}

/** Bits by which a step lengthens a coefficient, at most: those of the largest absolute row sum. */
function bitsOfStep(M: Matrix<bigint>): number {
  const sums = M.map((row) => row.reduce((sum, value) => sum + absolute(integerRing, value), 0n));
  return Math.max(1, ...sums.map(bitLength));
}

/** M⁰ … M^most. */
function powersOf(M: Matrix<bigint>, most: number): Matrix<bigint>[] {
  const powers = [scaledIdentity(integerRing, M.length, 1n)];
  for (let e = 1; e <= most; e += 1) powers.push(multiply(powers[e - 1] as Matrix<bigint>, M));
  return powers;
}

/** The entries u by whether the forcing of all atoms reads them alike. */
interface Columns {
  readonly fixed: readonly number[];
  readonly drawn: readonly number[];
}

function splitColumns({ forcing, unchanged }: StepFamily): Columns {
  const first = toDense(forcing[0] as readonly IntegerRow[], unchanged);
  const isFixed = unchanged.map((_, c) =>
    forcing.every((rows) =>
      toDense(rows, unchanged).every((row, r) => row[c] === (first[r] as readonly bigint[])[c]),
    ),
  );
  return {
    fixed: unchanged.filter((_, c) => isFixed[c]),
    drawn: unchanged.filter((_, c) => !isFixed[c]),
  };
}

function createLeap(
  family: StepFamily,
  powers: readonly Matrix<bigint>[],
  columns: Columns,
  size: number,
): Leap {
  const { changed, forcing, factor, places } = family;
  /** q^{pj} M^{g−1−j}. */
  const weights = Array.from({ length: size }, (_, j) =>
    scaleMatrix(integerRing, factor ** BigInt(j), powers[size - 1 - j] as Matrix<bigint>),
  );
  const shared = toDense(forcing[0] as readonly IntegerRow[], columns.fixed);
  const fixedForcing = weights.map((weight) => multiply(weight, shared)).reduce(add);
  const moving = powers[size] as Matrix<bigint>;
  return {
    places: places * size,
    factor: factor ** BigInt(size),
    fixed: changed.map((row, r) =>
      toRow(
        row,
        [...changed, ...columns.fixed],
        [...(moving[r] as readonly bigint[]), ...(fixedForcing[r] as readonly bigint[])],
      ),
    ),
    drawn: weights.map((weight) => forcing.map((rows) => multiply(weight, toDense(rows, columns.drawn)))),
  };
}

function takeLeap(
  state: SharedState,
  { changed, unchanged }: StepFamily,
  { fixed, drawn, factor, places }: Leap,
  drawnColumns: readonly number[],
  atoms: readonly number[],
): void {
  const { numerators } = state;
  const parts = atoms.map((atom, j) => {
    const part = (drawn[j] as readonly Matrix<bigint>[])[atom];
    if (part === undefined) throw new ContractError(`the local oracle has no atom ${atom}`);
    return part;
  });
  const made = fixed.map((row, r) => {
    let sum = applyIntegerRow(row, numerators);
    for (let c = 0; c < drawnColumns.length; c += 1) {
      let coefficient = 0n; // short numbers: they are added before the one long product
      for (const part of parts) coefficient += part[r]?.[c] as bigint;
      sum += coefficient * (numerators[drawnColumns[c] as number] as bigint);
    }
    return sum;
  });
  for (let r = 0; r < changed.length; r += 1) numerators[changed[r] as number] = made[r] as bigint;
  for (const entry of unchanged) numerators[entry] = (numerators[entry] as bigint) * factor;
  state.places += places;
}

/** The columns `entries` of sparse rows, zeros written out. */
function toDense(rows: readonly IntegerRow[], entries: readonly number[]): Matrix<bigint> {
  return rows.map(({ columns, coefficients }) => {
    const known = new Map(columns.map((column, c) => [column, coefficients[c] as bigint]));
    return entries.map((entry) => known.get(entry) ?? 0n);
  });
}

function toRow(row: number, entries: readonly number[], values: readonly bigint[]): IntegerRow {
  const kept = [...values.keys()].filter((c) => values[c] !== 0n);
  return {
    row,
    columns: kept.map((c) => entries[c] as number),
    coefficients: kept.map((c) => values[c] as bigint),
  };
}

function isEqual(left: Matrix<bigint>, right: Matrix<bigint>): boolean {
  const { equals } = createVectorSpace(integerRing);
  return left.every((row, i) => equals(row, right[i] as readonly bigint[]));
}

function countNonzeros(matrix: Matrix<bigint>): number {
  return matrix.flat().filter((value) => value !== 0n).length;
}

function add(left: Matrix<bigint>, right: Matrix<bigint>): Matrix<bigint> {
  return addMatrices(integerRing, left, right);
}

function multiply(left: Matrix<bigint>, right: Matrix<bigint>): Matrix<bigint> {
  return multiplyMatrices(integerRing, left, right);
}
