/** Small files that the tests change one thing at a time. */
import { readProblem, type ReadText, type ResolvedProblem } from '../../src/problems/index.js';

/** Plain JSON, loosely typed so that tests can break it. */
export type Json = Record<string, unknown>;

/** A valid explicit file in two dimensions with noise in both oracles. */
export const explicitFile: Json = {
  format: 'auxopt-problem/1',
  name: 'fixture',
  dimension: 2,
  target: { matrix: [['1', '0.5'], ['0.5', '2']], vector: ['1', '-1'] }, // prettier-ignore
  auxiliary: { matrix: [['2', '0'], ['0', '1']], vector: ['0', '1/4'], constant: '3' }, // prettier-ignore
  snapshotAtoms: [
    { probability: '0.5', target: { vector: ['1.5', '-1'] }, auxiliary: { vector: ['0.1', '0.25'] } },
    { probability: '0.5', target: { vector: ['0.5', '-1'] }, auxiliary: { vector: ['-0.1', '0.25'] } },
  ],
  localAtoms: [{ probability: '1' }],
  variant: 'aux-mom',
  parameters: { stepSize: '0.1', momentumWeight: '0.5', localStepCount: 2, roundCount: 3 },
  initialization: { kind: 'zero' },
  startingPoint: ['1', '1'],
  seed: 7,
};

/** A table with exact decimals. */
const tableText = 'a,b,y,label\n1,0.5,1,p\n2,-0.5,0.25,q\n0,1.5,-1,p\n-1,2,0.5,q\n';

/** A valid least-squares file on {@link tableText}. */
export const leastSquaresFile: Json = {
  format: 'auxopt-problem/1',
  name: 'fixture on a table',
  leastSquares: {
    file: 'table.csv',
    features: [{ column: 'a', offset: '0.5', scale: '2' }, { column: 'b' }],
    response: { column: 'y', offset: '0.25' },
    intercept: true,
    ridge: '0.1',
    auxiliaryRows: { every: 2 },
    snapshot: { kind: 'minibatch', size: 1 },
    local: { kind: 'minibatch', size: 1 },
  },
  variant: 'aux-mvr',
  parameters: { stepSize: '0.1', momentumWeight: '0.5', localStepCount: 2, roundCount: 3 },
  initialization: { kind: 'first-snapshot' },
  startingPoint: ['0', '0', '0'],
  seed: 7,
};

/** Knows {@link tableText} as `table.csv` and nothing else. */
export const readFixture: ReadText = (path) => {
  if (path === 'table.csv') return tableText;
  throw new Error(`no such file: ${path}`);
};

/** A deep copy with the value at `path` replaced, or removed where `value` is undefined. */
export function edited(file: Json, path: readonly (string | number)[], value: unknown): Json {
  const copy = structuredClone(file);
  const last = path.at(-1) ?? '';
  let parent = copy;
  for (const key of path.slice(0, -1)) parent = parent[key] as Json;
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return copy;
}

/** The problem of a file. */
export const resolved = (file: Json): ResolvedProblem =>
  readProblem(JSON.stringify(file), 'a.json', readFixture);
