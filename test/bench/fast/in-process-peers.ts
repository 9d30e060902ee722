/** The peers of the fast rows that are JavaScript: the same recursion, each with the operations of its library. */
import { Matrix } from 'ml-matrix';
import { absent, inProcess, type Contender } from '../harness/contender.js';
import type { FastWorkload } from './workload.js';

/** AuxMOM over any kind of vector, as its equations stand. */
interface VectorOperations<V> {
  readonly from: (values: Float64Array) => V;
  readonly gradient: (which: 'target' | 'auxiliary') => (at: V) => V;
  /** x + factor·y. */
  readonly addScaled: (x: V, factor: number, y: V) => V;
  readonly read: (vector: V) => Float64Array;
}

function runAuxMom<V>(workload: FastWorkload, operations: VectorOperations<V>): () => Float64Array {
  const { from, addScaled, gradient, read } = operations;
  const { roundCount, localStepCount, stepSize, momentumWeight, startingPoint } = workload;
  const [targetAt, auxiliaryAt] = [gradient('target'), gradient('auxiliary')];
  const start = from(startingPoint);
  const none = from(new Float64Array(workload.dimension));
  return () => {
    let [x, m] = [start, none];
    for (let t = 0; t < roundCount; t += 1) {
      const difference = addScaled(targetAt(x), -1, auxiliaryAt(x));
      m = addScaled(addScaled(m, -momentumWeight, m), momentumWeight, difference);
      for (let k = 0; k < localStepCount; k += 1)
        x = addScaled(x, -stepSize, addScaled(auxiliaryAt(x), 1, m));
    }
    return read(x);
  };
}

type Prepare = (workload: FastWorkload) => () => Float64Array;

const plainLoops: Prepare = (workload) =>
  runAuxMom<Float64Array>(workload, {
    from: (values) => values,
    gradient: (which) => {
      const { matrix, vector } = workload[which];
      return (at) => {
        const d = at.length;
        const out = new Float64Array(d);
        for (let i = 0; i < d; i += 1) {
          let sum = 0;
          for (let j = 0; j < d; j += 1) sum += (matrix[i * d + j] as number) * (at[j] as number);
          out[i] = sum - (vector[i] as number);
        }
        return out;
      };
    },
    addScaled: (x, factor, y) => {
      const out = new Float64Array(x.length);
      for (let i = 0; i < x.length; i += 1) out[i] = (x[i] as number) + factor * (y[i] as number);
      return out;
    },
    read: (vector) => vector,
  });

const mlMatrix: Prepare = (workload) =>
  runAuxMom<Matrix>(workload, {
    from: (values) => Matrix.columnVector(values),
    gradient: (which) => {
      const { matrix, vector } = workload[which];
      const d = workload.dimension;
      const M = Matrix.from1DArray(d, d, matrix);
      const v = Matrix.columnVector(vector);
      return (at) => M.mmul(at).sub(v);
    },
    addScaled: (x, factor, y) => Matrix.add(x, Matrix.mul(y, factor)),
    read: (vector) => Float64Array.from(vector.to1DArray()),
  });

/** The greatest dimension at which a peer is asked at all, where there is one. */
const peers: readonly (readonly [name: string, prepare: Prepare, greatest?: number])[] = [
  ['Float64Array loops', plainLoops],
  ['ml-matrix', mlMatrix, 500],
];

/** The peers in this process. */
export function inProcessPeers(workload: FastWorkload): readonly Contender<Float64Array>[] {
  return peers.map(([name, prepare, greatest = Infinity]) =>
    workload.dimension > greatest
      ? absent(name, `it is not asked beyond d = ${greatest}, where one run takes seconds already`)
      : inProcess(name, false, () => {
          const run = prepare(workload);
          return { run, result: run };
        }),
  );
}
