/** Equation ORACLE.1: a recorded gradient has the value that its oracle gives for that question. */
import type { GradientRecord, Oracle } from '../model/index.js';
import type { Comparison, Equation } from './equation.js';

const statement = 'every gradient has the value its oracle gives at that point with that atom';
const latex = 'g_f(x, \\xi_j) = A_j x - b_j,\\quad g_h(x, \\xi_j) = B_j x - c_j';

/** One comparison a recorded gradient; none where the values cannot be recomputed. */
function compareValues<S>(
  oracle: Oracle<S> | undefined,
  gradients: Readonly<Partial<Record<string, GradientRecord<S>>>>,
  step?: number,
): readonly Comparison<S>[] {
  if (oracle === undefined) return [];
  return Object.entries(gradients).flatMap(([role, record]) => {
    if (record === undefined) return [];
    const at = step === undefined ? {} : { step };
    return [
      { ...at, quantity: `the value of ${role}`, actual: record.value, expected: oracle.gradient(record) },
    ];
  });
}

/** ORACLE.1 for the gradients of a round and of its local steps. */
export const gradientValueEquation: Equation = {
  id: 'ORACLE.1',
  statement,
  latex,
  compare: (_field, { oracle, round }) => [
    ...compareValues(oracle, round.gradients),
    ...round.steps.flatMap((step, index) => compareValues(oracle, step.gradients, index + 1)),
  ],
};

/** ORACLE.1 for the gradients of the initialisation. */
export const startGradientValueEquation: Equation<'start'> = {
  id: 'ORACLE.1',
  statement,
  latex,
  compare: (_field, { oracle, start }) =>
    start.gradients.flatMap((gradients) => compareValues(oracle, gradients)),
};
