/** The equations that algorithms share: gradient values, mᵗ and d^{t,k} from their right-hand sides, the move, the round's end. */
import { createVectorSpace, fromInteger, type Field, type Vector } from '../algebra/index.js';
import { valueAt, type GradientRecord, type Oracle } from '../model/index.js';
import type { Comparison, CorrectionRule, DirectionRule, Equation, RoundContext } from './equation.js';
import { localPoint } from './gradient-roles.js';

const oracleHeading = {
  id: 'ORACLE.1',
  statement: 'every gradient has the value its oracle gives at that point with that atom',
  latex: 'g_f(x, \\xi_j) = A_j x - b_j,\\quad g_h(x, \\xi_j) = B_j x - c_j',
};

/** One comparison a recorded gradient; none where the values cannot be recomputed. */
function compareValues<S>(
  field: Field<S>,
  oracle: Oracle<S> | undefined,
  gradients: Readonly<Partial<Record<string, GradientRecord<S>>>>,
  step?: number,
): readonly Comparison<S>[] {
  if (oracle === undefined) return [];
  return Object.entries(gradients).flatMap(([role, record]) => {
    if (record === undefined) return [];
    const at = step === undefined ? {} : { step };
    if (oracle.canAnswer?.(record) === false) {
      const quantity = `the existence of ${role} with atom ${record.atom}`;
      return [{ ...at, quantity, actual: [field.zero], expected: [field.one] }];
    }
    return [
      { ...at, quantity: `the value of ${role}`, actual: record.value, expected: oracle.gradient(record) },
    ];
  });
}

/** ORACLE.1 for the gradients of a round and of its local steps. */
export const gradientValueEquation: Equation = {
  ...oracleHeading,
  compare: (field, { oracle, round }) => [
    ...compareValues(field, oracle, round.gradients),
    ...round.steps.flatMap((step, index) => compareValues(field, oracle, step.gradients, index + 1)),
  ],
};

/** ORACLE.1 for the gradients of the initialisation. */
export const startGradientValueEquation: Equation<'start'> = {
  ...oracleHeading,
  compare: (field, { oracle, start }) =>
    start.gradients.flatMap((gradients) => compareValues(field, oracle, gradients)),
};

/** Whether this round's estimate is its own snapshot gradient, as `first-snapshot` prescribes for round 1. */
export function isFirstSnapshotRound<S>(context: RoundContext<S>): boolean {
  return context.roundNumber === 1 && context.initialization.kind === 'first-snapshot';
}

/**
 * (1−a) m^{t−1} + a g: the exponential moving average of the samples g. In a `first-snapshot` round 1 it is g itself.
 *
 * It is written g + (1−a)(m^{t−1} − g), whose terms are the largest of all usual groupings: over a field that carries
 * rounding errors, what bounds this one bounds the others too.
 * Undefined where m^{t−1} is needed and absent.
 */
export function movingAverage<S>(
  field: Field<S>,
  context: RoundContext<S>,
  sample: Vector<S>,
): Vector<S> | undefined {
  if (isFirstSnapshotRound(context)) return sample;
  const previous = context.previousCorrection;
  if (previous === undefined) return undefined;
  const { add, subtract, scale } = createVectorSpace(field);
  const rest = field.subtract(field.one, context.parameters.momentumWeight);
  return add(sample, scale(rest, subtract(previous, sample)));
}

/** What an equation is called and says. */
type Heading = Pick<Equation, 'id' | 'statement' | 'latex'>;

/** The equation that mᵗ is what `rule` says. */
export function correctionEquation(heading: Heading, rule: CorrectionRule): Equation {
  return {
    ...heading,
    compare: (field, context) => {
      const actual = context.round.correction;
      const expected = rule(field, context);
      // A missing side is a disagreement, never silence.
      return actual === undefined || expected === undefined
        ? [{ quantity: 'the presence of m', actual: [field.zero], expected: [field.one] }]
        : [{ quantity: 'm', actual, expected }];
    },
  };
}

/** The equation that every d^{t,k} is what `rule` says. */
export function directionEquation(heading: Heading, rule: DirectionRule): Equation {
  return {
    ...heading,
    compare: (field, context) =>
      context.round.steps.map(({ direction: actual }, index) => {
        const step = index + 1;
        const expected = rule(field, context, step);
        return actual === undefined || expected === undefined
          ? { quantity: 'the presence of d', step, actual: [field.zero], expected: [field.one] }
          : { quantity: 'd', step, actual, expected };
      }),
  };
}

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
        const move = scale(valueAt(context.parameters.stepSize, step), direction);
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
