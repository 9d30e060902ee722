/** `auxopt check --report`: tables and histograms of a campaign as one HTML file. */
import { theorems as allTheorems, type CheckedTheoremId } from '../../../spec/theorems/index.js';
import { checkedTheoremIds, splitByTheorem, type CheckOptions } from '../../campaigns/index.js';
import {
  describeWitness,
  isExpected,
  witnesses,
  type RandomCaseResult,
  type StoredCaseResult,
  type TheoremCaseResult,
  type TheoremSummary,
} from '../../theorems/rates/index.js';
import { renderHistogram, type HistogramBin } from '../bar-charts.js';
import { html, type Html, type HtmlPart } from '../../verify/report/foreign-text.js';
import {
  htmlFigure,
  htmlFigures,
  htmlKey,
  htmlTable,
  renderHtmlReport,
  type ReportSection,
} from '../../verify/report/html-page.js';
import { version } from '../package.js';

/** What the report is made of. */
export interface CheckReport {
  readonly options: CheckOptions;
  readonly results: readonly TheoremCaseResult[];
  readonly summaries: readonly TheoremSummary[];
  /** What the kernel says of each proof. */
  readonly proofs: Readonly<Partial<Record<CheckedTheoremId, string>>>;
}

/** The report as an HTML document; the same campaign gives the same bytes. */
export function renderCheckReport(report: CheckReport): string {
  const { options, results } = report;
  const { cases, seed, theorems } = options;
  const unexpected = results.filter((result) => !isExpected(result)).length;
  const names = theorems.length === 1 ? `Theorem ${theorems.join()}` : `${theorems.length} theorems`;
  const isAll = theorems.length === checkedTheoremIds.length;
  const command = `auxopt check --cases ${cases} --seed ${seed}${isAll ? '' : ` --theorem ${theorems.join(' ')}`}`;
  return renderHtmlReport({
    title: 'Theorems against exact expectations',
    verdict: {
      holds: unexpected === 0,
      text:
        unexpected === 0
          ? `${names} checked on ${results.length} cases: every bound holds, and every stored case shows what it should.`
          : `${names} checked on ${results.length} cases: ${unexpected} did not give what they should.`,
    },
    facts: [
      ['random cases', `${cases} a theorem, seed ${seed}`],
      ['stored cases', String(results.filter(({ kind }) => kind === 'stored').length)],
      ['again', html`<code>${command}</code>`],
    ],
    sections: [
      violationSection(report),
      theoremSection(report),
      histogramSection(report),
      randomSection(report),
      storedSection(report),
    ],
    version,
  });
}

function violationSection({ options, summaries }: CheckReport): ReportSection {
  const rows = summaries.flatMap(({ id, violating }) =>
    violating.map(({ source, ratio }): readonly HtmlPart[] => {
      const isRandom = typeof source === 'number';
      const again = `auxopt check --theorem ${id} --seed ${options.seed} --cases ${Number(source) + 1}`;
      return [id, isRandom ? `random ${source}` : source, ratio, isRandom ? html`<code>${again}</code>` : ''];
    }),
  );
  return { heading: 'Violations', body: htmlTable(['theorem', 'case', 'G/bound', 'again'], rows, [2]) };
}

function theoremSection({ summaries, proofs }: CheckReport): ReportSection {
  return {
    heading: 'Theorems',
    body: html`<p>
        A rate bounds G, the average over all local points of the expected squared gradient of the target; its
        ratio is G/bound. A lower bound says that no parameters do better on some member of a class; its ratio
        is the floor over what the member gives. A comparison says that AuxMOM is better than SGD by a factor
        c; its ratio is c·G over what SGD does on its hard member. All numbers are exact; a ratio above 1
        would refute the theorem.
      </p>
      ${htmlTable(
        ['theorem', 'violations', 'worst ratio', 'from', 'cases', 'proof', 'about'],
        summaries.map((summary) => [
          summary.id,
          { content: summary.violations, isBad: summary.violations > 0 },
          summary.worstRatio,
          summary.worstCase,
          summary.cases,
          proofs[summary.id] ?? 'none',
          allTheorems[summary.id].title,
        ]),
        [1, 2, 4],
      )}`,
  };
}

function histogramSection({ options, results, summaries }: CheckReport): ReportSection {
  const parts = splitByTheorem(options, results);
  return {
    heading: 'How near the bounds the random cases come',
    body: html`<p>
        Random cases lie well inside the conditions, or at an edge of the simple or of the exact condition.
      </p>
      ${htmlKey(ratioGroups)}
      ${htmlFigures(
        parts.map(({ id, results: own }) =>
          htmlFigure(
            renderRatioHistogram(id, own),
            `${id}: ${allTheorems[id].title}; at most ${worstOf(summaries, id)}.`,
          ),
        ),
      )}`,
  };
}

function worstOf(summaries: readonly TheoremSummary[], id: CheckedTheoremId): string {
  return summaries.find((summary) => summary.id === id)?.worstRandomRatio ?? 'nothing';
}

function randomSection({ summaries }: CheckReport): ReportSection {
  return {
    heading: 'Random cases',
    body: htmlTable(
      ['theorem', 'inside', 'simple edge', 'exact edge', 'not convex', 'worst ratio'],
      summaries.map(({ id, regimes, nonConvex, worstRandomRatio }) => [
        id,
        regimes.inside,
        regimes['simple-edge'],
        regimes['exact-edge'],
        nonConvex,
        worstRandomRatio,
      ]),
      [1, 2, 3, 4, 5],
    ),
  };
}

function storedSection({ results }: CheckReport): ReportSection {
  const stored = results.filter((result): result is StoredCaseResult => result.kind === 'stored');
  const describe = (name: string): string => {
    const witness = witnesses.find(({ run }) => run.name === name);
    return witness === undefined ? '' : describeWitness(witness);
  };
  const shown = (isShown: boolean): { content: Html; isBad: boolean } => ({
    content: isShown ? html`yes` : html`no`,
    isBad: !isShown,
  });
  return {
    heading: 'Stored cases',
    body: html`<p>
        Each shows that a bound is attained, that a term of it cannot be halved, or that a condition is
        needed.
      </p>
      ${htmlTable(
        ['case', 'what it is stored for', 'G/bound', 'shown'],
        stored.map(({ name, ratio, isShown }) => [
          html`<code>${name}</code>`,
          describe(name),
          ratio,
          shown(isShown),
        ]),
        [2],
      )}`,
  };
}

/** Regimes and their colours, from the lowest of a stack to the highest; legible on white and on dark paper. */
const ratioGroups: readonly {
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
function renderRatioHistogram(id: CheckedTheoremId, results: readonly TheoremCaseResult[]): string {
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
