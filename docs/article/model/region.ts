/** Where AuxMOM is provably worth it, without noise: SEP-DET. */
import { isProvablyBetter, deterministicGuarantee, sgdFloors } from '../../../spec/theorems/separation.js';
import { createRationalField } from '../../../src/exact/index.js';
import { exact } from '../../playground/model/exact.js';

const field = createRationalField();

/** 1/(1/K + (5/7)δ/L): the factor that SEP-DET guarantees, for a δ in units of L. */
export function guaranteedFactor(delta: number, K: number): number {
  return 1 / (1 / K + (5 / 7) * delta);
}

/** Whether SEP-DET, evaluated exactly, guarantees at least the factor c; δ in units of L. */
export function isGuaranteed(delta: string, K: number, c: string): boolean {
  const input = {
    smoothness: field.one,
    hessianSimilarity: exact(delta),
    suboptimality: field.one,
    targetVariance: field.zero,
    snapshotVariance: field.zero,
    localVariance: field.zero,
    startError: field.zero,
    localStepCount: exact(String(K)),
    roundCount: field.one,
  };
  return isProvablyBetter(field, deterministicGuarantee(field, input), exact(c), sgdFloors(field, input));
}
