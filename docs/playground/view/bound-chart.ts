/** The exact G beside the summands of its bound. */
import * as Plot from '@observablehq/plot';
import { nearestDouble, parseExactNumber } from '../../../src/exact/index.js';
import { isDivergent, type BoundVerdict, type Expected } from '../model/answer.js';
import { addLegend, lookOf, note, put, widthOf } from './drawing.js';
import { formatShort } from './format.js';

const termNames: Readonly<Record<string, string>> = {
  suboptimality: 'start (F₀)',
  'initial-error': 'error of the first m',
  'snapshot-noise': 'snapshot noise (σ_D²)',
  'target-noise': 'noise of SGD (σ_f²)',
  'descent-noise': 'local noise (σ_h²)',
  'drift-noise': 'drift of local noise',
  'lag-noise': 'lag of local noise',
};

const barTitle = ({ name, value }: { readonly name: string; readonly value: number }): string =>
  `${name}: ${formatShort(value)}`;

/** G beside the summands of its bound, or alone where there is none. */
export function drawBound(box: HTMLElement, verdict: BoundVerdict | undefined, expected: Expected): void {
  // where its condition does not hold the sum bounds nothing
  const isPromised = verdict?.isSimpleConditionMet === true || verdict?.isExactConditionMet === true;
  if (!isPromised) {
    const G = formatShort(nearestDouble(parseExactNumber(expected.averageSquaredGradient)));
    const fate = isDivergent(expected) ? 'The run diverges. ' : '';
    put(box, note(`${fate}G is ${G}, and there is no bound to compare it with.`));
    return;
  }
  const barName = `bound (${verdict.theorem})`;
  const terms = verdict.terms.filter(({ value }) => value > 0);
  let from = 0;
  const parts = terms.map(({ id, value }) => {
    const part = { bar: barName, x1: from, x2: from + value, name: termNames[id] ?? id, value };
    from += value;
    return part;
  });
  const exactBar = { bar: 'exact G', x1: 0, x2: verdict.measured, name: 'exact G', value: verdict.measured };
  const fillAt = (index: number): string => `var(--term-${(index % 6) + 1})`;
  const figure = document.createElement('div');
  const width = widthOf(box);
  figure.append(
    Plot.plot({
      width,
      height: 150,
      marginLeft: 110,
      marginRight: 20,
      marginBottom: 40,
      ariaLabel: 'Exact mean squared gradient beside its bound',
      ariaDescription: `G is ${formatShort(verdict.measured)}, the bound ${formatShort(verdict.bound)}: ${parts.map(({ name, value }) => `${name} ${formatShort(value)}`).join(', ')}.`,
      x: {
        label: width < 480 ? '(value/point)² →' : 'mean squared gradient, (value/point)² →',
        labelAnchor: 'center',
        grid: true,
        ticks: 6,
        domain: [0, 1.02 * Math.max(from, verdict.measured)],
      },
      y: { label: null, domain: ['exact G', barName] },
      marks: [
        Plot.barX([exactBar], { x1: 'x1', x2: 'x2', y: 'bar', fill: lookOf(expected.variant).colour }),
        Plot.tip(
          [exactBar, ...parts],
          Plot.pointerX({ x: 'x2', y: 'bar', title: barTitle, fill: 'var(--paper)' }),
        ),
        ...parts.map((part, index) =>
          Plot.barX([part], {
            x1: 'x1',
            x2: 'x2',
            y: 'bar',
            fill: fillAt(index),
            stroke: 'var(--paper)',
          }),
        ),
        Plot.ruleX([0], { stroke: 'currentColor' }),
      ],
    }),
  );
  addLegend(
    figure,
    parts.map(({ name, value }, index) => [fillAt(index), `${name}: ${formatShort(value)}`]),
  );
  put(box, figure);
}
