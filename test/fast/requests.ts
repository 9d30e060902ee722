/** A small valid request for the tests to spoil, and the bridge from random runs. */
import {
  createFastQuadraticOracle,
  toFastProblem,
  type FastKernelChoice,
  type FastRunRequest,
} from '../../src/fast/index.js';
import type { RandomRun } from './arbitraries.js';

/** The kernels that have the same bits, each by itself. */
export const kernels = ['plain', 'wasm-dense', 'wasm-half'] as const satisfies readonly FastKernelChoice[];

/** Every kernel. */
export const allKernels = [...kernels, 'ml-matrix'] as const satisfies readonly FastKernelChoice[];

export const toRequest = (run: RandomRun, kernel: FastKernelChoice = 'auto'): FastRunRequest => ({
  oracle: createFastQuadraticOracle(toFastProblem(run.problem), { kernel }),
  parameters: run.parameters,
  initialization: run.initialization,
  startingPoint: run.startingPoint,
  tape: run.tape,
});

const target = {
  matrix: [
    [2, 1],
    [1, 3],
  ],
  vector: [1, 0],
  constant: 0,
};

const auxiliary = {
  matrix: [
    [1, 0],
    [0, 4],
  ],
  vector: [0, 1],
  constant: 0,
};

export const smallRun: RandomRun = {
  variant: 'aux-mom',
  problem: {
    dimension: 2,
    target,
    auxiliary,
    snapshotAtoms: [{ probability: 1, target, auxiliary }],
    localAtoms: [{ probability: 1, auxiliary }],
  },
  parameters: { stepSize: 0.125, momentumWeight: 0.5, localStepCount: 2, roundCount: 2 },
  initialization: { kind: 'zero' },
  startingPoint: [1, -1],
  tape: {
    initial: [],
    rounds: [
      { snapshot: 0, local: [0, 0] },
      { snapshot: 0, local: [0, 0] },
    ],
  },
};

export const smallRequest: FastRunRequest = toRequest(smallRun);
