/** The pictures and numbers of the theory pages, by exact arithmetic. */
import type { VariantName } from '../../../spec/model/index.js';
import { createRatio, formatRatio, nearestDouble, parseExactNumber } from '../../../src/exact/index.js';
import { describeProblem, withVariant } from '../../../src/problems/index.js';
import {
  averageSquaredGradient,
  createCorrelationExample,
  tune,
  createScalarCase,
} from './correlation-examples.js';
import { runCollapse } from './collapse.js';
import { traceStability, findStableWeights } from './region.js';
import { describeToy, toyRows } from './toy.js';
import { drawCurves } from '../../../src/cli/chart.js';
import { drawSeparation, drawSeparationByCorrelation } from './separation.js';
import { heading, table } from '../../../src/cli/text.js';
import { formatSignificant } from '../../../src/exact/short-number.js';

/** What is drawn once and shown twice. */
export interface TheoryFigures {
  /** Drawings by the name of their file. */
  readonly drawings: ReadonlyMap<string, string>;
  /** Every number of the pages, as tables. */
  readonly numbers: string;
}

/** Draws and computes everything. */
export function makeTheoryFigures(): TheoryFigures {
  const correlation = sweepCorrelation();
  const numbers = [...stabilityTables(), '', ...correlationTables(correlation), '', ...scalarForm(), ''];
  return {
    drawings: new Map(Object.entries(figures).map(([name, draw]) => [name, draw(correlation)])),
    numbers: numbers.join('\n'),
  };
}

/** Every figure by its name. */
const figures: Readonly<Record<string, (correlation: ReturnType<typeof sweepCorrelation>) => string>> = {
  'stability.svg': drawStability,
  'separation.svg': drawSeparation,
  'separation-correlation.svg': drawSeparationByCorrelation,
  'correlation.svg': drawCorrelation,
};

function drawStability(): string {
  const cases = [
    { auxiliary: '0', labels: [{ text: 'δ = 1, linear: below', x: 3.04, y: 0.8 }] },
    {
      auxiliary: '-1',
      labels: [
        { text: 'δ = 2, concave: above', x: 3.04, y: 0.74 },
        { text: '… and below', x: 3.04, y: 0.89 },
      ],
    },
    { auxiliary: '-99', labels: [{ text: 'δ = 100, concave: above', x: 3.04, y: 0.95 }] },
  ];
  return drawCurves({
    title: 'Where deterministic AuxMOM is stable: f = x²/2, K = 10',
    description:
      'The stable momentum weights a against δηK. With linear h every small a is stable. With concave h a must lie ' +
      'above a curve that rises like δηK, and the region ends near δηK = 2.3 for δ = 2. The condition a ≥ 2δηK of MOM-2 ' +
      'is a straight line inside every region. The published runs are a dot at δηK = 1, a = 1.',
    xLabel: 'δηK',
    yLabel: 'a',
    xDomain: [0, 3],
    yDomain: [0, 1],
    nameWidth: 180,
    curves: [
      ...cases.map(({ auxiliary, labels }) => ({
        name: `λ_h = ${auxiliary}`,
        labels,
        points: traceStability(auxiliary, 60, 3).points,
      })),
      {
        name: 'MOM-2',
        points: [
          { x: 0, y: 0 },
          { x: 0.5, y: 1 },
        ],
        labels: [{ text: 'MOM-2: a ≥ 2δηK, left of this', x: 0.47, y: 0.9 }],
      },
    ],
    dots: [{ x: 1, y: 1 }],
  });
}

const sampledRounds = [0, 25, 50, 75, 100, 125, 150, 200];

function stabilityTables(): readonly string[] {
  const rows = toyRows.map((input) => {
    const { auxiliaryEigenvalue, momentumWeight, verdict, factor } = describeToy(input);
    const interval = findStableWeights(input);
    return [
      formatRatio(auxiliaryEigenvalue),
      formatRatio(momentumWeight),
      verdict,
      formatRatio(factor),
      interval === undefined ? 'none' : formatSignificant(interval.lower, 6),
    ];
  });
  const runs = [5, 10, 15, 20, 40].map((count) => runCollapse(count, sampledRounds.at(-1) ?? 0));
  return [
    heading('STAB on the published toy: f = x²/2, λ_h = 1 ± δ, K = 10, η = 1/(δK)'),
    table(['λ_h', 'a', 'STAB', 'factor a round ≤', 'stable for a above'], rows, [0, 1, 3, 4]),
    '',
    heading(
      'A late collapse: f(xᵗ), A = diag(1, 0.1), B = diag(1, −0.5), η = 0.05, a = 0.25, x⁰ = (1, 1e-6)',
    ),
    table(
      ['K', 'STAB', 'factor ≤', ...sampledRounds.map((t) => `t = ${t}`)],
      runs.map(({ localStepCount, verdict, factor, values }) => [
        String(localStepCount),
        verdict,
        formatRatio(factor),
        ...sampledRounds.map((t) => formatSignificant(values[t] ?? createRatio(0n, 1n), 2)),
      ]),
      [0, 2, ...sampledRounds.map((_, index) => index + 3)],
    ),
  ];
}

function scalarForm(): readonly string[] {
  const rows = (['a', 'b'] as const).map((side) => {
    const given = createScalarCase(side);
    const { snapshotVariance } = describeProblem(given);
    return [side, formatRatio(snapshotVariance), formatRatio(averageSquaredGradient(given))];
  });
  return [
    heading('The scalar form is false: A = diag(1, 0.01), both covariances I, a = 1, K = 1, T = 2, η = 0.5'),
    table(['problem', 'σ_D²', 'G'], rows, [1, 2]),
  ];
}

/** G of one method for every ρ. */
interface Sweep {
  readonly name: string;
  readonly method: VariantName;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

function sweepCorrelation(): readonly Sweep[] {
  const correlations = ['-1', '-0.75', '-0.5', '-0.25', '0', '0.25', '0.5', '0.75', '1'];
  const methods: readonly VariantName[] = ['aux-mom', 'aux-mvr', 'aux-mom-target', 'naive'];
  const sweeps = methods.map((variant) => ({
    name: variant,
    method: variant,
    points: correlations.map((text) => {
      const correlation = parseExactNumber(text);
      const given = withVariant(createCorrelationExample(correlation), variant);
      return { x: nearestDouble(correlation), y: nearestDouble(averageSquaredGradient(given)) };
    }),
  }));
  const { value, stepSize } = tune(createCorrelationExample(parseExactNumber('0')), 'sgd');
  const points = [-1, 1].map((x) => ({ x, y: nearestDouble(value) }));
  return [...sweeps, { name: `sgd, best η = ${stepSize}`, method: 'sgd', points }];
}

function drawCorrelation(sweeps: readonly Sweep[]): string {
  const drawn = sweeps.filter(({ name }) => name !== 'naive'); // far above the others, at its wrong limit
  return drawCurves({
    title: 'G against the correlation of the snapshot noises, exact expectation',
    description:
      'G of each method against ρ. ' +
      drawn
        .map(
          ({ name, points }) =>
            `${name}: ${format(points.at(0)?.y)} at ρ = −1, ${format(points.at(-1)?.y)} at ρ = 1`,
        )
        .join('; ') +
      '. The lines of aux-mom and aux-mvr are straight and fall; the others are flat.',
    xLabel: 'ρ',
    yLabel: 'G',
    xDomain: [-1, 1],
    yDomain: [0, 0.9],
    curves: drawn,
  });
}

const format = (value: number | undefined): string => (value ?? NaN).toFixed(4);

function correlationTables(sweeps: readonly Sweep[]): readonly string[] {
  const shown = [0, 4, 8];
  return [
    heading('G against ρ: f = x²/2, h = x²/4 − x, noise ±1 in g_f and g_h, η = 0.05, a = 0.5, K = 5, T = 20'),
    table(
      ['method', 'ρ = −1', 'ρ = 0', 'ρ = 1'],
      sweeps.map(({ name, points }) => [
        name,
        ...shown.map((index) => format((points[index] ?? points[0])?.y)),
      ]),
      [1, 2, 3],
    ),
    'The least G on the grid η ∈ {0.02, 0.05, 0.1, 0.2, 0.5, 1}, a ∈ {0.1, 0.2, 0.5, 1}, K ∈ {1, 5}, T = 20:',
    ...['-1', '0', '1'].map((text) => {
      const { value, ...at } = tune(createCorrelationExample(parseExactNumber(text)), 'aux-mom');
      return `  aux-mom, ρ = ${text}: ${formatSignificant(value, 4)} at η = ${at.stepSize}, a = ${at.momentumWeight}, K = ${at.localStepCount}`;
    }),
  ];
}
