/** The race of the article as a picture that stands alone: README and the first page show it, with the text of its caption. */
import { delta, drawRace, endsAfter, K, lookRules, runners, T } from '../../article/figures/race-drawing.js';
import { pathOf, targetValue } from '../../article/model/race.js';

const [width, height, shown] = [560, 430, 8] as const;

const style = `.auxopt-figure{color:#222;font:14px system-ui,sans-serif}
.auxopt-figure .ax-name{fill:currentColor}
.auxopt-figure .letter{font:italic 1.1em Georgia,serif}
.ax-level{fill:none;stroke:currentColor;stroke-opacity:.22}
.ax-level.ax-auxiliary{stroke:var(--look);stroke-dasharray:3 4;stroke-width:1.5}
.ax-cross,.ax-curve{fill:none;stroke:var(--look,currentColor);stroke-width:2}
.ax-curve{stroke-dasharray:var(--dash)}
.ax-dot,.ax-mark{fill:var(--look)}
@media (prefers-color-scheme:dark){.auxopt-figure{color:#ddd}}`;

/** The picture as an SVG document. */
export function drawRaceFigure(): string {
  const paths = runners.map(({ variant, eta }) => pathOf(variant, delta, { eta, a: '1', K, T }));
  const values = endsAfter(paths, shown).map(
    (end, index) => `${runners[index]?.name ?? ''} ${targetValue(end).toPrecision(2)}`,
  );
  const rules = lookRules()
    .split('\n')
    .filter((rule) =>
      [...runners.map(({ variant }) => variant), 'auxiliary'].some((name) => rule.startsWith(`.ax-${name} `)),
    );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="auxopt-figure" role="img" aria-labelledby="title desc" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title id="title">Three methods, after ${shown} gradients of f each</title>`,
    `<desc id="desc">Level sets of f and, dotted, of h. After ${shown} gradients of f the values of f are ${values.join(', ')}; the least is 0.</desc>`,
    `<style>${[...rules, style].join('\n')}</style>`,
    drawRace(paths, shown, width, height),
    '</svg>\n',
  ].join('\n');
}
