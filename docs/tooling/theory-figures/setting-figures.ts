/** The figure of a scenario: a row an example; on the left the gaps at the best parameters, on the right G and its bounds. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import type { ScenarioComparison } from '../../../src/theorems/index.js';
import { nearestDouble } from '../../../src/exact/index.js';
import { renderFactorBars } from './factor-bars.js';
import { asDocument, renderCurves, type Curve } from '../../../src/cli/chart.js';
import { methodColours } from '../../../src/cli/palette.js';
import { formatSignificant } from '../../../src/exact/short-number.js';

/** Every figure of docs/guide/settings.md by the name of its file. */
export function drawSettings(comparisons: readonly ScenarioComparison[]): ReadonlyMap<string, string> {
  const names = new Set(comparisons.map(({ example }) => example.scenario));
  return new Map([
    ['setting-gains.svg', drawGains(comparisons)],
    ...[...names].map((name): [string, string] => [
      `setting-${name}.svg`,
      drawScenario(comparisons.filter(({ example }) => example.scenario === name)),
    ]),
  ]);
}

const panel = { width: 440, height: 300, nameWidth: 118 };
const [titleHeight, gutter] = [44, 12];

const titleOf = (variant: VariantName): string => algorithms[variant].title;

/** What a row is called above its panels. */
function captionOf({ example }: ScenarioComparison): string {
  return `${example.label}: the auxiliary ${example.helps ? 'helps' : 'does not help'}`;
}

/** The figure as a complete SVG document with a title and a description. */
function drawScenario(comparisons: readonly ScenarioComparison[]): string {
  const [width, rowHeight] = [2 * panel.width, titleHeight + panel.height + gutter];
  const height = comparisons.length * rowHeight;
  const title = `${comparisons[0]?.example.scenario ?? 'scenario'}: expected suboptimality, and G with its bounds, against target gradients`;
  const rows = comparisons.flatMap((comparison, row) => {
    const y = row * rowHeight;
    return [
      `<text x="64" y="${y + 26}" font-weight="600" fill="currentColor">${escapeText(captionOf(comparison))}</text>`,
      place(gapPanel(comparison), 0, y + titleHeight),
      place(boundPanel(comparison), panel.width, y + titleHeight),
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="auxopt-figure" role="img" aria-labelledby="title desc" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13">`,
    `<title id="title">${escapeText(title)}</title>`,
    `<desc id="desc">${escapeText(comparisons.map(describe).join(' '))}</desc>`,
    // Text takes the colour of the page; where the picture stands alone, that of the reader's scheme.
    '<style>.auxopt-figure{color:#222}@media (prefers-color-scheme:dark){.auxopt-figure{color:#ddd}}</style>',
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

/** The gains over SGD of every example in one picture, as a complete SVG document. */
function drawGains(comparisons: readonly ScenarioComparison[]): string {
  const rows = comparisons.map(({ example, methods }) => ({
    name: `${example.scenario}, ${example.label}`,
    bars: methods
      .filter(({ variant }) => variant !== 'sgd')
      .map(({ variant, gain }) => ({
        text: `${titleOf(variant)} ${formatSignificant(gain, 3)}`,
        factor: nearestDouble(gain),
        colour: methodColours[variant],
      })),
  }));
  const words = rows.map(({ name, bars }) => `${name}: ${bars.map(({ text }) => text).join(', ')}`);
  return asDocument(
    renderFactorBars({
      title: 'What is gained over SGD at equal numbers of target gradients, setting by setting',
      description: `The expected gap of SGD over that of each method; above 1 is better than SGD. ${words.join('; ')}.`,
      xLabel: 'gap of SGD / gap of the method: above 1 is better',
      rows,
    }),
  );
}

function gapPanel({ methods, example }: ScenarioComparison): string {
  return renderCurves({
    xLabel: 'gradients of f',
    yLabel: `E f(x) − inf f (${example.unit}), best η and a`,
    curves: methods.map(({ variant, curve }) => ({
      name: titleOf(variant),
      method: variant,
      points: curve,
    })),
    ...panel,
  });
}

function boundPanel({ promises, example }: ScenarioComparison): string {
  const isShown = (variant: VariantName): boolean =>
    variant === 'sgd' || variant === example.problemCase.variant;
  return renderCurves({
    xLabel: 'gradients of f',
    yLabel: `G so far (${example.unit}), and its bound (dotted)`,
    curves: promises
      .filter(({ variant }) => isShown(variant))
      .flatMap(({ variant, average, limit }): readonly Curve[] => [
        { name: titleOf(variant), method: variant, points: average },
        { name: `bound, ${titleOf(variant)}`, method: variant, isBound: true, points: limit },
      ]),
    ...panel,
  });
}

/** The picture in words. */
function describe(comparison: ScenarioComparison): string {
  const { example, methods, promises } = comparison;
  const gaps = methods.map(
    ({ variant, gap }) => `${titleOf(variant)} ${formatSignificant(gap, 3)} ${example.unit}`,
  );
  const bounds = promises.map(
    ({ id, verdict }) =>
      `${id} bounds G = ${formatSignificant(verdict.measured, 3)} by ${formatSignificant(verdict.bound, 3)}`,
  );
  return `${captionOf(comparison)}. ${example.expectation} After ${example.budget} target gradients the expected suboptimality is ${gaps.join(', ')}; ${bounds.join(', ')}.`;
}

/** A drawing as a part of another, with its corner at (x, y). */
function place(drawing: string, x: number, y: number): string {
  return drawing.replace(/^<svg /, `<svg x="${x}" y="${y}" `);
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
