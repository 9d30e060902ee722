/** The picture of the race: level sets of f and h, and three paths after equally many gradients of f. In the article, and standing alone. */
import { auxiliaryColour, methodColours, methodDashes } from '../../../src/cli/palette.js';
import { inWords } from '../../playground/view/format.js';
import { flatness } from '../model/planar.js';
import { targetValue, type Path } from '../model/race.js';
import { svgLetters } from '../../tooling/letters.js';
import { pathData } from './shared/dom.js';
import { linearScale } from './shared/scale.js';

/** The dissimilarity, the local steps of a round, and the rounds that are computed. */
export const [delta, K, T] = ['0.05', 10, 15] as const;

/** Who runs, with its step size. */
export const runners = [
  { variant: 'sgd', name: 'SGD', eta: '1' },
  { variant: 'naive', name: 'naive', eta: '0.25' },
  { variant: 'aux-mom', name: 'AuxMOM', eta: '0.5' },
] as const;

const curvatures = {
  f: [1, Number(flatness)],
  h: [1 - Number(delta), Number(flatness) + Number(delta)],
} as const;
/** The minimum of h: its gradient is (0.95 x₁ − 0.3, 0.1 x₂ − 0.3). */
const auxiliaryMinimum = [0.3 / curvatures.h[0], 0.3 / curvatures.h[1]] as const;

const tag = (name: string, attributes: Readonly<Record<string, string | number>>, inside = ''): string =>
  `<${name} ${Object.entries(attributes)
    .map(([key, value]) => `${key}="${typeof value === 'number' ? Number(value.toFixed(1)) : value}"`)
    .join(' ')}>${inside}</${name}>`;

/** Where the runners are after `shown` gradients of f. */
export const endsAfter = (paths: readonly Path[], shown: number): readonly (readonly number[])[] =>
  paths.map(({ rounds }) => rounds[shown - 1]?.at(-1) ?? rounds[0]?.[0] ?? []);

/** The picture as SVG, without its outermost element. */
export function drawRace(paths: readonly Path[], shown: number, width: number, height: number): string {
  const toX = linearScale([-1.1, 2.5], [8, width - 8]);
  const toY = linearScale([-0.75, 4.6], [height - 8, 8]);
  const at = (point: readonly number[]): [number, number] => [
    toX.toPixel(point[0] ?? 0),
    toY.toPixel(point[1] ?? 0),
  ];
  const level = (
    centre: readonly number[],
    [a = 1, b = 1]: readonly number[],
    r: number,
    look: string,
  ): string => {
    const [cx, cy] = at(centre);
    const rx = Math.abs(toX.toPixel(r / Math.sqrt(a)) - toX.toPixel(0));
    const ry = Math.abs(toY.toPixel(r / Math.sqrt(b)) - toY.toPixel(0));
    return tag('ellipse', { class: look, cx, cy, rx, ry });
  };
  const cross = (point: readonly number[], look: string, text: string, side: 1 | -1): string => {
    const [x, y] = at(point);
    return (
      tag('path', {
        class: `ax-cross ${look}`,
        d: `M${(x - 6).toFixed(1)} ${y.toFixed(1)}h12m-6 -6v12`,
      }) +
      tag(
        'text',
        { class: 'ax-name', x: x + 10 * side, y: y + 18, ...(side < 0 && { 'text-anchor': 'end' }) },
        svgLetters(text),
      )
    );
  };
  const ends = endsAfter(paths, shown);
  const trails = paths.map(({ variant, rounds }) => {
    const points = rounds.slice(0, shown).flat();
    const dots = points.map((point, index) => {
      const [cx, cy] = at(point);
      const isSnapshot = variant === 'sgd' || index % (K + 1) === 0;
      return tag('circle', { class: `ax-dot ax-${variant}`, cx, cy, r: isSnapshot ? 3.5 : 1.6 });
    });
    return tag('path', { class: `ax-curve ax-${variant}`, d: pathData(points.map(at)) }) + dots.join('');
  });
  const legend = runners.map(({ variant, name }, index) => {
    const end = ends[index] ?? [];
    const [cx, cy] = at(end);
    const y = height - 66 + 22 * index;
    return [
      tag('circle', { class: `ax-mark ax-${variant}`, cx, cy, r: 6 }),
      tag('circle', { class: `ax-dot ax-${variant}`, cx: width - 162, cy: y - 4, r: 5 }),
      tag('text', { class: 'ax-name', x: width - 152, y }, name),
      tag(
        'text',
        { class: 'ax-name', x: width - 4, y, 'text-anchor': 'end' },
        svgLetters(`f = ${inWords(targetValue(end))}`),
      ),
    ].join('');
  });
  const [startX, startY] = at(paths[0]?.rounds[0]?.[0] ?? []);
  return [
    ...[0.15, 0.3, 0.5, 0.7, 0.9, 1.2, 1.6, 2, 2.4, 2.8].map((r) =>
      level([0, 0], curvatures.f, r, 'ax-level'),
    ),
    ...[0.15, 0.35, 0.6].map((r) => level(auxiliaryMinimum, curvatures.h, r, 'ax-level ax-auxiliary')),
    cross([0, 0], '', 'minimum of f', -1),
    cross(auxiliaryMinimum, 'ax-auxiliary', 'minimum of h', 1),
    ...trails,
    tag('text', { class: 'ax-name', x: startX, y: startY - 12, 'text-anchor': 'middle' }, 'start'),
    ...legend,
  ].join('\n');
}

/** The palette as rules. */
export function lookRules(): string {
  return [
    ...Object.entries(methodColours).map(
      ([variant, colour]) =>
        `.ax-${variant} { --look: ${colour}; --dash: ${methodDashes[variant as keyof typeof methodDashes].replaceAll(' ', 'px ')}; }`,
    ),
    `.ax-auxiliary { --look: ${auxiliaryColour}; --dash: 5 4; }`,
  ].join('\n');
}
