/** The figure of an experiment: its panels side by side, drawn from the committed results and nothing else. */
import { renderCurves } from '../../dist/src/cli/chart.js';
import { escapeMarkup } from '../../dist/src/verify/report/foreign-text.js';

const [panelWidth, panelHeight, titleHeight] = [440, 290, 30];
const escape = (text) => escapeMarkup(text, /[&<>"]/gu);

/**
 * What an experiment gives, as it stands in results/NAME.json.
 *
 * @typedef {object} Results
 * @property {string} experiment
 * @property {string} title
 * @property {string} command - makes file and figure again.
 * @property {readonly number[]} seeds - empty where nothing is random.
 * @property {string} bands - what a line and its band are.
 * @property {number} [columns] - panels in a row; 2 by default.
 * @property {readonly Panel[]} panels
 * @property {Record<string, unknown>} setup - data and parameters.
 * @property {Record<string, readonly Record<string, string | number | null>[]>} tables
 */

/**
 * @typedef {object} Panel
 * @property {string} title
 * @property {string} xLabel
 * @property {string} yLabel
 * @property {readonly import('../../dist/src/cli/chart.js').Curve[]} curves
 */

/** @param {Results} results @returns {string} a complete SVG document. */
export function drawResults({ title, command, seeds, bands, panels, columns = 2 }) {
  const width = Math.min(columns, panels.length) * panelWidth;
  const height = titleHeight + Math.ceil(panels.length / columns) * panelHeight + 24;
  const random = seeds.length === 0 ? 'exact: no seed' : `seeds ${seeds.join(', ')}`;
  const source = `${command} (${random})`;
  const placed = panels.map(({ xLabel, yLabel, curves, title: panelTitle }, index) => {
    const [x, y] = [(index % columns) * panelWidth, titleHeight + Math.floor(index / columns) * panelHeight];
    const size = { width: panelWidth - 10, height: panelHeight, nameWidth: 165 };
    const panel = renderCurves({ title: panelTitle, xLabel, yLabel, curves, ...size });
    return panel.replace('<svg ', `<svg x="${x}" y="${y}" `);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="auxopt-figure" role="img" aria-labelledby="title desc" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13">`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="desc">${escape(`${bands} Made by: ${source}.`)}</desc>`,
    '<style>.auxopt-figure{color:#222}@media (prefers-color-scheme:dark){.auxopt-figure{color:#ddd}}</style>',
    `<text x="4" y="18" font-weight="600" fill="currentColor">${escape(title)}</text>`,
    ...placed,
    `<text x="4" y="${height - 8}" font-size="11" fill="currentColor">${escape(source)}</text>`,
    '</svg>',
    '',
  ].join('\n');
}
