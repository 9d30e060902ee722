/** The gradients that algorithms take: the question each role asks, and the equations that hold it to it. */
import { fromInteger, isZero, type Field, type Vector } from '../algebra/index.js';
import type { GradientQuery, GradientRecord, RoundRoleName, StepRoleName } from '../model/index.js';
import type { Comparison, Equation, GradientRole, RoundContext } from './equation.js';

/** A gradient that a round takes before its local steps. */
export type RoundRole = GradientRole<RoundRoleName>;
/** A gradient that a local step takes. */
export type StepRole = GradientRole<StepRoleName>;

/** The target gradient at the snapshot, with the round's atom. */
export const targetAtSnapshot: GradientRole<'targetAtSnapshot'> = {
  name: 'targetAtSnapshot',
  function: 'f',
  draw: 'snapshot',
  point: 'snapshot',
  latex: 'g_f(x^{t-1}, \\xi^t)',
};
/** The auxiliary gradient at the snapshot, with the same atom. */
export const auxiliaryAtSnapshot: RoundRole = {
  name: 'auxiliaryAtSnapshot',
  function: 'h',
  draw: 'snapshot',
  point: 'snapshot',
  latex: 'g_h(x^{t-1}, \\xi^t)',
};
/** The target gradient at the snapshot before, with the atom of this round. */
export const targetAtPrevious: RoundRole = {
  name: 'targetAtPrevious',
  function: 'f',
  draw: 'snapshot',
  point: 'previous-snapshot',
  latex: 'g_f(x^{t-2}, \\xi^t)',
};
/** The auxiliary gradient at the snapshot before, with the atom of this round. */
export const auxiliaryAtPrevious: RoundRole = {
  name: 'auxiliaryAtPrevious',
  function: 'h',
  draw: 'snapshot',
  point: 'previous-snapshot',
  latex: 'g_h(x^{t-2}, \\xi^t)',
};
/** The auxiliary gradient at the point that a local step starts from, with an atom of its own. */
export const auxiliaryAtPoint: StepRole = {
  name: 'auxiliaryAtPoint',
  function: 'h',
  draw: 'local',
  point: 'local-point',
  latex: 'g_h(y^{t,k-1}, \\zeta^{t,k})',
};
/** The control variate of the -target variants: the same ζ as the gradient at the local point. */
export const localAuxiliaryAtSnapshot: StepRole = {
  name: 'auxiliaryAtSnapshot',
  function: 'h',
  draw: 'local',
  point: 'snapshot',
  latex: 'g_h(x^{t-1}, \\zeta^{t,k})',
};

/** y^{t,k−1}: the point that local step k starts from; x^{t−1} for k = 1. */
export function localPoint<S>(context: RoundContext<S>, step: number): Vector<S> {
  return step === 1 ? context.snapshot : (context.round.steps[step - 2]?.point ?? []);
}

/** The question that `role` asks in this round (and local step, for step roles). */
export function queryForRole<S>(
  context: RoundContext<S>,
  role: GradientRole<string>,
  step: number,
): GradientQuery<S> {
  const points = {
    snapshot: context.snapshot,
    'previous-snapshot': context.previousSnapshot,
    'local-point': localPoint(context, step),
  };
  const atom = role.draw === 'local' ? (context.draws.local[step - 1] ?? -1) : context.draws.snapshot;
  return { function: role.function, draw: role.draw, atom, at: points[role.point] };
}

/**
 * Whether a gradient at x^{t−2} cannot change a state, so that leaving it out is right: in round 1 (x⁻¹ = x⁰ makes
 * the bracket vanish) and at a = 1 (its factor 1 − a is 0).
 */
export function isPreviousUnused<S>(
  field: Field<S>,
  { roundNumber, parameters }: Pick<RoundContext<S>, 'roundNumber' | 'parameters'>,
): boolean {
  const weight = field.subtract(field.one, parameters.momentumWeight);
  return roundNumber === 1 || isZero(field, weight);
}

/** Point, function, draw and atom of one gradient, each against what its role prescribes. */
export function compareQuery<S>(
  field: Field<S>,
  record: GradientRecord<S>,
  expected: GradientQuery<S>,
  name: string,
  step?: number,
): readonly Comparison<S>[] {
  const asVector = (holds: boolean): Vector<S> => [holds ? field.zero : field.one];
  const at = step === undefined ? {} : { step };
  const sameOracle = record.function === expected.function && record.draw === expected.draw;
  return [
    {
      ...at,
      quantity: `the function and draw of ${name}`,
      actual: asVector(sameOracle),
      expected: [field.zero],
    },
    {
      ...at,
      quantity: `the atom of ${name}`,
      actual: [fromInteger(field, record.atom)],
      expected: [fromInteger(field, expected.atom)],
    },
    { ...at, quantity: `the point of ${name}`, actual: record.at, expected: expected.at },
  ];
}

/** Equation: every gradient of the round was taken at the right point, with the atom ξᵗ of this round. */
export function roundGradientEquation(id: string, roles: readonly RoundRole[]): Equation {
  return {
    id,
    statement: `each round takes ${listOf(roles)}, all with the one atom drawn for this round`,
    latex: roles.map((role) => role.latex).join(',\\quad '),
    compare: (field, context) =>
      roles.flatMap((role) => {
        const record = context.round.gradients[role.name];
        const query = queryForRole(context, role, 1);
        if (record !== undefined) return compareQuery(field, record, query, role.latex);
        const optional = role.point === 'previous-snapshot' && isPreviousUnused(field, context);
        return optional ? [] : [missing(field, role.latex)];
      }),
  };
}

/** Equation: every gradient of every local step was taken at the right point, with the right atom. */
export function stepGradientEquation(
  id: string,
  statement: string,
  roles: (step: number) => readonly StepRole[],
): Equation {
  const shown = new Set([...roles(1), ...roles(2)].map((role) => role.latex));
  return {
    id,
    statement,
    latex: [...shown].join(',\\quad '),
    compare: (field, context) =>
      context.round.steps.flatMap((record, index) =>
        roles(index + 1).flatMap((role) => {
          const taken = record.gradients[role.name];
          if (taken === undefined) return [missing(field, role.latex, index + 1)];
          return compareQuery(field, taken, queryForRole(context, role, index + 1), role.latex, index + 1);
        }),
      ),
  };
}

/** A gradient that the equations need and the trace lacks never counts as agreement. */
function missing<S>(field: Field<S>, name: string, step?: number): Comparison<S> {
  const at = step === undefined ? {} : { step };
  return { ...at, quantity: `the presence of ${name}`, actual: [field.zero], expected: [field.one] };
}

function listOf(roles: readonly GradientRole<string>[]): string {
  return roles.map((role) => `$${role.latex}$`).join(' and ');
}
