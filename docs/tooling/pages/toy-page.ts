/** The published toy, computed anew: exact values, and two orders of evaluation in doubles. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProblem, withVariant, type ResolvedProblem } from '../../../src/problems/index.js';
import { computeToyRow, publishedToy, toyHead } from './published-toy.js';
import { drawCurves } from '../../../src/cli/chart.js';
import { nearestDouble } from '../../../src/exact/index.js';
import { drawResolved, runExactly, runInDoubles } from '../../../src/cli/run/run-case.js';
import type { VariantName } from '../../../spec/model/index.js';

/** Pages by path, and figures by path. */
export interface ToyPages {
  readonly pages: ReadonlyMap<string, string>;
  readonly figures: ReadonlyMap<string, string>;
}

/** Computes the page. */
export function toyPages(root: string): ToyPages {
  const load = (file: string): ResolvedProblem =>
    readProblem(readFileSync(join(root, 'docs/examples', file), 'utf8'), file, () => '');
  const rows = publishedToy.map((published) => computeToyRow(published, load(published.file)));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [
    line(toyHead),
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(({ cells }) => line(cells)),
  ].join('\n');
  const text = readFileSync(join(root, 'docs/tooling/pages/published-toy.template.md'), 'utf8');
  return {
    pages: new Map([['experiments/published-toy.md', text.replace('TABLE', table)]]),
    figures: new Map([['experiments/published-toy.svg', drawToy(load('toy.json'))]]),
  };
}

/** f along the run on the first row, exactly and in the two orders of evaluation. */
function drawToy(problem: ResolvedProblem): string {
  const curve = (name: string, variant: VariantName, engine: 'exact' | 'fast') => {
    const other = withVariant(problem, variant);
    const tape = drawResolved(other);
    const { rounds } = engine === 'exact' ? runExactly(other, tape) : runInDoubles(other, tape, false);
    return {
      name,
      method: variant,
      isBound: name === 'doubles, stored m',
      points: rounds.flatMap(({ round, targetValue }) =>
        targetValue === undefined ? [] : [{ x: round, y: nearestDouble(targetValue.ratio) }],
      ),
    };
  };
  return drawCurves({
    title: 'The published toy, δ = 1, ζ = 1: f against rounds',
    xLabel: 'round',
    yLabel: 'f(x)',
    curves: [
      curve('naive, exact', 'naive', 'exact'),
      curve('AuxMOM, exact', 'aux-mom', 'exact'),
      curve('doubles, stored m', 'aux-mom', 'fast'),
      curve('doubles, regrouped', 'aux-mom-target', 'fast'),
    ],
  });
}
