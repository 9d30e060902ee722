/** The fast kernels of auxopt, through the public functions. */
import { Matrix } from 'ml-matrix';
import {
  createFastQuadraticOracle,
  runFast,
  type FastOracle,
  type FastQuadraticProblem,
  type FastRunRequest,
} from '../../../src/fast/index.js';
import { AbsentError, inProcess, type Contender } from '../harness/contender.js';
import type { FastWorkload, PlainAffine } from './workload.js';

/** A kernel of `createFastQuadraticOracle`. */
export interface FastKernel {
  readonly name: string;
  readonly kernel: string;
}

/** The kernels of this project; the first is the reference of the row. (ml-matrix is among the peers.) `auto` is what a caller gets who asks for none. */
export const fastKernels: readonly FastKernel[] = [
  { name: 'auxopt, plain', kernel: 'plain' },
  { name: 'auxopt', kernel: 'auto' },
  { name: 'auxopt, dense', kernel: 'wasm-dense' },
  { name: 'auxopt, half', kernel: 'wasm-half' },
];

type CreateOracle = (
  problem: FastQuadraticProblem,
  options: { readonly kernel: string },
) => FastOracle & { readonly kernel?: string };

/** An oracle says which kernel it got; a build that has the plain one alone says nothing. */
function createOracle(problem: FastQuadraticProblem, kernel: string): FastOracle {
  const oracle = (createFastQuadraticOracle as CreateOracle)(problem, { kernel });
  if (kernel.startsWith('wasm') && oracle.kernel !== 'wasm')
    throw new AbsentError('this build of auxopt has the plain kernel alone');
  return oracle;
}

/** The problem as the library takes it. */
function toLibraryProblem({ dimension, target, auxiliary }: FastWorkload): FastQuadraticProblem {
  const affine = ({ matrix, vector }: PlainAffine) => ({
    matrix: Matrix.from1DArray(dimension, dimension, matrix),
    vector,
    constant: 0,
  });
  const [f, h] = [affine(target), affine(auxiliary)];
  return {
    dimension,
    target: f,
    auxiliary: h,
    snapshotAtoms: [{ probability: 1, target: f, auxiliary: h }],
    localAtoms: [{ probability: 1, auxiliary: h }],
  };
}

/** A run without its oracle. */
function runRequest(workload: FastWorkload): Omit<FastRunRequest, 'oracle'> {
  const { roundCount, localStepCount, stepSize, momentumWeight, startingPoint } = workload;
  const local = new Array<number>(localStepCount).fill(0);
  return {
    parameters: { roundCount, localStepCount, stepSize, momentumWeight },
    initialization: { kind: 'zero' },
    startingPoint,
    tape: { initial: [], rounds: Array.from({ length: roundCount }, () => ({ snapshot: 0, local })) },
  };
}

/** A kernel on a workload. */
export function ourContender({ name, kernel }: FastKernel, workload: FastWorkload): Contender<Float64Array> {
  return inProcess(name, true, () => {
    const oracle = createOracle(toLibraryProblem(workload), kernel);
    const request = { oracle, ...runRequest(workload) };
    const run = (): Float64Array => runFast('aux-mom', request).iterate;
    return { run, result: run };
  });
}
