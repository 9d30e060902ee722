/** Every variant as linear maps: given the atom, a snapshot draw and a local step act linearly on one state. */
import { scaledIdentity, type Field, type Matrix, type Vector } from '../../spec/algebra/index.js';
import {
  subtractGradients,
  type AffineGradient,
  type Parameters,
  type QuadraticProblem,
  type VariantName,
} from '../../spec/model/index.js';

/** Where the blocks of the state z are; a block that a variant does not need is absent. */
export interface StateLayout {
  /** d. */
  readonly dimension: number;
  /** The number of entries of z. */
  readonly size: number;
  /** First entry of the point: y^{t,k}, which is x^{t−1} before step 1 and xᵗ after step K. Always 0. */
  readonly point: 0;
  /** First entry of m (u for the -target variants), or of what a variant without a memory of its own puts there. */
  readonly correction?: number;
  /** First entry of the kept snapshot: x^{t−2} before the snapshot draw of round t, x^{t−1} after it. */
  readonly previous?: number;
  /** The last entry, which is always 1. */
  readonly constant: number;
}

/** The maps of a variant, n×n over the state z, one for each atom. */
export interface VariantMaps<S> {
  readonly layout: StateLayout;
  /** What the draw ξᵗ = j does: it makes mᵗ; for `naive` and `sgd` it is local step 1. */
  readonly snapshot: readonly Matrix<S>[];
  /** The same in round 1 of a run that starts by `first-snapshot`; made when asked for. */
  readonly firstSnapshot: () => readonly Matrix<S>[];
  /** What the draw ζ^{t,k} = i does: one local step. */
  readonly local: readonly Matrix<S>[];
  /** The number of local steps that the snapshot map has already made: 1 for `naive` and `sgd`. */
  readonly stepsInSnapshot: 0 | 1;
}

/** What a variant adds to the auxiliary gradient in a local step, as a linear map. */
interface CorrectedForm {
  /** How a snapshot draw makes m: of its own sample alone, as a moving average, or with the old sample carried along. */
  readonly memory: 'none' | 'average' | 'old-sample';
  /** Whether h enters as a control variate, g_h(y) − g_h(x), and m is made of g_f alone. */
  readonly controlVariate: boolean;
}

/** The linear form of every variant; `uncorrected` makes local step 1 of the snapshot draw. */
const forms: Readonly<Record<VariantName, CorrectedForm | 'uncorrected'>> = {
  'aux-mom': { memory: 'average', controlVariate: false },
  'aux-mvr': { memory: 'old-sample', controlVariate: false },
  'aux-mom-target': { memory: 'average', controlVariate: true },
  'aux-mvr-target': { memory: 'old-sample', controlVariate: true },
  naive: 'uncorrected',
  sgd: 'uncorrected',
};

/** The layout of the smallest state that the variant needs. */
export function layoutOf(variant: VariantName, dimension: number): StateLayout {
  const form = forms[variant];
  if (form === 'uncorrected') return { dimension, size: dimension + 1, point: 0, constant: dimension };
  const correction = dimension;
  if (form.memory !== 'old-sample' && !form.controlVariate) {
    return { dimension, size: 2 * dimension + 1, point: 0, correction, constant: 2 * dimension };
  }
  const previous = 2 * dimension;
  return { dimension, size: 3 * dimension + 1, point: 0, correction, previous, constant: 3 * dimension };
}

/** The augmented state z = (x, m, x_prev, 1) with x_prev = x, in the blocks that `layout` has; m is 0 where not given. */
export function augmentedState<S>(
  { zero, one }: Pick<Field<S>, 'zero' | 'one'>,
  layout: StateLayout,
  point: Vector<S>,
  correction?: Vector<S>,
): Vector<S> {
  const noCorrection = point.map(() => zero);
  return [
    ...point,
    ...(layout.correction === undefined ? [] : (correction ?? noCorrection)),
    ...(layout.previous === undefined ? [] : point), // x⁻¹ = x⁰
    one,
  ];
}

/** What a step does, given an affine gradient G x − v of an atom: one block of z becomes a sum of blocks and gradients. */
export interface LinearStep<S> {
  /** The block that changes. */
  readonly changes: 'point' | 'correction';
  /** What it keeps: multiples of the point and of m. */
  readonly kept: { readonly point?: S; readonly correction?: S };
  /** What the gradient adds: α G y + β G x_prev − γ v; a factor that is absent is 0. */
  readonly gradient: { readonly point: S; readonly previous?: S; readonly constant?: S };
  /** Whether the point is kept as x_prev beforehand. */
  readonly keepsSnapshot: boolean;
}

/** The steps of a variant. */
export interface LinearSteps<S> {
  readonly layout: StateLayout;
  /** The gradient of a snapshot draw: g_f, or g_f − g_h. */
  readonly samples: 'target' | 'difference';
  /** What the draw ξᵗ does: it makes mᵗ; for `naive` and `sgd` it is local step 1. */
  readonly snapshot: LinearStep<S>;
  /** The same in round 1 of a run that starts by `first-snapshot`. */
  readonly firstSnapshot: LinearStep<S>;
  /** One local step, along g_h. */
  readonly local: LinearStep<S>;
  /** The number of local steps that the snapshot draw has already made: 1 for `naive` and `sgd`. */
  readonly stepsInSnapshot: 0 | 1;
}

/**
 * The steps of a variant on z = (y, m, x_prev, 1), each block only where the variant needs it.
 *
 * With g(x) = G x − v the sample that m averages (g_D, or g_f for the -target variants):
 *
 * $$ m \leftarrow (1-a)\,m + a\,g(y) \qquad\text{or}\qquad
 *    m \leftarrow g(y) + (1-a)\,[m - g(x_{prev})],\quad x_{prev} \leftarrow y $$
 *
 * and a local step is $y \leftarrow (I - \eta B_i)\,y - \eta\,m + \eta\,c_i$, or, for the -target variants,
 * $y \leftarrow (I - \eta B_i)\,y + \eta B_i\,x_{prev} - \eta\,m$.
 *
 * @param field - any arithmetic that has the numbers.
 * @param carry - γ of the page `aux-fam`, of which `aux-mvr` is γ = 1: the share of the old sample that is carried along.
 */
export function createLinearSteps<S>(
  field: Pick<Field<S>, 'one' | 'negate' | 'subtract' | 'add' | 'multiply'>,
  variant: VariantName,
  dimension: number,
  { stepSize, momentumWeight }: Pick<Parameters<S>, 'stepSize' | 'momentumWeight'>,
  carry: S = field.one,
): LinearSteps<S> {
  const layout = layoutOf(variant, dimension);
  const against = field.negate(stepSize);
  const form = forms[variant];
  const plain = { point: against, constant: against };
  if (form === 'uncorrected') {
    const step = {
      changes: 'point',
      kept: { point: field.one },
      gradient: plain,
      keepsSnapshot: false,
    } as const;
    return {
      layout,
      samples: 'target',
      snapshot: step,
      firstSnapshot: step,
      local: step,
      stepsInSnapshot: 1,
    };
  }
  /** The snapshot draw for momentum weight a. */
  const snapshot = (a: S): LinearStep<S> => {
    const rest = field.subtract(field.one, a);
    const carried = field.multiply(carry, rest);
    return {
      changes: 'correction',
      kept: { correction: rest },
      gradient:
        form.memory === 'old-sample'
          ? { point: field.add(a, carried), previous: field.negate(carried), constant: a } // of the two vectors a is what remains
          : { point: a, constant: a },
      keepsSnapshot: layout.previous !== undefined,
    };
  };
  return {
    layout,
    samples: form.controlVariate ? 'target' : 'difference',
    snapshot: snapshot(form.memory === 'none' ? field.one : momentumWeight),
    firstSnapshot: snapshot(field.one),
    local: {
      changes: 'point',
      kept: { point: field.one, correction: against },
      gradient: form.controlVariate ? { point: against, previous: stepSize } : plain,
      keepsSnapshot: false,
    },
    stepsInSnapshot: 0,
  };
}

/**
 * The steps of a variant as matrices, one for each atom.
 *
 * @param field - any arithmetic that has the numbers.
 */
export function createVariantMaps<S>(
  field: Field<S>,
  variant: VariantName,
  problem: QuadraticProblem<S>,
  parameters: Pick<Parameters<S>, 'stepSize' | 'momentumWeight'>,
): VariantMaps<S> {
  const { dimension, snapshotAtoms, localAtoms } = problem;
  const steps = createLinearSteps(field, variant, dimension, parameters);
  const { layout, stepsInSnapshot } = steps;
  const samples = snapshotAtoms.map(({ target, auxiliary }): AffineGradient<S> =>
    steps.samples === 'target' ? target : subtractGradients(field, target, auxiliary),
  );
  const identity = scaledIdentity(field, layout.size, field.one);
  const mapsOf = (step: LinearStep<S>, gradients: readonly AffineGradient<S>[]): readonly Matrix<S>[] => {
    const { changes, kept, gradient, keepsSnapshot } = step;
    const { [changes]: changed = 0, point, correction = 0, previous = 0, constant } = layout;
    return gradients.map(({ matrix, vector }) => {
      const rows = identity.map((row) => [...row]);
      matrix.forEach((values, i) => {
        const row = new Array<S>(layout.size).fill(field.zero);
        values.forEach((value, j) => {
          row[point + j] = field.multiply(gradient.point, value);
          if (gradient.previous !== undefined) row[previous + j] = field.multiply(gradient.previous, value);
        });
        if (kept.correction !== undefined) row[correction + i] = kept.correction;
        if (kept.point !== undefined) row[point + i] = field.add(kept.point, row[point + i] as S);
        if (gradient.constant !== undefined) {
          row[constant] = field.multiply(field.negate(gradient.constant), vector[i] as S);
        }
        rows[changed + i] = row;
        if (keepsSnapshot) rows[previous + i] = [...(identity[point + i] as Vector<S>)];
      });
      return rows;
    });
  };
  const snapshot = mapsOf(steps.snapshot, samples);
  return {
    layout,
    snapshot,
    firstSnapshot: () =>
      steps.firstSnapshot === steps.snapshot ? snapshot : mapsOf(steps.firstSnapshot, samples),
    local: mapsOf(
      steps.local,
      localAtoms.map(({ auxiliary }) => auxiliary),
    ),
    stepsInSnapshot,
  };
}
