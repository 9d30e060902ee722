/** Steps of the shared-scale engine: what does not change within a round is added up once. */
import { applyIntegerRow, type IntegerMaps, type IntegerRow } from './integer-map.js';
import type { SharedState } from './shared-scale-state.js';

/**
 * A family of steps M_j, split as M_j z = (own part of atom j) + (forcing): the forcing collects the terms that are the
 * same for every atom and read only entries that the steps leave alone, such as −η m in a local step.
 */
export interface StepFamily {
  readonly places: number;
  /** q^places. */
  readonly factor: bigint;
  /** The own part of each atom, row by changed row. */
  readonly own: readonly (readonly IntegerRow[])[];
  /** The forcing of each changed row. */
  readonly forcing: readonly IntegerRow[];
  /** Entries that the steps leave alone and an own part reads. */
  readonly kept: readonly number[];
  /** Entries that the steps leave alone and no own part reads. */
  readonly idle: readonly number[];
}

/** Splits the maps of a family. */
export function toStepFamily({ places, factor, maps, unchanged }: IntegerMaps): StepFamily {
  const isUnchanged = new Set(unchanged);
  const [first = []] = maps;
  const shared = first.map((model, r) => {
    const isShared = (column: number, coefficient: bigint): boolean =>
      isUnchanged.has(column) && maps.every((rows) => coefficientAt(rows[r], column) === coefficient);
    return model.columns.filter((column, c) => isShared(column, model.coefficients[c] as bigint));
  });
  const own = maps.map((rows) =>
    rows.map((row, r) => restrict(row, (column) => !(shared[r] ?? []).includes(column))),
  );
  const read = new Set(own.flatMap((rows) => rows.flatMap(({ columns }) => columns)));
  return {
    places,
    factor,
    own,
    forcing: first.map((row, r) => restrict(row, (column) => (shared[r] ?? []).includes(column))),
    kept: unchanged.filter((entry) => read.has(entry)),
    idle: unchanged.filter((entry) => !read.has(entry)),
  };
}

function coefficientAt(row: IntegerRow | undefined, column: number): bigint {
  return row?.coefficients[row.columns.indexOf(column)] ?? 0n;
}

function restrict(
  { row, columns, coefficients }: IntegerRow,
  holds: (column: number) => boolean,
): IntegerRow {
  const chosen = [...columns.keys()].filter((c) => holds(columns[c] as number));
  return {
    row,
    columns: chosen.map((c) => columns[c] as number),
    coefficients: chosen.map((c) => coefficients[c] as bigint),
  };
}

/**
 * Moves the state by one step an atom.
 *
 * @param atoms - indices of the atoms, in order; at least one.
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
  const { factor, kept, idle } = family;
  const forced = family.forcing.map((row) => applyIntegerRow(row, numerators));
  const made: bigint[] = [];
  atoms.forEach((atom, index) => {
    const rows = family.own[atom];
    if (rows === undefined) throw new RangeError(`the ${draw} oracle has no atom ${atom}`);
    for (let r = 0; r < rows.length; r += 1) {
      made[r] = applyIntegerRow(rows[r] as IntegerRow, numerators) + (forced[r] as bigint);
    }
    for (const entry of kept) numerators[entry] = (numerators[entry] as bigint) * factor;
    for (let r = 0; r < rows.length; r += 1) numerators[(rows[r] as IntegerRow).row] = made[r] as bigint;
    if (index + 1 < atoms.length) {
      for (let r = 0; r < rows.length; r += 1) forced[r] = (forced[r] as bigint) * factor;
    }
    state.places += family.places;
    afterStep?.();
  });
  // What no step read catches up with the scale at the end.
  const raised = factor ** BigInt(atoms.length);
  for (const entry of idle) numerators[entry] = (numerators[entry] as bigint) * raised;
}
