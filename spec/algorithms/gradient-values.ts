/** Equation ORACLE.1: a recorded gradient has the value that its oracle gives for that question. */
import type { Field } from '../algebra/index.js';
import type { GradientRecord, Oracle } from '../model/index.js';
import type { Comparison, Equation } from './equation.js';

const statement = 'every gradient has the value its oracle gives at that point with that atom';
const latex = 'g_f(x, \\xi_j) = A_j x - b_j,\\quad g_h(x, \\xi_j) = B_j x - c_j';

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
  id: 'ORACLE.1',
  statement,
  latex,
  compare: (field, { oracle, round }) => [
    ...compareValues(field, oracle, round.gradients),
    ...round.steps.flatMap((step, index) => compareValues(field, oracle, step.gradients, index + 1)),
  ],
};

/** ORACLE.1 for the gradients of the initialisation. */
export const startGradientValueEquation: Equation<'start'> = {
  id: 'ORACLE.1',
  statement,
  latex,
  compare: (field, { oracle, start }) =>
    start.gradients.flatMap((gradients) => compareValues(field, oracle, gradients)),
};
