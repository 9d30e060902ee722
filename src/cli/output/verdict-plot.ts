/** A static SVG of what the cases of a verification gave: one bar for each level and variant, one colour a verdict. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { describeCounts, groupCases } from '../../verify/report/report-view.js';
import { verdicts, type Verdict, type VerifyReport } from '../../verify/report/verify-report.js';

/** Okabe and Ito's colours, legible on white and on dark paper: what passes is cool, what fails is warm. */
const colours: Readonly<Record<Verdict, string>> = {
  pass: '#0f8b6d',
  fail: '#d55e00',
  unsupported: '#999999',
  error: '#cc79a7',
  crash: '#b2182b',
  timeout: '#e69f00',
  protocol: '#56b4e9',
};

/** The verdicts that were given, with their colours, from the left of a bar to its right. */
export function verdictKey(
  report: VerifyReport,
): readonly { readonly name: Verdict; readonly colour: string }[] {
  return verdicts
    .filter((verdict) => report.counts[verdict] > 0)
    .map((verdict) => ({ name: verdict, colour: colours[verdict] }));
}

const style = 'background: transparent; color: currentColor; font: 12px system-ui, sans-serif;';
const rowHeight = 26;

/** The bars as an SVG element for an HTML page. */
export function renderVerdictBars(report: VerifyReport): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const groups = groupCases(report).map(({ level, variant, counts }) => ({
    name: [`L${level}`, ...(variant === undefined ? [] : [variant])].join(' '),
    counts,
  }));
  const bars = groups.flatMap(({ name, counts }) =>
    verdicts.map((verdict) => ({ name, verdict, count: counts[verdict] })),
  );
  const shown = verdictKey(report);
  const drawing = Plot.plot({
    document,
    width: 520,
    height: 54 + rowHeight * groups.length,
    marginLeft: 130,
    marginRight: 20,
    marginTop: 8,
    marginBottom: 40,
    ariaLabel: 'Verdicts by level and variant',
    ariaDescription: groups.map(({ name, counts }) => `${name}: ${describeCounts(counts)}`).join('; '),
    x: { label: 'cases →', labelAnchor: 'center', grid: true, ticks: 5, tickFormat: 'd' },
    y: { label: null, domain: groups.map(({ name }) => name), padding: 0.25 },
    color: { domain: shown.map(({ name }) => name), range: shown.map(({ colour }) => colour) },
    marks: [
      Plot.barX(
        bars.filter(({ count }) => count > 0),
        { x: 'count', y: 'name', fill: 'verdict', order: [...verdicts], insetRight: 0.5 },
      ),
      Plot.ruleX([0], { stroke: 'currentColor' }),
    ],
  });
  drawing.setAttribute('style', style);
  drawing.setAttribute('role', 'img');
  return drawing.outerHTML;
}
