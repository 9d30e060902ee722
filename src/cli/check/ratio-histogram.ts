/** Histogram of G/bound over the random cases of a theorem, by regime. */
import type { RateTheoremId } from '../../../spec/theorems/index.js';
import type { RandomCaseResult, TheoremCaseResult } from '../../theorems/rates/index.js';
import { renderHistogram, type HistogramBin } from '../chart.js';

/** Regimes and their colours, from the lowest of a stack to the highest; legible on white and on dark paper. */
export const ratioGroups: readonly {
  readonly regime: RandomCaseResult['regime'];
  readonly name: string;
  readonly colour: string;
}[] = [
  { regime: 'inside', name: 'well inside', colour: '#56b4e9' },
  { regime: 'simple-edge', name: 'edge of the simple condition', colour: '#0f8b6d' },
  { regime: 'exact-edge', name: 'edge of the exact condition', colour: '#d55e00' },
];

const binCount = 20;

/** Bins of equal width up to 1; what exceeds the bound has a bin of its own after it. */
export function binRatios(results: readonly TheoremCaseResult[]): readonly HistogramBin[] {
  const random = results.filter((result): result is RandomCaseResult => result.kind === 'random');
  const binOf = ({ ratio, isViolation }: RandomCaseResult): number =>
    // A ratio of exactly 1 attains the bound and does not exceed it.
    isViolation ? binCount : Math.min(Math.floor(Number(ratio) * binCount), binCount - 1);
  return ratioGroups.flatMap(({ regime, name }) => {
    const own = random.filter((result) => result.regime === regime).map(binOf);
    return Array.from({ length: binCount + 1 }, (_, bin) => ({
      low: bin / binCount,
      high: (bin + 1) / binCount,
      group: name,
      count: own.filter((place) => place === bin).length,
    }));
  });
}

/** The histogram as an SVG element. */
export function renderRatioHistogram(id: RateTheoremId, results: readonly TheoremCaseResult[]): string {
  const bins = binRatios(results);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const near = bins.filter(({ low }) => low >= 0.5 && low < 1).reduce((sum, { count }) => sum + count, 0);
  const above = bins.filter(({ low }) => low >= 1).reduce((sum, { count }) => sum + count, 0);
  return renderHistogram({
    title: `${id}: G/bound of the random cases`,
    description: `Of ${total} random cases ${near} come to at least half of the bound, ${above} exceed it.`,
    xLabel: 'G/bound',
    yLabel: 'cases',
    xDomain: [0, 1 + 1 / binCount],
    groups: ratioGroups,
    bins,
    limit: { x: 1, label: 'bound' },
  });
}
