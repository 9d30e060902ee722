/** A quadratic problem as a source of gradients, its draws seeded by oracle and index; answers come through promises. */
import { type AffineGradient, type QuadraticProblem, mapProblem } from '../../spec/model/index.js';
import type { GradientSource } from '../../src/advise/index.js';
import { nearestDouble, type Ratio } from '../../src/exact/index.js';
import { createStream, drawInteger } from '../../src/problems/draws.js';

/** How a source may break the rules, for negative controls. */
export interface SourceFaults {
  /** Target and auxiliary of one snapshot draw get independent atoms. */
  readonly isIndependent?: boolean;
}

/** The source. */
export function createQuadraticSource(
  ratios: QuadraticProblem<Ratio>,
  seed: number,
  { isIndependent = false }: SourceFaults = {},
): GradientSource {
  const problem = mapProblem(ratios, nearestDouble);
  return {
    dimension: problem.dimension,
    gradient: (of, point, draw) => {
      if (draw === undefined) return Promise.resolve(evaluate(problem[of], point));
      const label = draw.oracle === 'local' ? 1 : of === 'auxiliary' && isIndependent ? 2 : 0;
      const share = drawInteger(createStream(seed, label, draw.index), 0, 2 ** 40 - 1) / 2 ** 40;
      const sample =
        draw.oracle === 'local'
          ? pickAtom(problem.localAtoms, share)?.auxiliary
          : pickAtom(problem.snapshotAtoms, share)?.[of];
      return Promise.resolve(evaluate(sample ?? problem[of], point));
    },
  };
}

/** The atom at a share of the probability, in [0, 1). */
function pickAtom<Atom extends { readonly probability: number }>(
  atoms: readonly Atom[],
  share: number,
): Atom | undefined {
  let rest = share;
  return atoms.find(({ probability }) => (rest -= probability) < 0) ?? atoms.at(-1);
}

function evaluate({ matrix, vector }: AffineGradient<number>, point: readonly number[]): readonly number[] {
  return matrix.map((row, i) =>
    row.reduce((sum, value, j) => sum + value * (point[j] ?? 0), -(vector[i] ?? 0)),
  );
}
