/** The settings: problems on the line and in the plane whose δ is the slider's, exactly. */
import { AuxoptError } from '../../../src/errors.js';
import type { LocalAtomText, SnapshotAtomText } from '../../../src/problems/index.js';
import {
  add,
  addMatrices,
  exact,
  matrixOf,
  multiply,
  negate,
  one,
  reciprocal,
  scaleMatrix,
  scaleVector,
  subtract,
  subtractMatrices,
  textOf,
  vectorOf,
  zero,
  zeros,
  type Exact,
  type ExactMatrix,
  type ExactVector,
} from './exact.js';
import { additiveAtoms, localAtoms, sampledAtoms, shifted, type Affine, type Deviation } from './noise.js';
import type { PlaygroundState, SliderName } from './state.js';
import { checkMatrix, checkMinimum, checkVector, readMatrix, readVector } from './typed-matrices.js';

/** The exact values of the sliders. */
export type Knobs = Readonly<Record<SliderName, Exact>>;

/** Eigenvalues of A and B for a common eigenvector. */
export type EigenPair = readonly [target: Exact, auxiliary: Exact];

/** A problem as a setting makes it. */
export interface SettingProblem {
  readonly target: Affine;
  readonly auxiliary: Affine;
  readonly startingPoint: ExactVector;
  readonly snapshotAtoms: readonly SnapshotAtomText[];
  readonly localAtoms?: readonly LocalAtomText[];
  /** Where A and B commute and the eigenvalues are known exactly. */
  readonly eigenPairs?: readonly EigenPair[];
}

/** A setting. */
export interface Setting {
  readonly title: string;
  /** What f and h are, what δ, ζ, ρ and σ do. */
  readonly description: string;
  /** What differs from the common initial values. */
  readonly initial: Partial<Omit<PlaygroundState, 'setting'>>;
  /** Sliders that have no effect here; the form hides them. */
  readonly unused: readonly SliderName[];
  /** The least ρ; sampling cannot be negatively correlated. */
  readonly leastRho: -1 | 0;
  readonly build: (knobs: Knobs, state: PlaygroundState) => SettingProblem;
}

/** Names in the order of the menu. */
export const settingIds = [
  'quadratics',
  'batch',
  'transfer',
  'federated',
  'dropout',
  'toy',
  'custom',
] as const;
/** One of them. */
export type SettingId = (typeof settingIds)[number];

const unitShift = vectorOf('3/5', '4/5');
const start = vectorOf('4', '-3');

/** A and M along the axes: they commute, ‖M‖ = 1, and the exact numbers stay short. */
const planarTarget = matrixOf(['1', '0'], ['0', '0.2']);
const planarGap = matrixOf(['1', '0'], ['0', '-1']);

/** f = ½xᵀAx, h = ½xᵀ(A − δM)x − ζ·vᵀx. */
function pairOf(
  A: ExactMatrix,
  M: ExactMatrix,
  { delta, zeta }: Knobs,
  v: ExactVector,
): Pick<SettingProblem, 'target' | 'auxiliary'> {
  return {
    target: { matrix: A, vector: zeros(A.length) },
    auxiliary: { matrix: subtractMatrices(A, scaleMatrix(delta, M)), vector: scaleVector(zeta, v) },
  };
}

function withAdditiveNoise(
  pair: Pick<SettingProblem, 'target' | 'auxiliary'>,
  knobs: Knobs,
  rest: Pick<SettingProblem, 'startingPoint' | 'eigenPairs'>,
): SettingProblem {
  const local = localAtoms(pair.auxiliary, knobs.localSigma);
  return {
    ...pair,
    ...rest,
    snapshotAtoms: additiveAtoms(pair.target, pair.auxiliary, knobs),
    ...(local === undefined ? {} : { localAtoms: local }),
  };
}

/** Rows z of a table and their residuals r, chosen so that Σ z r = 0 and A − A_batch has norm 3/8. */
const rows: readonly (readonly [ExactVector, Exact])[] = [
  [vectorOf('1', '1/2'), exact('1/2')],
  [vectorOf('1', '-1/2'), exact('1/2')],
  [vectorOf('1/2', '1'), exact('-1')],
  [vectorOf('1/2', '-1'), exact('-1')],
];
const outer = (z: ExactVector): ExactMatrix => z.map((left) => z.map((right) => multiply(left, right)));
const tableMatrix = scaleMatrix(exact('1/4'), rows.map(([z]) => outer(z)).reduce(addMatrices));
/** What one row adds to the mean gradient of all rows. */
const rowDeviations: readonly Deviation[] = rows.map(([z, residual]) => ({
  matrix: subtractMatrices(outer(z), tableMatrix),
  vector: scaleVector(residual, z),
}));

const dropoutTarget = matrixOf(['1', '0.5'], ['0.5', '1']);

/** Masks keep a coordinate with probability p = 1/(1 + δ) and scale it by 1/p, so B = A + δ·diag(A). */
function maskAtoms({ matrix, vector }: Affine, delta: Exact): readonly LocalAtomText[] {
  const scale = add(one, delta);
  const p = reciprocal(scale);
  return [0, 1, 2, 3].map((mask) => {
    const m = [mask & 1, mask >> 1].map((bit) => (bit === 1 ? one : zero));
    const probability = m.map((bit) => (bit === zero ? subtract(one, p) : p)).reduce(multiply);
    return {
      probability: textOf(probability),
      auxiliary: {
        matrix: matrix.map((row, i) =>
          row.map((entry, j) => textOf([m[i] ?? zero, m[j] ?? zero, scale, scale].reduce(multiply, entry))),
        ),
        vector: vector.map((entry, i) => textOf(multiply(multiply(m[i] ?? zero, scale), entry))),
      },
    };
  });
}

/** The settings by name. */
export const settings: Readonly<Record<SettingId, Setting>> = {
  quadratics: {
    title: 'Two similar quadratics',
    description:
      'f = ½xᵀAx with L = 1. h has the Hessian A − δM, ‖M‖ = 1, and its gradient is shifted by s. Both snapshot gradients have noise of variance σ², with correlation ρ.',
    initial: {},
    unused: [],
    leastRho: -1,
    build: (knobs) =>
      withAdditiveNoise(pairOf(planarTarget, planarGap, knobs, unitShift), knobs, {
        startingPoint: start,
        eigenPairs: [
          [one, subtract(one, knobs.delta)],
          [exact('1/5'), add(exact('1/5'), knobs.delta)],
        ],
      }),
  },
  batch: {
    title: 'Batch reuse',
    description:
      'f is least squares on four rows. h is the same on a cached batch, and its Hessian differs by δ. A snapshot draws one row (at first σ = 1). g_h sees the same row with probability ρ, else an independent one.',
    initial: { delta: '0.375', zeta: '0.5', sigma: '1', rho: '0.9', eta: '0.2', a: '0.2' },
    unused: [],
    leastRho: 0,
    build: (knobs) => {
      const pair = pairOf(tableMatrix, matrixOf(['-1', '0'], ['0', '1']), knobs, unitShift);
      const local = localAtoms(pair.auxiliary, knobs.localSigma);
      const lambda = exact('5/8');
      return {
        ...pair,
        startingPoint: start,
        snapshotAtoms: sampledAtoms(pair.target, pair.auxiliary, rowDeviations, knobs),
        ...(local === undefined ? {} : { localAtoms: local }),
        eigenPairs: [
          [lambda, add(lambda, knobs.delta)],
          [lambda, subtract(lambda, knobs.delta)],
        ],
      };
    },
  },
  transfer: {
    title: 'Transfer learning',
    description:
      'h is a source task: the target task rescaled by 1 − δ and shifted by s. Each task has its own noise, so ρ is 0 unless they share data.',
    initial: { delta: '0.2', zeta: '3', rho: '0', sigma: '0.3', eta: '0.2' },
    unused: [],
    leastRho: -1,
    build: (knobs) =>
      withAdditiveNoise(pairOf(planarTarget, planarTarget, knobs, unitShift), knobs, {
        startingPoint: start,
        eigenPairs: ['1', '1/5']
          .map(exact)
          .map((value): EigenPair => [value, multiply(value, subtract(one, knobs.delta))]),
      }),
  },
  federated: {
    title: 'Federated learning',
    description:
      'f is the mean of four clients whose Hessians differ by up to δ and whose minimisers by s; h is the first client, exactly. A snapshot samples one client (at first σ = 1), so T counts communication rounds. The first client is not sampled, so ρ has no effect.',
    initial: { delta: '0.2', zeta: '0.5', sigma: '1', rho: '0', eta: '1' },
    unused: ['rho'],
    leastRho: 0,
    build: (knobs) => {
      const pair = pairOf(planarTarget, planarGap, knobs, unitShift);
      const clients: readonly Deviation[] = ['1', '-1', '1/2', '-1/2'].map(exact).map((weight) => ({
        matrix: scaleMatrix(negate(multiply(weight, knobs.delta)), planarGap),
        vector: scaleVector(multiply(weight, knobs.zeta), unitShift),
      }));
      const local = localAtoms(pair.auxiliary, knobs.localSigma);
      return {
        ...pair,
        startingPoint: start,
        snapshotAtoms: clients.map((client) => ({
          probability: '0.25',
          target: shifted(pair.target, knobs.sigma, client),
        })),
        ...(local === undefined ? {} : { localAtoms: local }),
        eigenPairs: [
          [one, subtract(one, knobs.delta)],
          [exact('1/5'), add(exact('1/5'), knobs.delta)],
        ],
      };
    },
  },
  dropout: {
    title: 'Compressed model, dropout',
    description:
      'h is f seen through random masks. A mask keeps each coordinate with probability p = 1/(1 + δ) and scales it by 1/p. Every local step draws a mask. The snapshot noise is that of the first setting. The minimum of h is that of f while s = 0, so even naive does well; move s to see what the correction is for.',
    initial: { delta: '0.25', zeta: '0', sigma: '0.3', eta: '0.5', K: 5 },
    unused: ['localSigma'],
    leastRho: -1,
    build: (knobs) => {
      const diagonal = matrixOf(['-1', '0'], ['0', '-1']);
      const pair = pairOf(dropoutTarget, diagonal, knobs, unitShift);
      return {
        ...pair,
        startingPoint: start,
        snapshotAtoms: additiveAtoms(pair.target, pair.auxiliary, knobs),
        localAtoms: maskAtoms({ matrix: dropoutTarget, vector: pair.auxiliary.vector }, knobs.delta),
        eigenPairs: ['3/2', '1/2'].map(exact).map((value): EigenPair => [value, add(value, knobs.delta)]),
      };
    },
  },
  toy: {
    title: 'The published toy',
    description:
      'One dimension: f = x²/2, ∇h = (1 + δ)x − s. The published run has no noise, a = 1, K = 10 and η = 1/(δK).',
    initial: { delta: '1', zeta: '1', rho: '0', sigma: '0', eta: '0.1', a: '1', K: 10, T: 20 },
    unused: [],
    leastRho: -1,
    build: (knobs) =>
      withAdditiveNoise(pairOf(matrixOf(['1']), matrixOf(['-1']), knobs, vectorOf('1')), knobs, {
        startingPoint: vectorOf('1'),
        eigenPairs: [[one, add(one, knobs.delta)]],
      }),
  },
  custom: {
    title: 'Your own matrices',
    description:
      'Type A, b, B and c of f = ½xᵀAx − bᵀx and h = ½xᵀBx − cᵀx in one or two dimensions. Rows end with a semicolon; 1/3 and 0.25 are exact. Their δ is under Numbers.',
    initial: { eta: '0.2' },
    unused: ['delta', 'zeta'],
    leastRho: -1,
    build: (knobs, { typed }) => {
      const startingPoint = readVector('x⁰', typed.startingPoint);
      const dimension = startingPoint.length;
      if (dimension > 2) throw new AuxoptError(`x⁰ has ${dimension} entries; type 1 or 2 of them.`);
      const read = (matrixName: string, matrixText: string, name: string, text: string): Affine => {
        const [matrix, vector] = [readMatrix(matrixName, matrixText), readVector(name, text)];
        checkMatrix(matrixName, matrix, dimension);
        checkVector(name, vector, dimension);
        return { matrix, vector };
      };
      const pair = {
        target: read('A', typed.targetMatrix, 'b', typed.targetVector),
        auxiliary: read('B', typed.auxiliaryMatrix, 'c', typed.auxiliaryVector),
      };
      checkMinimum(pair.target.matrix, pair.target.vector);
      return withAdditiveNoise(pair, knobs, { startingPoint });
    },
  },
};
