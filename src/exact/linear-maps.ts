/** Every variant as linear maps: given the atom, a snapshot draw and a local step act linearly on one state. */
import {
  createVectorSpace,
  scaledIdentity,
  scaleMatrix,
  subtractMatrices,
  type Field,
  type Matrix,
  type Vector,
} from '../../spec/algebra/index.js';
import type { AffineGradient, Parameters, QuadraticProblem, VariantName } from '../../spec/model/index.js';

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

/**
 * The maps of a variant on z = (y, m, x_prev, 1), each block only where the variant needs it.
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
 */
export function createVariantMaps<S>(
  field: Field<S>,
  variant: VariantName,
  problem: QuadraticProblem<S>,
  { stepSize, momentumWeight }: Pick<Parameters<S>, 'stepSize' | 'momentumWeight'>,
): VariantMaps<S> {
  const layout = layoutOf(variant, problem.dimension);
  const { scale, subtract } = createVectorSpace(field);
  const identity = scaledIdentity(field, layout.dimension, field.one);
  const write = createBlockWriter(field, layout);

  /** y ← y − η(M y − v), the step along an affine gradient. */
  const gradientStep = ({ matrix, vector }: AffineGradient<S>) => ({
    point: subtractMatrices(field, identity, scaleMatrix(field, stepSize, matrix)),
    constant: scale(stepSize, vector),
  });
  const against = scaledIdentity(field, layout.dimension, field.negate(stepSize)); // −η I
  const form = forms[variant];
  if (form === 'uncorrected') {
    const snapshot = problem.snapshotAtoms.map(({ target }) => write({ point: gradientStep(target) }));
    return {
      layout,
      snapshot,
      firstSnapshot: () => snapshot,
      local: problem.localAtoms.map(({ auxiliary }) => write({ point: gradientStep(auxiliary) })),
      stepsInSnapshot: 1,
    };
  }

  const samples = problem.snapshotAtoms.map(({ target, auxiliary }): AffineGradient<S> =>
    form.controlVariate
      ? target
      : {
          matrix: subtractMatrices(field, target.matrix, auxiliary.matrix),
          vector: subtract(target.vector, auxiliary.vector),
        },
  );
  const carriesOldSample = form.memory === 'old-sample';
  const keepsSnapshot: BlockRows<S> = layout.previous === undefined ? {} : { previous: { point: identity } };
  /** The maps of the snapshot draw for momentum weight a. */
  const snapshotMaps = (a: S): readonly Matrix<S>[] => {
    const rest = field.subtract(field.one, a);
    return samples.map(({ matrix, vector }) =>
      write({
        correction: {
          point: carriesOldSample ? matrix : scaleMatrix(field, a, matrix),
          correction: scaledIdentity(field, layout.dimension, rest),
          ...(carriesOldSample ? { previous: scaleMatrix(field, field.negate(rest), matrix) } : {}),
          constant: scale(field.negate(a), vector), // of the two vectors of MVR, a is what remains
        },
        ...keepsSnapshot,
      }),
    );
  };
  const local = problem.localAtoms.map(({ auxiliary }) =>
    write({
      point: form.controlVariate
        ? {
            point: gradientStep(auxiliary).point,
            correction: against,
            previous: scaleMatrix(field, stepSize, auxiliary.matrix),
          }
        : { ...gradientStep(auxiliary), correction: against },
    }),
  );
  return {
    layout,
    snapshot: snapshotMaps(form.memory === 'none' ? field.one : momentumWeight),
    firstSnapshot: () => snapshotMaps(field.one),
    local,
    stepsInSnapshot: 0,
  };
}

/** One block row: the matrices that multiply each block of z, and the constant; absent means 0. */
interface BlockRow<S> {
  readonly point?: Matrix<S>;
  readonly correction?: Matrix<S>;
  readonly previous?: Matrix<S>;
  readonly constant?: Vector<S>;
}

/** The block rows that differ from the identity. */
type BlockRows<S> = { readonly [Block in 'point' | 'correction' | 'previous']?: BlockRow<S> };

/** A function that writes block rows out as an n×n matrix; blocks that are not given stay as they are. */
function createBlockWriter<S>(field: Field<S>, layout: StateLayout): (rows: BlockRows<S>) => Matrix<S> {
  const { dimension, size } = layout;
  const blocks = ['point', 'correction', 'previous'] as const;
  const identity = scaledIdentity(field, size, field.one);
  return (rows) => {
    const matrix = [...identity];
    for (const block of blocks) {
      const [from, row] = [layout[block], rows[block]];
      if (from === undefined || row === undefined) continue;
      for (let i = 0; i < dimension; i += 1) {
        const written = new Array<S>(size).fill(field.zero);
        for (const source of blocks) {
          const [at, values] = [layout[source], row[source]?.[i] ?? []];
          if (at !== undefined) for (let j = 0; j < values.length; j += 1) written[at + j] = values[j] as S;
        }
        written[layout.constant] = row.constant?.[i] ?? field.zero;
        matrix[from + i] = written;
      }
    }
    return matrix;
  };
}
