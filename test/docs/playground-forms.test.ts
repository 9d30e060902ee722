/** What the playground makes of what is typed, and of curves that do not fit into their plot. */
import { describe, expect, it } from 'vitest';
import { readState } from '../../docs/playground/model/compute.js';
import { answerOwn } from '../../docs/playground/model/own-page.js';
import { parseHash } from '../../docs/playground/model/state.js';
import { bordersFor, clipped } from '../../docs/playground/view/clipped.js';

describe('matrices that are typed', () => {
  const good = {
    targetMatrix: '1 0.3; 0.3 1',
    targetVector: '0 0',
    auxiliaryMatrix: '1 0; 0 1/3',
    auxiliaryVector: '1, 0',
    startingPoint: '4 -3',
  };
  const read = (typed: Partial<typeof good>): unknown =>
    readState(
      parseHash(`#${new URLSearchParams({ setting: 'custom', ...good, ...typed }).toString()}`).state,
    );

  it.each([
    [{ targetMatrix: '1 2; 3' }, 'A, row 2, has 1 entry, x⁰ has 2. Give both the same number.'],
    [{ targetMatrix: '1' }, 'A has 1 row, x⁰ has 2 entries. Give both the same number.'],
    [{ auxiliaryMatrix: '1 2; 3 4' }, 'B is not symmetric: row 1, entry 2 is 2, but row 2, entry 1 is 3.'],
    [{ targetVector: '1' }, 'b has 1 entry, x⁰ has 2. Give both the same number.'],
    [{ auxiliaryVector: ' ' }, 'c is empty; type numbers with blanks between them.'],
    [{ auxiliaryMatrix: ';' }, 'B is empty; type rows of numbers with ; between them.'],
    [{ startingPoint: '1' }, 'A has 2 rows, x⁰ has 1 entry. Give both the same number.'],
    [{ startingPoint: '1 2 3' }, 'x⁰ has 3 entries; type 1 or 2 of them.'],
    [{ targetMatrix: '1 x; 0 1' }, 'A: "x" is no number; type decimals such as -0.25, or fractions such as'],
    [{ targetMatrix: '1e400 0; 0 1' }, 'A: 1e400 is too large for the charts; type numbers up to a million.'],
    [
      { targetMatrix: '1 0; 0 -1' },
      'f has no minimum: A has a negative eigenvalue. Type an A that has none.',
    ],
    [{ targetMatrix: '1 2; 2 1' }, 'f has no minimum: A has a negative eigenvalue.'],
    [
      { targetMatrix: '1 1; 1 1', targetVector: '1 0' },
      'f has no minimum: A is singular, and b is not in its range. Change A or b.',
    ],
  ])('%j is refused in the words of the form', (typed, message) => {
    let said = '';
    try {
      read(typed);
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said.slice(0, message.length)).toBe(message);
    expect(said).not.toContain('$');
  });

  it('are refused under a page of one’s own in the same words, with no uncaught error', () => {
    const { state } = parseHash('#setting=custom&targetMatrix=1+0%3B+0');
    const text = 'method mine\ngiven η > 0\nstate x\nsample ξ\nx ← x − η ∇f(x, ξ)';
    expect(answerOwn({ text, values: '', state })).toMatchObject({
      run: 'A, row 2, has 1 entry, x⁰ has 2. Give both the same number.',
    });
  });

  it('are read where they fit', () => {
    expect(read({})).toMatchObject({ parameters: { localStepCount: 5 } });
    expect(read({ targetMatrix: '1 1; 1 1', targetVector: '1 1' })).toMatchObject({});
    expect(
      read({
        targetMatrix: '2',
        targetVector: '1',
        auxiliaryMatrix: '1',
        auxiliaryVector: '0',
        startingPoint: '3',
      }),
    ).toMatchObject({ problem: { dimension: 1 } });
  });
});

describe('a curve in its plot', () => {
  const curve = (...ys: readonly number[]) => ys.map((y, x) => ({ x, y }));

  it('is whole where it stays inside', () => {
    expect(clipped(curve(1, 0.5, 0.1), 0.1, 10)).toEqual({ points: curve(1, 0.5, 0.1) });
  });

  it.each([
    [curve(1, 5, 20, 3), 'above', [...curve(1, 5), { x: 2, y: 10 }]],
    [curve(1, Infinity), 'above', [...curve(1), { x: 1, y: 10 }]],
    [curve(1, NaN), 'above', [...curve(1), { x: 1, y: 10 }]],
    [curve(1, 0), 'below', [...curve(1), { x: 1, y: 0.1 }]],
    [curve(0.01), 'below', [{ x: 0, y: 0.1 }]],
  ] as const)('%j goes to the border that it leaves through', (points, leaves, shown) => {
    expect(clipped(points, 0.1, 10)).toEqual({ points: shown, leaves });
  });

  it('has the same borders whether others diverge or end at 0', () => {
    expect(bordersFor(0.5, [0.5, 1e190, Infinity])).toEqual([1e-4, 10]);
    expect(bordersFor(0.5, [0.5, 0, 1e-7])).toEqual([1e-7, 1]);
    expect(bordersFor(1, [1, 0])).toEqual([1e-3, 1]);
    expect(bordersFor(1, [1e-200])[0]).toBe(1e-30);
  });
});
