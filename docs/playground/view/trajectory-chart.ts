/** One run of each method on the level sets of f and h. */
import * as Plot from '@observablehq/plot';
import type { Trajectories, Trajectory } from '../model/answer.js';
import { addLegend, lookOf, put, widthOf } from './drawing.js';
import { formatShort } from './format.js';
import { extentOf, levelSets, minimiserOf } from './level-sets.js';

/** What gets farther away leaves the picture. */
const farthest = 30;

/** A run up to the first point that is too far away, which is drawn so that one sees it leave. */
function untilItLeaves(run: Trajectory): Trajectory {
  const last = run.points.findIndex((point) => point.some((entry) => Math.abs(entry) >= farthest));
  if (last < 0) return run;
  return { ...run, points: run.points.slice(0, last + 1), isLeaving: true };
}

/** Runs on the level sets of f and h; on the line, against rounds. */
export function drawTrajectories(box: HTMLElement, { runs: whole, target, auxiliary }: Trajectories): void {
  const runs = whole.map(untilItLeaves);
  const isPlane = target.vector.length === 2;
  const marks = runs.toReversed().flatMap(({ variant, name, points, stepsInRound }) => {
    const { colour, dash } = lookOf(variant);
    const data = points.map((point, index) => ({
      x: isPlane ? (point[0] ?? 0) : index / stepsInRound,
      y: (isPlane ? point[1] : point[0]) ?? 0,
    }));
    const ends = data.filter((_, index) => index % stepsInRound === 0);
    const tips = points.map((point, index) => ({ ...data[index], text: point.map(formatShort).join(', ') }));
    return [
      Plot.tip(
        tips,
        Plot.pointer({
          x: 'x',
          y: 'y',
          title: ({ text }: { readonly text: string }) => `${name} at (${text})`,
          fill: 'var(--paper)',
          maxRadius: 12,
        }),
      ),
      Plot.line(data, { x: 'x', y: 'y', stroke: colour, strokeWidth: 2, strokeDasharray: dash, clip: true }),
      Plot.dot(ends, { x: 'x', y: 'y', r: 2.5, fill: colour, clip: true }),
    ];
  });
  const width = widthOf(box);
  const names = runs.map(({ name, points, isLeaving }) =>
    isLeaving === true
      ? `${name} leaves the picture`
      : `${name} ends at (${(points.at(-1) ?? []).map(formatShort).join(', ')})`,
  );
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
        x: { label: 'rounds →', labelAnchor: 'center' },
        y: {
          label: '↑ y',
          grid: true,
          domain: extentOf(
            runs.flatMap(({ points }) => points.flatMap(([y = 0]) => (Math.abs(y) < farthest ? [y] : []))),
          ),
        },
        marks: [
          Plot.ruleY([minimiserOf(target)?.[0] ?? 0], { stroke: 'currentColor', strokeDasharray: '2 4' }),
          ...marks,
        ],
      }),
    );
  } else {
    const interesting = [
      ...runs.flatMap(({ points }) => points.slice(0, 400)),
      ...[minimiserOf(target), minimiserOf(auxiliary)].flatMap((point) =>
        point === undefined || point.some((entry) => Math.abs(entry) > 12) ? [] : [point],
      ),
    ];
    const near = interesting.filter((point) => point.every((entry) => Math.abs(entry) < farthest));
    const xDomain = extentOf(near.map(([x = 0]) => x));
    const yDomain = extentOf(near.map(([, y = 0]) => y));
    const marksOf = [
      { name: 'min f', point: minimiserOf(target) },
      { name: 'min h', point: minimiserOf(auxiliary) },
    ].flatMap(({ name, point }) =>
      point === undefined ? [] : [{ name, x: point[0] ?? 0, y: point[1] ?? 0 }],
    );
    put(
      box,
      Plot.plot({
        ...common,
        height: Math.min(520, Math.max(300, width * 0.72)),
        x: { label: 'x₁, point →', labelAnchor: 'center', domain: xDomain },
        y: { label: '↑ x₂, point', domain: yDomain },
        marks: [
          levelSets(target, xDomain, yDomain, { stroke: 'currentColor', strokeOpacity: 0.35 }),
          levelSets(auxiliary, xDomain, yDomain, {
            stroke: 'var(--of-h)',
            strokeOpacity: 0.8,
            strokeDasharray: '2 4',
          }),
          ...marks,
          Plot.dot(marksOf, {
            x: 'x',
            y: 'y',
            symbol: 'cross',
            r: 6,
            stroke: 'currentColor',
            strokeWidth: 2,
            clip: true,
          }),
          Plot.text(marksOf, {
            x: 'x',
            y: 'y',
            text: 'name',
            dy: 16,
            fill: 'currentColor',
            stroke: 'var(--paper)',
            strokeWidth: 4,
            clip: true,
          }),
        ],
      }),
    );
  }
  const entries = [
    ...runs.map(
      ({ variant, name, isLeaving }) =>
        [lookOf(variant).colour, isLeaving === true ? `${name}: leaves the picture` : name] as const,
    ),
    ...(isPlane
      ? ([
          ['currentColor', 'level sets of f', '1px solid'],
          ['var(--of-h)', 'level sets of h', '2px dotted'],
        ] as const)
      : []),
  ];
  addLegend(box, entries, 'line');
}
