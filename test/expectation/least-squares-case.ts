/** Random least squares: rows, a cached batch, how the oracles sample them. */
import fc from 'fast-check';
import { algorithms, variantNames } from '../../spec/algorithms/index.js';
import { readProblem, type ResolvedProblem } from '../../src/problems/index.js';

/** A resolved problem of at most `maximumDimension` coordinates, in tenths. */
export function arbitraryLeastSquares(maximumDimension: number, localSteps: number): fc.Arbitrary<ResolvedProblem> {
  return fc
    .record({
      variant: fc.constantFrom(...variantNames),
      dimension: fc.integer({ min: 2, max: maximumDimension }),
      rowCount: fc.integer({ min: 2, max: 3 }),
      ridge: fc.constantFrom('0', '0.5'),
      sharedRows: fc.boolean(),
      size: fc.constantFrom(1, 1, 2),
      isLocalFull: fc.boolean(),
      kind: fc.constantFrom('zero', 'exact', 'first-snapshot', 'batch', 'given'),
      cells: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 3 * (maximumDimension + 1), maxLength: 3 * (maximumDimension + 1) }),
    })
    .map(({ variant, dimension, rowCount, ridge, sharedRows, size, isLocalFull, kind, cells }) => {
      const names = Array.from({ length: dimension }, (_, i) => `x${i}`);
      const rows = Array.from({ length: rowCount }, (_, r) =>
        Array.from({ length: dimension + 1 }, (_unused, c) => String((cells[r * (dimension + 1) + c] ?? 0) / 10)).join(','),
      );
      const estimates = algorithms[variant].estimates !== 'nothing';
      const file = {
        format: 'auxopt-problem/1',
        name: 'rows',
        leastSquares: {
          file: 'rows.csv', features: names.map((column) => ({ column })), response: { column: 'y' }, ridge,
          auxiliaryRows: [1, 2], snapshot: { kind: 'minibatch', size, sharedRows },
          local: isLocalFull ? { kind: 'full' } : { kind: 'minibatch', size: 1 },
        },
        variant,
        parameters: { stepSize: '0.2', momentumWeight: '0.3', localStepCount: variant === 'sgd' ? 1 : localSteps, roundCount: 2 },
        initialization: !estimates ? { kind: 'none' }
          : kind === 'batch' ? { kind, size: 2 }
          : kind === 'given' ? { kind, correction: names.map(() => '0.7') } : { kind },
        startingPoint: names.map((_, i) => String(i - 1)),
        seed: 1,
      };
      return readProblem(JSON.stringify(file), 'rows.json', () => [[...names, 'y'].join(','), ...rows].join('\n'));
    });
} // prettier-ignore
