/** Which arithmetic the second moments of a run are computed in. */
import { InputError } from '../errors.js';
import { createBigIntMoments } from './bigint-moments.js';
import { createLimbMoments } from './limbs/limb-moments.js';
import { createJavaScriptKernel } from './limbs/limb-kernel.js';
import type { MomentArithmetic, MomentProblem, SecondMoments } from './second-moments.js';
import { openWasmKernel } from './wasm/wasm-kernel.js';

/**
 * What second moments are computed in; all are exact.
 *
 * - `fastest`: the first of the others, last to first, that the platform and the numbers allow; for runs of fewer than 40
 *   steps `bigint`, because tables take longer to write than such a run takes.
 * - `bigint`: whole numbers of any length. Simple and slow; the others are held against it.
 * - `limbs`: whole numbers as limbs in doubles, under a bound that keeps every sum exact.
 * - `wasm-limbs`: the same in WebAssembly with 128-bit vectors.
 */
export type Arithmetic = 'fastest' | MomentArithmetic;

/** From so many steps on limbs are faster, tables included: both the tables and a step grow with the rows of the maps. */
const leastSteps = 40;

/**
 * The second moments of a run in the arithmetic that is asked for.
 *
 * @param openWasm - the kernel in WebAssembly, undefined where there is none.
 * @throws InputError where `limbs` or `wasm-limbs` is asked for by name, and the bound does not hold for these numbers or the
 *   platform has no WebAssembly.
 */
export function createMoments(
  problem: MomentProblem,
  arithmetic: Arithmetic,
  openWasm: typeof openWasmKernel = openWasmKernel,
): SecondMoments {
  const { first, snapshot, local } = problem.stepCounts;
  const isShort = first + snapshot + local < leastSteps;
  if (arithmetic === 'bigint' || (arithmetic === 'fastest' && isShort)) return createBigIntMoments(problem);
  const open =
    arithmetic === 'limbs'
      ? createJavaScriptKernel
      : (byteCount: number) =>
          openWasm(byteCount) ?? (arithmetic === 'fastest' ? createJavaScriptKernel(byteCount) : undefined);
  const moments = createLimbMoments(problem, open);
  if (moments !== undefined) return moments;
  if (arithmetic === 'fastest') return createBigIntMoments(problem);
  throw new InputError({
    problem: `these second moments cannot be computed in ${arithmetic}`,
    where: 'options.arithmetic',
    expected:
      'coefficients for which every sum of limbs stays within 2^53, and a platform that has the kernel',
    fix: 'Leave arithmetic out, or say "bigint".',
  });
}
