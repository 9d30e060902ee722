/** A problem file of least squares on rows, for measurements of --engine expectation. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStream, drawInteger } from '../../src/problems/draws.js';

const [rowCount, roundCount, localStepCount] = [200, 10, 10];

/** Least squares on 200 rows in thousandths: one row a snapshot; h on the first 20 rows, all of them or one a local step. */
export function writeRows(folder: string, dimension: number, local: object): string {
  const stream = createStream(2206, dimension);
  const names = Array.from({ length: dimension }, (_, i) => `x${i}`);
  const rows = Array.from({ length: rowCount }, () =>
    [...names, 'y'].map(() => String(drawInteger(stream, -999, 999) / 1000)).join(','),
  );
  writeFileSync(join(folder, `${dimension}.csv`), [[...names, 'y'].join(','), ...rows, ''].join('\n'));
  const path = join(folder, `${dimension}.json`);
  writeFileSync(
    path,
    JSON.stringify({
      format: 'auxopt-problem/1',
      name: 'rows',
      leastSquares: {
        file: `${dimension}.csv`,
        features: names.map((column) => ({ column })),
        response: { column: 'y' },
        auxiliaryRows: { first: 20 },
        snapshot: { kind: 'minibatch', size: 1 },
        local,
      },
      variant: 'aux-mom',
      parameters: { stepSize: '0.05', momentumWeight: '0.25', localStepCount, roundCount },
      initialization: { kind: 'zero' },
      startingPoint: names.map(() => '1'),
      seed: 1,
    }),
  );
  return path;
}
