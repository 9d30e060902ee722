/** Reading a trace: every vector once, with its place; what was not reported stays out. */
import { describe, expect, it } from 'vitest';
import { mapTrace, type ReportedTrace, type TracePlace } from '../../src/judge/reported-trace.js';

const record = (value: string) =>
  ({ function: 'f', draw: 'snapshot', atom: 3, at: [`at ${value}`], value: [value] }) as const;
const full: ReportedTrace<string> = {
  start: { iterate: ['x0'], correction: ['m0'], gradients: [{ target: record('g0') }] },
  rounds: [
    {
      gradients: { targetAtSnapshot: record('g1') },
      correction: ['m1'],
      steps: [
        { gradients: { auxiliaryAtPoint: record('h1') }, direction: ['d1'], point: ['y1'] },
        { point: ['y2'] },
      ],
      iterate: ['x1'],
    },
    { steps: [], iterate: ['x2'] },
  ],
};

describe('mapTrace', () => {
  it('keeps the shape and reads every vector', () => {
    const shout = (texts: readonly string[]) => texts.map((text) => text.toUpperCase());
    const capital = JSON.parse(JSON.stringify(full), (key, value: unknown) =>
      typeof value === 'string' && !['function', 'draw'].includes(key) ? value.toUpperCase() : value,
    ) as unknown;
    expect(mapTrace(full, shout)).toEqual(capital);
    const bare = { start: { iterate: ['x0'] }, rounds: [{ steps: [{}], iterate: ['x1'] }] };
    expect(mapTrace(bare, (vector) => vector)).toStrictEqual(bare);
  });

  it('leaves out a gradient that is there by name only', () => {
    const named = { start: { iterate: ['x0'], gradients: [{ target: undefined }] }, rounds: [] };
    expect(mapTrace(named as never, (vector) => vector).start.gradients).toStrictEqual([{}]);
  });

  it('tells where each vector stands', () => {
    const places: TracePlace[] = [];
    mapTrace(full, (vector, place) => {
      places.push(place);
      return vector;
    });
    const expected: TracePlace[] = [
      { round: 0, quantity: 'x' },
      { round: 0, quantity: 'm' },
      { round: 0, quantity: 'the point of target' },
      { round: 0, quantity: 'the value of target' },
      { round: 1, quantity: 'the point of targetAtSnapshot' },
      { round: 1, quantity: 'the value of targetAtSnapshot' },
      { round: 1, quantity: 'm' },
      { round: 1, step: 1, quantity: 'the point of auxiliaryAtPoint' },
      { round: 1, step: 1, quantity: 'the value of auxiliaryAtPoint' },
      { round: 1, step: 1, quantity: 'd' },
      { round: 1, step: 1, quantity: 'y' },
      { round: 1, step: 2, quantity: 'y' },
      { round: 1, quantity: 'x' },
      { round: 2, quantity: 'x' },
    ];
    expect(places).toEqual(expected);
  });
});
