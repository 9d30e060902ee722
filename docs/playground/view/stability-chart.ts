/** Where AuxMOM contracts, with the point of the sliders. */
import * as Plot from '@observablehq/plot';
import type { Stability } from '../model/answer.js';
import { addLegend, put, widthOf } from './drawing.js';
import { formatShort } from './format.js';

/** The stable region in the plane of η and a, with the point of the sliders; a click picks another point. */
export function drawStability(
  box: HTMLElement,
  stability: Stability,
  onPick: (eta: number, weight: number) => void,
): void {
  const { grid, eta, weight, factor } = stability;
  const cells = grid.weights.flatMap((a, row) =>
    grid.etas.map((e, column) => ({
      eta: e,
      a,
      radius: Math.min(1.3, grid.radii[row * grid.etas.length + column] ?? 1.3),
    })),
  );
  const [halfEta, halfA] = [((grid.etas[1] ?? 0) - (grid.etas[0] ?? 0)) / 2, 1 / grid.weights.length / 2];
  const width = widthOf(box);
  const plot = Plot.plot({
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
      Plot.dot([{ eta, a: weight }], {
        x: 'eta',
        y: 'a',
        r: 7,
        fill: 'white',
        stroke: 'black',
        strokeWidth: 2,
      }),
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
      Plot.tip(
        cells,
        Plot.pointer({
          x: 'eta',
          y: 'a',
          title: ({ eta: e, a, radius }: { eta: number; a: number; radius: number }) =>
            `η = ${formatShort(e)}, a = ${formatShort(a)}: ${radius < 1 ? `factor ${formatShort(radius)}` : 'unstable'}`,
          fill: 'var(--paper)',
        }),
      ),
    ],
  });
  plot.addEventListener('click', (event) => {
    const { clientX, clientY } = event as MouseEvent;
    const [left, top] = [plot.getBoundingClientRect().left, plot.getBoundingClientRect().top];
    const [x, y] = [plot.scale('x'), plot.scale('y')];
    onPick(Number(x?.invert?.(clientX - left)), Number(y?.invert?.(clientY - top)));
  });
  put(box, plot);
  addLegend(box, [
    ['var(--stable-4)', 'factor a round < 0.7'],
    ['var(--stable-3)', '< 0.85'],
    ['var(--stable-2)', '< 0.95'],
    ['var(--stable-1)', '< 1'],
    ['var(--unstable)', '≥ 1: unstable'],
  ]);
}
