/** The equations of the start of a run: x⁰, and m⁰ for every kind of initialisation. */
import { createVectorSpace, fromInteger, type Field, type Vector } from '../algebra/index.js';
import type { DrawKind, GradientQuery, StartGradients } from '../model/index.js';
import type { Comparison, Equation, StartContext } from './equation.js';
import { startGradientValueEquation } from './shared-equations.js';
import { compareQuery } from './gradient-roles.js';

/** START.1: x⁰ is the prescribed starting point. */
const startingPointEquation: Equation<'start'> = {
  id: 'START.1',
  statement: 'the run starts from the given point',
  latex: 'x^0 = x_{\\mathrm{start}}',
  compare: (_field, { startingPoint, start }) => [
    { quantity: 'x', actual: start.iterate, expected: startingPoint },
  ],
};

/** START.2: the initial gradients were taken at x⁰, with the atoms drawn for the initial batch. */
function initialGradientEquation(estimates: 'difference' | 'target'): Equation<'start'> {
  return {
    id: 'START.2',
    statement: 'the initial gradients are taken at the starting point, one batch draw each, or exactly',
    latex: 'g(x^0, \\xi^{(i)}),\\quad i = 1, \\dots, B',
    compare: (field, context) => {
      const queries = startQueries(estimates, context);
      const count: Comparison<typeof field.zero> = {
        quantity: 'the number of initial draws',
        actual: [fromInteger(field, context.start.gradients.length)],
        expected: [fromInteger(field, queries.length)],
      };
      const taken = queries.flatMap((roles, index) =>
        Object.entries(roles).flatMap(([role, query]) => {
          const record = context.start.gradients[index]?.[role as keyof typeof roles];
          const name = `initial gradient ${index + 1} (${role})`;
          if (record === undefined) {
            return [{ quantity: `the presence of ${name}`, actual: [field.zero], expected: [field.one] }];
          }
          return compareQuery(field, record, query, name);
        }),
      );
      return [count, ...taken];
    },
  };
}

/** The questions whose answers make m⁰: one entry a draw of `batch`, one for `exact`, none otherwise. */
export function startQueries<S>(
  estimates: 'difference' | 'target',
  { initialization, draws, startingPoint: at }: Omit<StartContext<S>, 'start'>,
): readonly { readonly [Role in 'target' | 'auxiliary']?: GradientQuery<S> }[] {
  const ask = (draw: DrawKind, atom: number) => {
    const target = { function: 'f', draw, atom, at } as const;
    return estimates === 'target' ? { target } : { target, auxiliary: { ...target, function: 'h' } as const };
  };
  if (initialization.kind === 'exact') return [ask('mean', 0)];
  if (initialization.kind !== 'batch') return [];
  return Array.from({ length: initialization.size }, (_, index) => ask('snapshot', draws[index] ?? -1));
}

/** START.3: m⁰, kind by kind. `first-snapshot` sets no m⁰: round 1 does without it. */
const initialCorrectionEquation: Equation<'start'> = {
  id: 'START.3',
  statement:
    'the initial estimate is the given vector, zero, the exact gradient (difference), or the batch mean',
  latex: 'B\\, m^0 = \\sum_{i=1}^{B} g(x^0, \\xi^{(i)})',
  compare: (field, context) => {
    const { initialization, start } = context;
    const space = createVectorSpace(field);
    const dimension = context.startingPoint.length;
    if (initialization.kind === 'none' || initialization.kind === 'first-snapshot') return [];
    const actual = start.correction ?? [];
    switch (initialization.kind) {
      case 'given':
        return [{ quantity: 'm', actual, expected: initialization.correction }];
      case 'zero':
        return [{ quantity: 'm', actual, expected: space.zero(dimension) }];
      case 'exact':
        return [{ quantity: 'm', actual, expected: sumOfStartSamples(field, start.gradients, dimension) }];
      case 'batch': {
        // Cross-multiplied by B, because 1/B is not an element of every field. The mean's own division is one more
        // operation; multiplying by one lets a field that counts operations see it.
        const size = fromInteger(field, initialization.size);
        const expected = space.scale(field.one, sumOfStartSamples(field, start.gradients, dimension));
        const scaled = space.scale(size, actual);
        return [{ quantity: 'm', actual: scaled, expected, scale: initialization.size }];
      }
    }
  },
};

/** Σᵢ (g_f − g_h)(x⁰, ξ⁽ⁱ⁾), or Σᵢ g_f(x⁰, ξ⁽ⁱ⁾) where no auxiliary gradient belongs to the estimate. */
export function sumOfStartSamples<S>(
  field: Field<S>,
  gradients: readonly StartGradients<S>[],
  dimension: number,
): Vector<S> {
  const { add, subtract, zero } = createVectorSpace(field);
  const samples = gradients.map(({ target, auxiliary }) => {
    const value = target?.value ?? [];
    return auxiliary === undefined ? value : subtract(value, auxiliary.value);
  });
  return samples.length === 0 ? zero(dimension) : samples.reduce(add);
}

/** The start equations of an algorithm whose m estimates ∇D, ∇f, or nothing. */
export function startEquations(estimates: 'difference' | 'target' | 'nothing'): readonly Equation<'start'>[] {
  if (estimates === 'nothing') return [startingPointEquation];
  return [
    startingPointEquation,
    initialGradientEquation(estimates),
    initialCorrectionEquation,
    startGradientValueEquation,
  ];
}
