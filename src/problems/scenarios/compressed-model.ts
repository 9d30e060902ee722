/** A compressed model: local steps see the target through random masks (dropout). */
import { InputError } from '../../errors.js';
import { parseExactNumber, ratioField, type Ratio } from '../../exact/index.js';
import type { LocalAtom } from '../../../spec/model/index.js';
import type { DataRow } from '../least-squares-data.js';
import type { ResolvedProblem } from '../problem-case.js';
import {
  assertEqualSizes,
  createScenarioCase,
  leastSquares,
  meanFunction,
  snapshotAtomsOf,
  type RowFunction,
  type ScenarioRun,
} from './scenario-parts.js';

/** A model, and how much of it a compressed one keeps. */
export interface CompressedModelOptions extends ScenarioRun {
  /** Minibatches of rows, all of one size; a target gradient is the gradient of one, all equally likely. */
  readonly batches: readonly (readonly DataRow[])[];
  /** p ∈ (0, 1): each mask keeps a coordinate with this probability, independently; an exact number as text. */
  readonly keepProbability: string;
}

/** 2ᵈ masks are atoms: more than this would make every exact expectation slow. */
const largestDimension = 10;

/**
 * Least squares with a dropout model as the auxiliary.
 *
 * $$ h(x) = \mathbb{E}\, f(M x), \qquad M = \operatorname{diag}(m_i / p), \quad \Pr(m_i = 1) = p, \ \Pr(m_i = 0) = 1 - p $$
 *
 * so B has the entries of A beside the diagonal and A_ii/p on it: δ = (1/p − 1)·max A_ii. A local draw is one mask, with the
 * gradient M A M x − M b: noise that grows with x and does not vanish at the minimiser. It does not average out by itself, so
 * p near 1 is needed for gain although δ is small long before.
 *
 * @returns a checked case; every number exact. `describeProblem` certifies L, δ and the variances.
 * @throws InputError for p outside (0, 1), more than 10 coordinates, batches of different sizes, and parameters outside their
 *   domains.
 * @example
 * ```ts
 * import { createCompressedModel, dealRows, readTableRows } from 'auxopt/problems';
 *
 * const table = 'u,r\n1,1\n2,3\n3,2\n2,2\n';
 * const rows = readTableRows({ table, features: [{ column: 'u' }], response: { column: 'r' } });
 * const { problem } = createCompressedModel({ batches: dealRows(rows, 2), keepProbability: '4/5' });
 * problem.localAtoms.length; // 4
 * ```
 */
export function createCompressedModel(options: CompressedModelOptions): ResolvedProblem {
  const { batches } = options;
  assertEqualSizes(batches, 'batches');
  const targets = batches.map(leastSquares);
  const target = meanFunction(targets);
  const keep = readProbability(options.keepProbability);
  if (target.vector.length > largestDimension) {
    throw new InputError({
      problem: `${target.vector.length} coordinates have 2^${target.vector.length} masks`,
      where: 'the rows',
      expected: `at most ${largestDimension} coordinates`,
      fix: 'Use fewer features.',
    });
  }
  const localAtoms = maskAtoms(target, keep);
  const scaled: RowFunction = {
    ...target,
    matrix: target.matrix.map((row, i) =>
      row.map((value, j) => (i === j ? ratioField.divide(value, keep) : value)),
    ),
  };
  return createScenarioCase(
    {
      dimension: target.vector.length,
      target,
      auxiliary: scaled,
      snapshotAtoms: snapshotAtomsOf(targets, () => scaled),
      localAtoms,
    },
    options,
  );
}

/** One atom a mask: M A M x − M b with probability p^kept (1 − p)^dropped. */
function maskAtoms({ matrix, vector }: RowFunction, keep: Ratio): readonly LocalAtom<Ratio>[] {
  const { multiply, subtract, divide, toRatio, zero, one } = ratioField;
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

function readProbability(text: string): Ratio {
  const value = parseExactNumber(text);
  if (value.numerator > 0n && value.numerator < value.denominator) return value;
  throw new InputError({
    problem: `the probability ${text} is outside its domain`,
    where: 'keepProbability',
    expected: '0 < p < 1',
    fix: 'Choose a probability in this domain, such as 0.9.',
  });
}
