/** Programs that own their loop, in JavaScript: `theirs(gradient, x0, { steps: 100 })`, which comes back when all is done. */
import type { Vector } from '../../../spec/algebra/index.js';
import { ContractError } from '../../errors.js';
import type { ArithmeticName } from '../protocol/message-parts.js';
import type { Implementation, MethodTask } from './implementation.js';

/** A loop. */
export interface LoopDescription {
  readonly name: string;
  readonly version?: string;
  /** The name of the page. */
  readonly method: string;
  /** What it computes in; `binary64` where it is left out. */
  readonly arithmetic?: ArithmeticName;
  /** How many gradients a round has, all of new samples; 1 where it is left out. */
  readonly samples?: (parameters: Readonly<Record<string, unknown>>) => number;
  /**
   * Makes a run and gives the last x. It is called once a round, with the gradients of the rounds before as they were: so it must do the same
   * each time, and may not keep anything outside of itself.
   *
   * @param gradient - ∇f(at, ξ) with a new ξ; a round begins where the first of its gradients is asked, and its x is that point.
   */
  readonly loop: (
    task: MethodTask<number>,
    gradient: (at: ArrayLike<number>) => number[],
  ) => ArrayLike<number> | Promise<ArrayLike<number>>;
}

/** Ends a loop where a later round would begin. */
class Reached extends Error {
  readonly x: readonly number[];

  constructor(x: readonly number[]) {
    super('the last round of this call has ended');
    this.x = x;
  }
}

/**
 * The implementation of a method that a loop is, for `serveImplementation` and `verifyImplementation`.
 *
 * @example
 * ```ts
 * import { describeLoop, verifyImplementation, type LoopDescription } from 'auxopt/verify';
 *
 * const loop: LoopDescription['loop'] = ({ states, roundCount, parametersAt }, gradient) => {
 *   const x = [...(states['x'] ?? [])];
 *   for (let t = 1; t <= roundCount; t += 1)
 *     gradient(x).forEach((value, i) => (x[i] = (x[i] ?? 0) - Number(parametersAt(t)['η']) * value));
 *   return x;
 * };
 * const page = `method plain
 * given  η > 0
 * state  x
 *
 * sample ξ
 * x ← x − η ∇f(x, ξ)
 * `;
 * (await verifyImplementation(describeLoop({ name: 'mine', method: 'plain', loop }), { page })).verdict; // 'pass'
 * ```
 */
export function describeLoop({
  method,
  samples = () => 1,
  loop,
  ...described
}: LoopDescription): Implementation<number> {
  const prepare = (task: MethodTask<number>) => {
    const count = samples(task.parametersAt(1));
    const answers: Vector<number>[] = [];
    return async (round: number): Promise<Readonly<Record<string, Vector<number>>>> => {
      let asked = 0;
      const gradient = (at: ArrayLike<number>): number[] => {
        if (asked === round * count) throw new Reached(Array.from(at));
        const answer = (answers[asked] ??= task.drawSample().f(Array.from(at)));
        asked += 1;
        return [...answer];
      };
      const states = Object.entries(task.states).map(([name, state]) => [name, [...state]] as const);
      const end = (x: ArrayLike<number>) => ({ [states[0]?.[0] ?? '']: Array.from(x) });
      try {
        const x = await loop({ ...task, states: Object.fromEntries(states) }, gradient);
        if (asked === round * count) return end(x);
      } catch (error) {
        if (error instanceof Reached) return end(error.x);
        throw error;
      }
      throw new ContractError(
        `the loop ended after ${asked} gradients, and ${round} rounds have ${round * count}`,
      );
    };
  };
  return { ...described, variants: {}, methods: { [method]: prepare } };
}
