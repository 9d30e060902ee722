/** A chart that everybody can read: names apart, ticks in words, colours that stand out from both papers. */
import { describe, expect, it } from 'vitest';
import { variantNames } from '../../spec/algorithms/index.js';
import { renderCurves } from '../../src/cli/chart.js';
import { auxiliaryColour, methodColours } from '../../src/cli/palette.js';

const line = (name: string, ends: number) => ({ name, points: [1, ends].map((y, i) => ({ x: 10 * i, y })) });
const chart = { xLabel: 'target gradients', yLabel: 'gap (kg²)', width: 400, height: 300 };
const draw = (ends: readonly number[]): string =>
  renderCurves({ ...chart, curves: ends.map((y, i) => line(`method ${i}`, y)) });

/** The heights of the names, in pixels. */
function heights(svg: string): readonly number[] {
  const found = [...svg.matchAll(/<text[^>]*transform="translate\([\d.]+,([\d.]+)\)"[^>]*>method \d/g)];
  return found.map(([, y]) => Number(y)).sort((a, b) => a - b);
}

it('a method has its own colour in every figure, wherever it stands', () => {
  const alone = renderCurves({ ...chart, curves: [{ ...line('SGD', 0.1), method: 'sgd' }] });
  expect(alone).toContain(`stroke="${methodColours.sgd}"`);
  expect(alone).not.toContain(methodColours['aux-mom']);
  expect(renderCurves({ ...chart, curves: [line('SGD', 0.1)] })).toContain(methodColours['aux-mom']);
});

describe('a panel on a logarithmic axis', () => {
  it('keeps names a line apart, and inside, where lines end together', () => {
    const places = heights(draw([1e-3, 1e-3, 1.01e-3, 1e-3]));
    expect(places).toHaveLength(4);
    const gaps = places.slice(1).map((y, i) => y - (places[i] ?? NaN));
    expect(gaps.every((gap) => gap > 14.9)).toBe(true);
    expect(Math.max(...places)).toBeLessThan(300);
  });

  it('leaves names at their lines where there is room', () => {
    const [first = NaN, second = NaN] = heights(draw([1e-1, 1e-4]));
    expect(second - first).toBeGreaterThan(60);
  });

  it('writes small ticks as powers of ten', () => {
    expect(draw([1e-6])).toContain('>10⁻⁵<');
    expect(draw([0.1])).toContain('>0.5<');
  });

  it('leaves out what has no logarithm', () => {
    expect(draw([0.1, Infinity, -1])).not.toMatch(/NaN|Infinity/);
  });
});

/** The contrast of two colours as WCAG 2 defines it. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

describe('the colours', () => {
  it.each(['#ffffff', '#0d1117'])('stand out from %s by 3 : 1, which WCAG asks of graphics', (paper) => {
    const colours = [...Object.values(methodColours), auxiliaryColour];
    expect(colours.filter((colour) => contrast(colour, paper) < 3)).toEqual([]);
    expect(new Set(colours).size).toBe(variantNames.length + 1);
    expect(contrast('#f0e442', '#ffffff')).toBeLessThan(3); // their yellow would not
  });
});
