/** Where AuxMOM provably beats SGD, with the point of the sliders. */
import * as Plot from '@observablehq/plot';
import type { ProvableRegion, RegionMap } from '../model/answer.js';
import { provedSentence } from './sentences.js';
import { addLegend, note, put, widthOf } from './drawing.js';

/** What is drawn beside the map. */
interface RegionAxes {
  readonly x: string;
  readonly y: string;
  readonly title: string;
  readonly description: string;
}

const levels = [
  { least: 10, colour: 'var(--stable-4)', text: 'provably better by 10 or more' },
  { least: 3, colour: 'var(--stable-3)', text: 'by 3 or more' },
  { least: 1, colour: 'var(--stable-2)', text: 'provably better' },
  { least: 0, colour: 'var(--unstable)', text: 'nothing is promised' },
] as const;

/** Half of the distance between neighbours. */
const halfStep = (values: readonly number[]): number => ((values[1] ?? 1) - (values[0] ?? 0)) / 2;

/** A map of factors; a point outside it is drawn at its edge. */
function drawRegion(
  box: HTMLElement,
  { xs, ys, factors }: RegionMap,
  point: readonly [x: number, y: number],
  { x, y, title, description }: RegionAxes,
): void {
  const [halfX, halfY] = [halfStep(xs), halfStep(ys)];
  const domain = (values: readonly number[], half: number): [number, number] => [
    (values[0] ?? 0) - half,
    (values.at(-1) ?? 1) + half,
  ];
  const [xDomain, yDomain] = [domain(xs, halfX), domain(ys, halfY)];
  const clamp = (value: number, [low, high]: [number, number]): number =>
    Math.min(high, Math.max(low, value));
  const cells = ys.flatMap((cellY, row) =>
    xs.map((cellX, column) => ({ x: cellX, y: cellY, factor: factors[row * xs.length + column] ?? 0 })),
  );
  const you = [{ x: clamp(point[0], xDomain), y: clamp(point[1], yDomain) }];
  put(
    box,
    Plot.plot({
      width: widthOf(box),
      height: 300,
      marginLeft: 52,
      marginBottom: 42,
      marginTop: 36,
      ariaLabel: title,
      ariaDescription: description,
      x: { label: x, labelAnchor: 'center', domain: xDomain },
      y: { label: y, domain: yDomain },
      color: {
        type: 'threshold',
        domain: [1, 3, 10],
        range: [...levels].reverse().map(({ colour }) => colour),
      },
      marks: [
        Plot.rect(cells, {
          x1: (cell: { x: number }) => cell.x - halfX,
          x2: (cell: { x: number }) => cell.x + halfX,
          y1: (cell: { y: number }) => cell.y - halfY,
          y2: (cell: { y: number }) => cell.y + halfY,
          fill: 'factor',
          shapeRendering: 'crispEdges',
        }),
        Plot.dot(you, { x: 'x', y: 'y', r: 7, fill: 'white', stroke: 'black', strokeWidth: 2 }),
        Plot.text(you, {
          x: 'x',
          y: 'y',
          text: () => 'here',
          dy: you[0] !== undefined && you[0].y > (yDomain[0] + yDomain[1]) / 2 ? 18 : -16,
          fill: 'black',
          stroke: 'white',
          strokeWidth: 4,
          fontWeight: 700,
        }),
      ],
    }),
  );
  addLegend(
    box,
    levels.map(({ colour, text }) => [colour, text] as const),
  );
}

/** A sentence in place of a map. */
function drawNoRegion(box: HTMLElement, text: string): void {
  box.replaceChildren(note(text));
}

/** Both maps of what is proved, in the elements that `find` knows by their ids, or why there is none. */
export function showRegion(find: (id: string) => HTMLElement, region: ProvableRegion | undefined): void {
  const [box, noisyBox] = [find('chart-region'), find('chart-correlation')];
  find('region-text').textContent = region === undefined ? '' : provedSentence(region.silent);
  find('correlation-text').textContent =
    typeof region?.noisy === 'object' ? provedSentence(region.noisy) : '';
  if (region === undefined) {
    const text = 'There is no map: δ is 0, or the run starts at the minimum.';
    drawNoRegion(box, text);
    drawNoRegion(noisyBox, text);
    return;
  }
  const { point, silent, noisy } = region;
  drawRegion(box, silent.map, [point.K, point.ratio], {
    x: 'K, local steps →',
    y: '↑ δ/L',
    title: 'Where AuxMOM provably beats SGD without noise, in the plane of K and δ/L',
    description: `The smaller δ/L and the larger K, the larger the factor. ${provedSentence(silent)}`,
  });
  if (typeof noisy !== 'object')
    drawNoRegion(
      noisyBox,
      noisy ?? 'The gradients of f have no noise here, so there is nothing to correlate.',
    );
  else
    drawRegion(noisyBox, noisy.map, [point.ratio, point.rho], {
      x: 'δ/L →',
      y: '↑ ρ',
      title: 'Where AuxMOM provably beats SGD with noise, in the plane of δ/L and the correlation ρ',
      description: `The more similar the functions, the less correlation is needed. ${provedSentence(noisy)}`,
    });
}
