/** The four settings of the paper as least squares on rows of a table: how the problem files `setting-….json` are made. */
import type { LocalAtom, QuadraticFunction, QuadraticProblem, VariantName } from '../../../spec/model/index.js'; // prettier-ignore
import { createRatio, parseExactNumber, ratioField, type Ratio } from '../../../src/exact/index.js';
import { radixFieldFor } from '../../../src/problems/arithmetic.js';
import { parseTable } from '../../../src/problems/csv-table.js';
import { rowsOfTable, type DataRow } from '../../../src/problems/least-squares-data.js';
import type { ResolvedProblem } from '../../../src/problems/problem-case.js';
import { toProblemFile } from '../../../src/problems/problem-file-text.js';
import type { FeatureText } from '../../../src/problems/problem-file.js';
import { resolveProblemFile } from '../../../src/problems/resolve-problem.js';
import { createRowModel } from '../../../src/problems/row-model.js';

const { zero, add, multiply, subtract, divide, toRatio, one } = ratioField;

/** ½·mean over rows of (zᵀx − r)². */
type RowFunction = QuadraticFunction<Ratio>;

/** The run to make. */
export interface ScenarioRun {
  readonly name: string;
  readonly variant?: VariantName;
  readonly stepSize: string;
  readonly momentumWeight: string;
  /** K; 10 where it is left out. */
  readonly localStepCount?: number;
  readonly roundCount: number;
}

/** Rows of a CSV table, each with its features and a last 1. */
export function readTableRows(options: {
  readonly table: string;
  readonly features: readonly FeatureText[];
  readonly response: FeatureText;
  /** Only rows whose cells have these texts, by column. */
  readonly where?: Readonly<Record<string, string>>;
  readonly first?: number;
}): readonly DataRow[] {
  const { features, response, where = {}, first } = options;
  const table = parseTable(options.table, 'the table');
  const isChosen = (_row: DataRow, i: number): boolean =>
    Object.entries(where).every(([name, text]) => table.rows[i]?.[table.columns.indexOf(name)] === text);
  const rows = rowsOfTable(table, { features, response, intercept: true }, 'the table');
  return rows.filter(isChosen).slice(0, first);
}

/** Group j gets rows j, j + count, j + 2·count, … */
export const dealRows = <Row>(rows: readonly Row[], count: number): readonly (readonly Row[])[] =>
  Array.from({ length: count }, (_, group) => rows.filter((_row, i) => i % count === group));

function leastSquares(rows: readonly DataRow[]): RowFunction {
  const numbers = rows.flatMap(({ features, response }) => [...features, response]);
  const field = radixFieldFor([...numbers, createRatio(1n, 2n * BigInt(rows.length))]);
  const { matrix, vector, constant } = createRowModel(field, rows, zero).mean(rows.map((_, i) => i));
  return {
    matrix: matrix.map((row) => row.map(field.toRatio)),
    vector: vector.map(field.toRatio),
    constant: field.toRatio(constant),
  };
}

function meanFunction(functions: readonly RowFunction[]): RowFunction {
  const [first] = functions as readonly [RowFunction];
  const average = (pick: (of: RowFunction) => Ratio | undefined): Ratio => {
    const sum = functions.map((of) => pick(of) ?? zero).reduce((left, right) => toRatio(add(left, right)));
    return toRatio(multiply(createRatio(1n, BigInt(functions.length)), sum));
  };
  return {
    matrix: first.matrix.map((row, i) => row.map((_, j) => average(({ matrix }) => matrix[i]?.[j]))),
    vector: first.vector.map((_, i) => average(({ vector }) => vector[i])),
    constant: average(({ constant }) => constant),
  };
}

type Atoms = Pick<QuadraticProblem<Ratio>, 'target' | 'auxiliary' | 'snapshotAtoms' | 'localAtoms'>;

/** The case, checked as a problem file is. */
function createCase(problem: Atoms, run: ScenarioRun): ResolvedProblem {
  const { name, variant = 'aux-mom', localStepCount = 10, roundCount } = run;
  const [stepSize, momentumWeight] = [run.stepSize, run.momentumWeight].map(parseExactNumber) as [
    Ratio,
    Ratio,
  ];
  const given = {
    ...{ name, variant, initialization: { kind: 'first-snapshot' } as const, seed: 1 },
    parameters: { stepSize, momentumWeight, localStepCount, roundCount },
    problem: { dimension: problem.target.vector.length, ...problem },
    startingPoint: problem.target.vector.map(() => zero),
  };
  return resolveProblemFile(toProblemFile(given), () => '', name);
}

/** Equally likely atoms. */
const alike = <Of extends object>(atoms: readonly Of[]) =>
  atoms.map((atom) => ({ probability: createRatio(1n, BigInt(atoms.length)), ...atom }));

/**
 * A target gradient is that of a batch, or of a client; h is the loss of the source rows, all of which g_h of a snapshot sees;
 * a local draw is one part of them.
 */
export function createRowCase(options: {
  readonly batches: readonly (readonly DataRow[])[];
  readonly sourceRows: readonly DataRow[];
  readonly localPartCount?: number;
  readonly run: ScenarioRun;
}): ResolvedProblem {
  const { batches, sourceRows, localPartCount = 1, run } = options;
  const targets = batches.map(leastSquares);
  const auxiliary = leastSquares(sourceRows);
  const parts = dealRows(sourceRows, localPartCount).map(leastSquares);
  return createCase(
    {
      target: meanFunction(targets),
      auxiliary,
      snapshotAtoms: alike(targets.map((target) => ({ target, auxiliary }))),
      localAtoms: alike(parts.map((part) => ({ auxiliary: part }))),
    },
    run,
  );
}

/** h(x) = E f(Mx) with random masks M = diag(m_i/p), each coordinate kept with probability p; a local draw is one mask. */
export function createCompressedModel(options: {
  readonly batches: readonly (readonly DataRow[])[];
  readonly keepProbability: string;
  readonly run: ScenarioRun;
}): ResolvedProblem {
  const targets = options.batches.map(leastSquares);
  const target = meanFunction(targets);
  const keep = parseExactNumber(options.keepProbability);
  const scaleDiagonal = (row: readonly Ratio[], i: number): readonly Ratio[] =>
    row.map((value, j) => (i === j ? divide(value, keep) : value));
  const auxiliary = { ...target, matrix: target.matrix.map(scaleDiagonal) };
  return createCase(
    {
      target,
      auxiliary,
      snapshotAtoms: alike(targets.map((one) => ({ target: one, auxiliary }))),
      localAtoms: maskAtoms(target, keep),
    },
    options.run,
  );
}

/** One atom a mask: M A M x − M b with probability p^kept (1 − p)^dropped. */
function maskAtoms({ matrix, vector }: RowFunction, keep: Ratio): readonly LocalAtom<Ratio>[] {
  const [drop, factor] = [subtract(one, keep), divide(one, keep)];
  return Array.from({ length: 2 ** vector.length }, (_, bits) => {
    const kept = vector.map((_value, i) => (bits & (1 << i)) !== 0);
    const mask = kept.map((isKept) => (isKept ? factor : zero));
    const through = (value: Ratio, ...at: readonly number[]): Ratio =>
      toRatio(at.reduce((product, i) => multiply(product, mask[i] ?? zero), value));
    return {
      probability: toRatio(kept.map((isKept) => (isKept ? keep : drop)).reduce(multiply)),
      auxiliary: {
        matrix: matrix.map((row, i) => row.map((value, j) => through(value, i, j))),
        vector: vector.map((value, i) => through(value, i)),
      },
    };
  });
}
