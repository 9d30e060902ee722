/** The charts, drawn by Observable Plot in colours that the style sheet sets for light and dark. */
import * as Plot from '@observablehq/plot';
import type { BoundVerdict, Expected, NumberQuadratic, Stability, Trajectories } from '../model/answer.js';

/** The colours of the methods; each has a dash of its own besides. */
const looks: Readonly<Record<string, { readonly colour: string; readonly dash: string }>> = {
  main: { colour: 'var(--main)', dash: 'none' },
  sgd: { colour: 'var(--sgd)', dash: '7 4' },
  uncorrelated: { colour: 'var(--uncorrelated)', dash: '2 3' },
  naive: { colour: 'var(--naive)', dash: '8 3 2 3' },
};
const lookOf = (role: string): { readonly colour: string; readonly dash: string } =>
  looks[role] ?? { colour: 'currentColor', dash: 'none' };

/** A curve of the first chart. */
export interface GapCurve {
  readonly role: 'main' | 'sgd' | 'uncorrelated' | 'naive';
  readonly name: string;
  readonly expected: Expected;
}

/** Puts a drawing where the old one was. */
function put(box: HTMLElement, drawing: SVGElement | HTMLElement): void {
  box.replaceChildren(drawing);
}

const widthOf = (box: HTMLElement): number => Math.max(280, Math.min(860, box.clientWidth));

/** A power of ten with a superscript, or a plain number near 1. */
export function formatTick(value: number): string {
  const exponent = Math.round(Math.log10(value));
  if (exponent >= -3 && exponent <= 4) return String(Number(value.toPrecision(3)));
  return `10${superscript(String(exponent))}`;
}

const superscript = (text: string): string => [...text].map((digit) => superscripts[digit] ?? digit).join('');
const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹',
};

/** Short, for sentences and labels. */
export function formatShort(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e4) return String(Number(value.toPrecision(3)));
  const [digits = '', exponent = ''] = value.toExponential(2).split('e');
  return `${digits}·10${superscript(exponent.replace('+', ''))}`;
}

/** Expected gaps against cost, on a logarithmic scale. */
export function drawGaps(box: HTMLElement, curves: readonly GapCurve[]): void {
  const drawn = curves.map(({ role, name, expected }) => ({
    role,
    name,
    points: expected.curve.filter(({ gap }) => gap > 0 && Number.isFinite(gap)),
  }));
  const all = drawn.flatMap(({ points }) => points.map(({ gap }) => gap));
  if (all.length === 0) {
    put(box, note('Nothing to draw: every gap is 0 or not finite.'));
    return;
  }
  const width = widthOf(box);
  const low = 10 ** Math.floor(Math.log10(Math.min(...all)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...all)));
  const exponents = spread(Math.log10(low), Math.log10(high));
  const ends = apart(drawn.map(({ points }) => points.at(-1)?.gap ?? 1), low, high);
  put(
    box,
    Plot.plot({
      width,
      height: 340,
      marginLeft: 52,
      marginRight: width < 480 ? 126 : 150,
      marginTop: 28,
      marginBottom: 40,
      ariaLabel: 'Expected distance from the optimum against target gradients',
      ariaDescription: `On a logarithmic scale. ${drawn
        .map(({ name, points }) => `${name} ends at ${formatShort(points.at(-1)?.gap ?? 0)}`)
        .join('; ')}.`,
      x: { label: 'target gradients →', labelAnchor: 'center' },
      y: { type: 'log', domain: [low, high], label: '↑ E f(x) − inf f', grid: true, ticks: exponents.map((e) => 10 ** e), tickFormat: formatTick },
      marks: [
        ...drawn.flatMap(({ role, points }) => [
          Plot.lineY(points, {
            x: 'cost',
            y: 'gap',
            stroke: lookOf(role).colour,
            strokeDasharray: lookOf(role).dash,
            strokeWidth: role === 'main' ? 3 : 2,
          }),
        ]),
        ...drawn.map(({ role, name, points }, index) =>
          Plot.text(points.slice(-1), {
            x: 'cost',
            y: () => ends[index] ?? 1,
            text: () => name,
            textAnchor: 'start',
            dx: 7,
            fill: lookOf(role).colour,
            fontWeight: 600,
          }),
        ),
        Plot.tip(
          drawn.flatMap(({ name, points }) => points.map((point) => ({ ...point, name }))),
          Plot.pointer({
            x: 'cost',
            y: 'gap',
            title: ({ name, cost, gap }: { name: string; cost: number; gap: number }) =>
              `${name}\nafter ${cost} target gradients: ${formatShort(gap)}`,
            fill: 'var(--paper)',
          }),
        ),
      ],
    }),
  );
}

/** Whole exponents, at most seven of them. */
function spread(low: number, high: number): readonly number[] {
  const step = Math.max(1, Math.ceil((high - low) / 7));
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step);
}

/** Places for labels on a logarithmic axis that do not meet. */
function apart(values: readonly number[], low: number, high: number): readonly number[] {
  const gap = (Math.log(high) - Math.log(low)) / 16;
  const order = values.map((value, index) => ({ index, at: Math.log(value) })).sort((a, b) => a.at - b.at);
  let floor = -Infinity;
  for (const label of order) {
    label.at = Math.max(label.at, floor);
    floor = label.at + gap;
  }
  const over = Math.max(0, (order.at(-1)?.at ?? 0) - Math.log(high));
  return values.map((_, index) => Math.exp((order.find((label) => label.index === index)?.at ?? 0) - over));
}

const termNames: Readonly<Record<string, string>> = {
  suboptimality: 'start: 2F₀/(ηKT)',
  'initial-error': 'first estimate',
  'snapshot-noise': 'snapshot noise: σ_D²',
  'target-noise': 'noise of SGD: σ_f²',
  'descent-noise': 'local noise: Lησ_h²',
  'drift-noise': 'drift of local noise',
  'lag-noise': 'lag of local noise',
};

/** G beside the summands of its bound. */
export function drawBound(box: HTMLElement, verdict: BoundVerdict | undefined): void {
  if (verdict === undefined) {
    put(box, note('No theorem of this project bounds this method.'));
    return;
  }
  const terms = verdict.terms.filter(({ value }) => value > 0);
  let from = 0;
  const parts = terms.map(({ id, value }) => {
    const part = { bar: `bound (${verdict.theorem})`, x1: from, x2: from + value, name: termNames[id] ?? id, value };
    from += value;
    return part;
  });
  const exactBar = { bar: 'exact G', x1: 0, x2: verdict.measured, name: 'exact G', value: verdict.measured };
  const fills = ['var(--term-1)', 'var(--term-2)', 'var(--term-3)', 'var(--term-4)', 'var(--term-5)', 'var(--term-6)'];
  const figure = document.createElement('div');
  const width = widthOf(box);
  figure.append(
    Plot.plot({
      width,
      height: 150,
      marginLeft: 110,
      marginRight: 20,
      marginBottom: 40,
      ariaLabel: 'Exact average squared gradient beside its bound',
      ariaDescription: `G is ${formatShort(verdict.measured)}, the bound ${formatShort(verdict.bound)}: ${parts.map(({ name, value }) => `${name} ${formatShort(value)}`).join(', ')}.`,
      x: { label: width < 480 ? '(value/point)² →' : 'mean squared gradient, (value/point)² →', labelAnchor: 'center', grid: true, ticks: 6, domain: [0, 1.02 * Math.max(from, verdict.measured)] },
      y: { label: null, domain: ['exact G', `bound (${verdict.theorem})`] },
      marks: [
        Plot.barX([exactBar], { x1: 'x1', x2: 'x2', y: 'bar', fill: 'var(--main)' }),
        ...parts.map((part, index) =>
          Plot.barX([part], { x1: 'x1', x2: 'x2', y: 'bar', fill: fills[index % fills.length] ?? 'gray', stroke: 'var(--paper)' }),
        ),
        Plot.ruleX([0], { stroke: 'currentColor' }),
      ],
    }),
  );
  const legend = document.createElement('ul');
  legend.className = 'legend';
  parts.forEach(({ name, value }, index) => {
    const item = document.createElement('li');
    const swatch = document.createElement('span');
    swatch.className = 'swatch';
    swatch.style.background = fills[index % fills.length] ?? 'gray';
    item.append(swatch, `${name} = ${formatShort(value)}`);
    legend.append(item);
  });
  figure.append(legend);
  put(box, figure);
}

/** The stable region in the plane of η and a, with the point of the sliders. */
export function drawStability(box: HTMLElement, stability: Stability): void {
  const { grid, eta, weight, factor } = stability;
  const cells = grid.weights.flatMap((a, row) =>
    grid.etas.map((e, column) => ({ eta: e, a, radius: Math.min(1.3, grid.radii[row * grid.etas.length + column] ?? 1.3) })),
  );
  const [halfEta, halfA] = [((grid.etas[1] ?? 0) - (grid.etas[0] ?? 0)) / 2, 1 / grid.weights.length / 2];
  const width = widthOf(box);
  put(
    box,
    Plot.plot({
      width,
      height: 320,
      marginLeft: 52,
      marginBottom: 42,
      marginTop: 46,
      ariaLabel: 'Stability of AuxMOM without noise against step size and momentum weight',
      ariaDescription: `At the present point, η = ${eta} and a = ${weight}, distances shrink by a factor of ${formatShort(factor)} a round${factor < 1 ? '' : ', so they grow'}.`,
      x: { label: 'η, point²/value →', labelAnchor: 'center' },
      y: { label: '↑ a', domain: [0, 1] },
      color: {
        type: 'threshold',
        domain: [0.7, 0.85, 0.95, 1],
        range: ['var(--stable-4)', 'var(--stable-3)', 'var(--stable-2)', 'var(--stable-1)', 'var(--unstable)'],
      },
      marks: [
        Plot.rect(cells, {
          x1: ({ eta: e }: { eta: number }) => e - halfEta,
          x2: ({ eta: e }: { eta: number }) => e + halfEta,
          y1: ({ a }: { a: number }) => a - halfA,
          y2: ({ a }: { a: number }) => a + halfA,
          fill: 'radius',
          shapeRendering: 'crispEdges',
        }),
        Plot.dot([{ eta, a: weight }], { x: 'eta', y: 'a', r: 7, fill: 'var(--main)', stroke: 'white', strokeWidth: 2 }),
        Plot.text([{ eta, a: weight }], {
          x: 'eta',
          y: 'a',
          text: () => 'you',
          dy: -16,
          fill: 'black',
          stroke: 'white',
          strokeWidth: 4,
          fontWeight: 700,
        }),
      ],
    }),
  );
  const legend = document.createElement('ul');
  legend.className = 'legend';
  for (const [colour, text] of [
    ['--stable-4', 'factor a round < 0.7'],
    ['--stable-3', '< 0.85'],
    ['--stable-2', '< 0.95'],
    ['--stable-1', '< 1'],
    ['--unstable', '≥ 1: unstable'],
  ] as const) {
    const item = document.createElement('li');
    const swatch = document.createElement('span');
    swatch.className = 'swatch';
    swatch.style.background = `var(${colour})`;
    item.append(swatch, text);
    legend.append(item);
  }
  box.append(legend);
}

const roleOf = (name: string): string => (name === 'sgd' || name === 'naive' ? name : 'main');

/** Runs on the level sets of f (filled) and h (dashed); on the line, against the number of local steps. */
export function drawTrajectories(box: HTMLElement, { runs, target, auxiliary }: Trajectories): void {
  const isPlane = target.vector.length === 2;
  const marks = runs.toReversed().flatMap(({ name, points, snapshots }) => {
    const { colour, dash } = lookOf(roleOf(name));
    const data = points.map((point, index) => ({
      x: isPlane ? (point[0] ?? 0) : index,
      y: (isPlane ? point[1] : point[0]) ?? 0,
    }));
    const ends = snapshots.flatMap((index) => data[index] ?? []);
    return [
      Plot.line(data, { x: 'x', y: 'y', stroke: colour, strokeWidth: 2, strokeDasharray: dash, clip: true }),
      Plot.dot(ends, { x: 'x', y: 'y', r: 2.5, fill: colour, clip: true }),
    ];
  });
  const width = widthOf(box);
  const names = runs.map(({ name, points }) => `${name} ends at (${(points.at(-1) ?? []).map(formatShort).join(', ')})`);
  const common = {
    width,
    marginLeft: 52,
    marginBottom: 42,
    marginTop: 30,
    ariaLabel: 'One run of each method in the plane of x',
    ariaDescription: `${names.join('; ')}.`,
  };
  if (!isPlane) {
    put(
      box,
      Plot.plot({
        ...common,
        height: 320,
        x: { label: 'local steps →', labelAnchor: 'center' },
        y: { label: '↑ y', grid: true, domain: extent(runs.flatMap(({ points }) => points.slice(0, 200).map(([y = 0]) => y))) },
        marks: [Plot.ruleY([minimiser(target)?.[0] ?? 0], { stroke: 'currentColor', strokeDasharray: '2 4' }), ...marks],
      }),
    );
  } else {
    const interesting = [...runs.flatMap(({ points }) => points.slice(0, 400)), ...[minimiser(target), minimiser(auxiliary)].flatMap((point) => (point === undefined || point.some((entry) => Math.abs(entry) > 12) ? [] : [point]))];
    const near = interesting.filter((point) => point.every((entry) => Math.abs(entry) < 30));
    const xDomain = extent(near.map(([x = 0]) => x));
    const yDomain = extent(near.map(([, y = 0]) => y));
    const marksOf = [
      { name: 'min f', point: minimiser(target) },
      { name: 'min h', point: minimiser(auxiliary) },
    ].flatMap(({ name, point }) => (point === undefined ? [] : [{ name, x: point[0] ?? 0, y: point[1] ?? 0 }]));
    put(
      box,
      Plot.plot({
        ...common,
        height: Math.min(520, Math.max(300, width * 0.72)),
        x: { label: 'x₁, point →', labelAnchor: 'center', domain: xDomain },
        y: { label: '↑ x₂, point', domain: yDomain },
        marks: [
          levelSets(target, xDomain, yDomain, { stroke: 'currentColor', strokeOpacity: 0.35 }),
          levelSets(auxiliary, xDomain, yDomain, { stroke: 'var(--auxiliary)', strokeOpacity: 0.8, strokeDasharray: '2 4' }),
          ...marks,
          Plot.dot(marksOf, { x: 'x', y: 'y', symbol: 'cross', r: 6, stroke: 'currentColor', strokeWidth: 2, clip: true }),
          Plot.text(marksOf, { x: 'x', y: 'y', text: 'name', dy: 16, fill: 'currentColor', stroke: 'var(--paper)', strokeWidth: 4, clip: true }),
        ],
      }),
    );
  }
  const legend = document.createElement('ul');
  legend.className = 'legend';
  const entries = [
    ...runs.map(({ name }) => [lookOf(roleOf(name)).colour, name] as const),
    ...(isPlane ? ([['currentColor', 'level sets of f'], ['var(--auxiliary)', 'level sets of h, dotted']] as const) : []),
  ];
  for (const [colour, text] of entries) {
    const item = document.createElement('li');
    const swatch = document.createElement('span');
    swatch.className = 'swatch line';
    swatch.style.background = colour;
    item.append(swatch, text);
    legend.append(item);
  }
  box.append(legend);
}

function levelSets(
  quadratic: NumberQuadratic,
  [x1, x2]: readonly [number, number],
  [y1, y2]: readonly [number, number],
  style: object,
): Plot.Markish {
  return Plot.contour({
    x1,
    x2,
    y1,
    y2,
    fill: undefined,
    value: (x: number, y: number) => heightOf(quadratic, [x, y]),
    thresholds: 14,
    pixelSize: 6,
    ...style,
  } as Plot.ContourOptions);
}

/** √(φ − min φ) where φ is convex, for evenly spread lines; φ itself where it is not. */
function heightOf(quadratic: NumberQuadratic, point: readonly number[]): number {
  const { matrix } = quadratic;
  const [[p = 0, q = 0] = [], [r = 0, s = 0] = []] = matrix;
  const least = minimiser(quadratic);
  const value = evaluate(quadratic, point);
  if (least === undefined || p <= 0 || p * s - q * r <= 0) return value;
  return Math.sqrt(Math.max(0, value - evaluate(quadratic, least)));
}

function evaluate({ matrix, vector }: NumberQuadratic, point: readonly number[]): number {
  return matrix.reduce((sum, row, i) => {
    const product = row.reduce((total, entry, j) => total + entry * (point[j] ?? 0), 0);
    return sum + (product / 2 - (vector[i] ?? 0)) * (point[i] ?? 0);
  }, 0);
}

/** Where the gradient is 0; undefined where the matrix is singular. */
function minimiser({ matrix, vector }: NumberQuadratic): readonly number[] | undefined {
  const [[p = 0, q = 0] = [], [r = 0, s = 0] = []] = matrix;
  if (matrix.length === 1) return p === 0 ? undefined : [(vector[0] ?? 0) / p];
  const determinant = p * s - q * r;
  if (Math.abs(determinant) < 1e-12) return undefined;
  const [b = 0, c = 0] = vector;
  return [(b * s - q * c) / determinant, (p * c - r * b) / determinant];
}

function extent(values: readonly number[]): readonly [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [-1, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const margin = 0.08 * (high - low || 1);
  return [low - margin, high + margin];
}

function note(text: string): HTMLElement {
  const paragraph = document.createElement('p');
  paragraph.className = 'note';
  paragraph.textContent = text;
  return paragraph;
}
