/** Steps of the shared-scale engine: what does not change within a round is added up once an atom. */
import { ContractError } from '../errors.js';
import { applyIntegerRow, type IntegerMaps, type IntegerRow } from './integer-map.js';
import type { SharedState } from './shared-scale-state.js';

/**
 * A family of steps M_j, split as M_j z = (moving part) + (forcing): the forcing reads only entries that the steps leave
 * alone, such as −η m and η c_j in a local step.
 */
export interface StepFamily {
  readonly places: number;
  /** q^places. */
  readonly factor: bigint;
  /** The entries that the steps change. */
  readonly changed: readonly number[];
  /** The entries that the steps leave alone. */
  readonly unchanged: readonly number[];
  /** The moving part of each atom, changed entry by changed entry. */
  readonly moving: readonly (readonly IntegerRow[])[];
  /** The forcing of each atom, likewise. */
  readonly forcing: readonly (readonly IntegerRow[])[];
}

/** Splits the maps of a family. */
export function toStepFamily({ places, factor, maps, unchanged }: IntegerMaps): StepFamily {
  const isUnchanged = new Set(unchanged);
  const part = (wanted: boolean): IntegerRow[][] =>
    maps.map((rows) => rows.map((row) => restrict(row, (column) => isUnchanged.has(column) === wanted)));
  return {
    places,
    factor,
    changed: (maps[0] ?? []).map(({ row }) => row),
    unchanged,
    moving: part(false),
    forcing: part(true),
  };
}

function restrict(
  { row, columns, coefficients }: IntegerRow,
  holds: (column: number) => boolean,
): IntegerRow {
  const chosen = { row, columns: [] as number[], coefficients: [] as bigint[] };
  columns.forEach((column, c) => {
    if (!holds(column)) return;
    chosen.columns.push(column);
    chosen.coefficients.push(coefficients[c] as bigint);
  });
  return chosen;
}

/**
 * Moves the state by one step an atom.
 *
 * @param atoms - indices of the atoms, in order.
 * @param draw - the name of the oracle, for the error.
 * @param afterStep - sees the state after each step; of its entries only those that the steps change are up to date.
 */
export function advance(
  state: SharedState,
  family: StepFamily,
  atoms: readonly number[],
  draw: string,
  afterStep?: () => void,
): void {
  const { numerators } = state;
  const { changed } = family;
  const forcingAt = createForcing(family, numerators);
  const made = changed.map(() => 0n);
  for (let step = 0; step < atoms.length; step += 1) {
    const atom = atoms[step] as number;
    const rows = family.moving[atom];
    if (rows === undefined) throw new ContractError(`the ${draw} oracle has no atom ${atom}`);
    const forced = forcingAt(atom, step);
    for (let r = 0; r < changed.length; r += 1) {
      const row = rows[r] as IntegerRow;
      // An empty moving part would only add a 0.
      made[r] =
        row.columns.length === 0
          ? (forced[r] as bigint)
          : applyIntegerRow(row, numerators) + (forced[r] as bigint);
    }
    for (let r = 0; r < changed.length; r += 1) numerators[changed[r] as number] = made[r] as bigint;
    state.places += family.places;
    afterStep?.();
  }
  // What no step changed catches up with the scale at the end.
  const raised = family.factor ** BigInt(atoms.length);
  for (const entry of family.unchanged) numerators[entry] = (numerators[entry] as bigint) * raised;
}

/**
 * The forcing of an atom at the scale of a step. Each atom's is computed when it first occurs, and when it occurs again it
 * is multiplied by the power of q that lies between: a short factor, however many steps there are. It reads the numerators
 * whenever it does so: those that a forcing reads stay what they are until the last step.
 */
function createForcing(
  { forcing, factor }: StepFamily,
  numerators: readonly bigint[],
): (atom: number, step: number) => readonly bigint[] {
  const known: { readonly values: bigint[]; step: number }[] = [];
  const gaps: bigint[] = [];
  return (atom, step) => {
    let forced = known[atom];
    if (forced === undefined) {
      const values = (forcing[atom] ?? []).map((row) => applyIntegerRow(row, numerators));
      forced = { values, step: 0 };
      known[atom] = forced;
    }
    const gap = step - forced.step;
    if (gap > 0) {
      const raise = (gaps[gap] ??= factor ** BigInt(gap));
      const { values } = forced;
      for (let r = 0; r < values.length; r += 1) values[r] = (values[r] as bigint) * raise;
      forced.step = step;
    }
    return forced.values;
  };
}
