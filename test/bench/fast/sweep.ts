/** A sweep: one problem, many pairs of η and a. */
import * as fast from '../../../src/fast/index.js';
import { AbsentError, inProcess, type Contender } from '../harness/contender.js';
import { differenceBound, largestDifference } from './difference-bound.js';
import { runRequest, toLibraryProblem } from './ours.js';
import type { FastWorkload } from './workload.js';

/** Eight step sizes up to that of the workload by eight momentum weights in (0, ½]: for all of them ‖I − ηB‖∞ < 1. */
export function sweepOf(workload: FastWorkload): readonly FastWorkload[] {
  const eighths = Array.from({ length: 8 }, (_, i) => (i + 1) / 8);
  return eighths.flatMap((s) =>
    eighths.map((w) => ({ ...workload, stepSize: workload.stepSize * s, momentumWeight: w / 2 })),
  );
}

interface Sweep {
  readonly perturbation: number;
  readonly run: (
    variant: 'aux-mom',
    request: Omit<fast.FastRunRequest, 'oracle' | 'workspace'>,
  ) => fast.FastRunResult;
}

/** A build without sweeps has no such function. */
function prepare(workload: FastWorkload): Sweep {
  const { prepareSweep } = fast as { readonly prepareSweep?: (problem: fast.FastQuadraticProblem) => Sweep };
  if (prepareSweep === undefined) throw new AbsentError('this build of auxopt has no sweeps');
  return prepareSweep(toLibraryProblem(workload));
}

const join = (parts: readonly Float64Array[]): Float64Array =>
  Float64Array.from(parts.flatMap((part) => [...part]));

/** One run after the other. */
export function runByRun(workload: FastWorkload): Contender<Float64Array> {
  return inProcess('auxopt, run by run', true, () => {
    const oracle = fast.createFastQuadraticOracle(toLibraryProblem(workload));
    const requests = sweepOf(workload).map((each) => ({ oracle, ...runRequest(each) }));
    const run = (): Float64Array[] => requests.map((request) => fast.runFast('aux-mom', request).iterate);
    return { run, result: () => join(run()) };
  });
}

/** `prepareSweep`, whose preparation is part of what is timed, or is not. */
export function bySweep(name: string, workload: FastWorkload, isPrepared: boolean): Contender<Float64Array> {
  return inProcess(name, true, () => {
    const prepared = prepare(workload);
    const requests = sweepOf(workload).map(runRequest);
    const run = (): Float64Array[] => {
      const sweep = isPrepared ? prepared : prepare(workload);
      return requests.map((request) => sweep.run('aux-mom', request).iterate);
    };
    return { run, result: () => join(run()) };
  });
}

/** Every x^T within the bound of its pair; a sweep may compute with data that its perturbation has moved. */
export function sweepDisagreement(
  workload: FastWorkload,
): (reference: Float64Array, result: Float64Array) => string | undefined {
  const { perturbation } = 'prepareSweep' in fast ? prepare(workload) : { perturbation: 0 };
  const bounds = sweepOf(workload).map((each) => differenceBound(each, perturbation));
  const { dimension } = workload;
  return (reference, result) => {
    if (result.length !== reference.length) return `it gives ${result.length} numbers`;
    const wrong = bounds.findIndex((bound, i) => {
      const part = [i * dimension, (i + 1) * dimension] as const;
      return !(largestDifference(reference.subarray(...part), result.subarray(...part)) <= bound);
    });
    return wrong < 0 ? undefined : `run ${wrong} of the sweep differs by more than rounding explains`;
  };
}
