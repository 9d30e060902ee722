/** Z3 as a solver with a time limit that holds even where Z3 itself overruns it. */
import { init } from 'z3-solver';
import type { Ask } from './opinion.js';

/** How long Z3 may overrun its own limit before it is given up. */
const grace = 5000;

/** A solver; after an overrun it answers every further question with `unknown`, because Z3 cannot be interrupted. */
export async function createAsk(): Promise<Ask> {
  const { Context } = await init();
  const { Solver } = Context('main');
  let isStuck = false;
  return async (question, milliseconds) => {
    if (isStuck) return 'unknown';
    const solver = new Solver();
    solver.set('timeout', milliseconds);
    solver.fromString(question);
    let timer: NodeJS.Timeout | undefined;
    const overrun = new Promise<'overrun'>((resolve) => {
      timer = setTimeout(() => {
        resolve('overrun');
      }, milliseconds + grace);
    });
    const answer = await Promise.race([solver.check(), overrun]);
    clearTimeout(timer);
    if (answer !== 'overrun') return answer;
    isStuck = true;
    return 'unknown';
  };
}
