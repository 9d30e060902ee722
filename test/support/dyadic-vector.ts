/** A case in which doubles never round, so that a correct implementation gives the exact numbers. */
import type { HandVector } from './hand-vectors.js';

/** A two-dimensional case in eighths, so that every operation of a short run is exact in doubles. */
export function dyadicVector(
  variant: 'aux-mom' | 'aux-mvr',
  overrides: Partial<HandVector> = {},
): HandVector {
  const affine = (matrix: string[][], vector: string[]) => ({ matrix, vector });
  return {
    format: 'auxopt-hand-vector/1',
    id: `dyadic-${variant}`,
    variant,
    catches: 'wrong weights, samples and points',
    problem: {
      dimension: 2,
      target: affine([['2', '0.5'], ['0.5', '1']], ['1', '-0.25']), // prettier-ignore
      auxiliary: affine([['1.5', '0'], ['0', '1.25']], ['-0.5', '1']), // prettier-ignore
      snapshotAtoms: [
        {
          probability: '0.5',
          target: affine([['2.5', '0.5'], ['0.5', '1']], ['2', '0']), // prettier-ignore
          auxiliary: affine([['1.25', '0'], ['0', '1.5']], ['-1', '1']), // prettier-ignore
        },
        {
          probability: '0.5',
          target: affine([['1.5', '0.5'], ['0.5', '1']], ['0', '-0.5']), // prettier-ignore
          auxiliary: affine([['1.75', '0'], ['0', '1']], ['0', '1']), // prettier-ignore
        },
      ],
      localAtoms: [
        { probability: '0.5', auxiliary: affine([['1.25', '0'], ['0', '1']], ['0', '2']) }, // prettier-ignore
        { probability: '0.5', auxiliary: affine([['1.75', '0'], ['0', '1.5']], ['-1', '0']) }, // prettier-ignore
      ],
    },
    parameters: { stepSize: '0.25', momentumWeight: '0.25', localStepCount: 2, roundCount: 3 },
    initialization: { kind: 'given', correction: ['0.5', '-0.75'] },
    startingPoint: ['1', '-0.5'],
    tape: {
      initial: [],
      rounds: [
        { snapshot: 0, local: [1, 0] },
        { snapshot: 1, local: [0, 1] },
        { snapshot: 0, local: [1, 1] },
      ],
    },
    trace: { start: { iterate: [], gradients: [] }, rounds: [] },
    ...overrides,
  };
}
