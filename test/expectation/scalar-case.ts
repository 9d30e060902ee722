/** A case in one dimension that hands can compute. */
import { parseExactNumber as number } from '../../src/exact/index.js';
import type { ResolvedProblem } from '../../src/problems/index.js';

/** matrix·x − vector. */
export const affine = (matrix: string, vector: string) => ({
  matrix: [[number(matrix)]],
  vector: [number(vector)],
});
export const [half, certain, constant] = [number('1/2'), number('1'), number('0')];

/** f = x², h = x²/2; g_f = 2x ∓ 1, g_h = x ± 1 of the same snapshot draw, and g_h = x of a local one. */
export const signs: ResolvedProblem = {
  ...{ name: 'signs', seed: 1, variant: 'aux-mom' },
  problem: {
    dimension: 1,
    target: { ...affine('2', '0'), constant },
    auxiliary: { ...affine('1', '0'), constant },
    snapshotAtoms: [
      { probability: half, target: affine('2', '1'), auxiliary: affine('1', '-1') },
      { probability: half, target: affine('2', '-1'), auxiliary: affine('1', '1') },
    ],
    localAtoms: [{ probability: certain, auxiliary: affine('1', '0') }],
  },
  parameters: { stepSize: number('1/4'), momentumWeight: half, localStepCount: 2, roundCount: 1 },
  initialization: { kind: 'zero' },
  startingPoint: [number('1')],
};
