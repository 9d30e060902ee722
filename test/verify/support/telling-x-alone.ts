/** The reference as a program that tells x of each round and nothing else: no m, no local points, no state before the first round. */
import type { Implementation, Prepare, Task } from '../../../src/verify/adapters/implementation.js';
import {
  createReference,
  type ReferenceOptions,
} from '../../../src/verify/served-reference/create-reference.js';

/**
 * AuxMOM in bfloat16, from whole runs alone.
 *
 * @param change - what it computes with in place of its task.
 */
export function tellingXAlone(
  options: Omit<ReferenceOptions, 'arithmetic'>,
  change: (task: Task<number>) => Task<number> = (task) => task,
): Implementation<number> {
  const reference = createReference({
    ...options,
    arithmetic: 'bfloat16',
  }) as unknown as Implementation<number>;
  const prepare = reference.variants['aux-mom'] as Prepare<number>;
  const silent: Prepare<number> = (task) => {
    const run = prepare({ ...change(task), reportStep: () => undefined });
    const round = typeof run === 'function' ? run : run.round;
    let memory: readonly number[] | undefined;
    return async (input) => {
      const { x, m } = await round({ ...input, ...(memory === undefined ? {} : { m: memory }) });
      memory = m;
      return { x };
    };
  };
  return {
    ...reference,
    singleRounds: false,
    schedules: [],
    minibatches: [],
    variants: { 'aux-mom': silent },
  };
}
