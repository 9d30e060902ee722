/** The equations that every algorithm shares: the move of a local step, and the end of a round. */
import { createVectorSpace, fromInteger } from '../algebra/index.js';
import type { Equation, RoundContext } from './equation.js';
import { localPoint } from './gradient-roles.js';

/** Equation of the move: y^{t,k} = y^{t,k−1} − η d^{t,k}. */
export function moveEquation(id: string): Equation {
  return {
    id,
    statement: 'each local step moves against its direction by the step size; step 1 starts at the snapshot',
    latex: 'y^{t,k} = y^{t,k-1} - \\eta\\, d^{t,k},\\qquad y^{t,0} = x^{t-1}',
    compare: (field, context) => {
      const { subtract, scale } = createVectorSpace(field);
      return context.round.steps.flatMap(({ point, direction }, index) => {
        if (direction === undefined) return []; // its absence breaks the equation of the direction
        const step = index + 1;
        const move = scale(context.parameters.stepSize, direction);
        return [{ quantity: 'y', step, actual: point, expected: subtract(localPoint(context, step), move) }];
      });
    },
  };
}

/** Equation of the round's end: xᵗ = y^{t,K} after exactly K steps. */
export function roundEndEquation(id: string): Equation {
  return {
    id,
    statement: 'after exactly K local steps the last local point is the new iterate',
    latex: 'x^t = y^{t,K}',
    compare: (field, context) => {
      const { steps, iterate } = context.round;
      return [
        {
          quantity: 'the number of local steps',
          actual: [fromInteger(field, steps.length)],
          expected: [fromInteger(field, context.parameters.localStepCount)],
        },
        { quantity: 'x', actual: iterate, expected: steps.at(-1)?.point ?? [] },
      ];
    },
  };
}

/** Whether this round's estimate is its own snapshot gradient, as `first-snapshot` prescribes for round 1. */
export function isFirstSnapshotRound<S>(context: RoundContext<S>): boolean {
  return context.roundNumber === 1 && context.initialization.kind === 'first-snapshot';
}
