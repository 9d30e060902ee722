/** The tables of `auxopt settings`: constants, measured gaps, and what the theorems promise. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import type { RateTheoremId } from '../../../spec/theorems/index.js';
import type { Ratio } from '../../exact/index.js';
import type { CertifiedBound } from '../../problems/index.js';
import type { ScenarioComparison, ScenarioMethod, ScenarioPromise } from '../../theorems/index.js';
import { formatSignificant, heading, print, table } from '../text.js';

/** Scenario and label of an example. */
function nameOf({ example: { scenario, label } }: ScenarioComparison): string {
  return `${scenario} ${label}`;
}

/** One method of a comparison. */
function methodOf({ methods }: ScenarioComparison, variant: VariantName): ScenarioMethod | undefined {
  return methods.find((method) => method.variant === variant);
}

/** One promise of a comparison. */
function promiseOf({ promises }: ScenarioComparison, id: RateTheoremId): ScenarioPromise | undefined {
  return promises.find((promise) => promise.id === id);
}

/** The upper end of a certificate to five digits; the lower end has the same ones. */
const constant = ({ upper }: CertifiedBound): string => formatSignificant(upper, 5);

/** Prints all three tables. */
export function printScenarios(comparisons: readonly ScenarioComparison[]): void {
  printConstants(comparisons);
  print();
  printGaps(comparisons);
  print();
  printPromises(comparisons);
}

function printConstants(comparisons: readonly ScenarioComparison[]): void {
  print(
    heading('The settings: constants, certified or exact'),
    table(
      ['example', 'unit of f', 'd', 'L', 'δ (A2)', 'δ (A5)', 'F₀', 'σ_D²', 'σ_h²', 'σ_f²'],
      comparisons.map((comparison) => {
        const { example, description } = comparison;
        const along = promiseOf(comparison, 'MOM-2')?.measurement;
        const baseline = promiseOf(comparison, 'SGD-1')?.measurement;
        return [
          nameOf(comparison),
          example.unit,
          String(description.dimension),
          constant(description.smoothness),
          constant(description.hessianSimilarity),
          constant(description.meanSquareSimilarity),
          formatSignificant(description.optimum.suboptimality, 4),
          along === undefined ? '' : formatSignificant(along.snapshotVariance, 4),
          along === undefined ? '' : formatSignificant(along.localVariance, 4),
          baseline === undefined ? '' : formatSignificant(baseline.targetVariance, 4),
        ];
      }),
      [2, 3, 4, 5, 6, 7, 8, 9],
    ),
    'L and δ have no unit. σ_D² and σ_h² are the greatest expected variances along the run of MOM-2 below,',
    'σ_f² along that of SGD-1, in the unit of f.',
  );
}

function printGaps(comparisons: readonly ScenarioComparison[]): void {
  const shown: readonly VariantName[] = ['sgd', 'naive', 'aux-mom', 'aux-mvr'];
  print(
    heading('E f(x) − inf f after N target gradients each, exactly; η and a the best of one grid'),
    table(
      [
        'example',
        'N',
        'K',
        ...shown.flatMap((variant) => [algorithms[variant].title.replace(/ .*/, ''), 'gain']),
        'expected',
      ],
      comparisons.map((comparison) => [
        nameOf(comparison),
        String(comparison.example.budget),
        String(comparison.example.problemCase.parameters.localStepCount),
        ...shown.flatMap((variant) => {
          const method = methodOf(comparison, variant);
          if (method === undefined) return ['', ''];
          return [formatSignificant(method.gap, 3), formatSignificant(method.gain, 3)];
        }),
        comparison.example.helps ? 'helps' : 'does not',
      ]),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    ),
    'The gain is the gap of SGD over the gap of the method: above 1 the auxiliary is worth having.',
  );
}

function printPromises(comparisons: readonly ScenarioComparison[]): void {
  const shown: readonly RateTheoremId[] = ['SGD-1', 'MOM-2', 'MVR-1'];
  print(
    heading('What the theorems promise: G ≤ bound at the grid point with the least bound'),
    table(
      ['example', ...shown.flatMap((id) => [`G (${id})`, 'bound']), 'a gain is promised'],
      comparisons.map((comparison) => [
        nameOf(comparison),
        ...shown.flatMap((id) => {
          const promise = promiseOf(comparison, id);
          if (promise === undefined) return ['', 'no point'];
          return [
            formatSignificant(promise.verdict.measured, 3),
            formatSignificant(promise.verdict.bound, 3),
          ];
        }),
        isGainPromised(comparison) ? 'yes' : 'no',
      ]),
      [1, 2, 3, 4, 5, 6],
    ),
    'A bound below that of SGD-1 promises a gain; one above it promises nothing, and a gain is still possible.',
  );
}

/** Whether the bound of MOM-2 or MVR-1 is below that of SGD-1, decided exactly. */
function isGainPromised(comparison: ScenarioComparison): boolean {
  const baseline = promiseOf(comparison, 'SGD-1')?.verdict.bound;
  return (['MOM-2', 'MVR-1'] as const).some((id) => {
    const bound = promiseOf(comparison, id)?.verdict.bound;
    if (bound === undefined || baseline === undefined) return false;
    return bound.numerator * baseline.denominator < baseline.numerator * bound.denominator;
  });
}

/** Digits of the numbers that have thousands. */
const roundedDigits = 12;

/** The comparisons as one document; see docs/formats/settings.md. */
export function scenariosDocument(comparisons: readonly ScenarioComparison[]): object {
  const round = (value: Ratio): string => formatSignificant(value, roundedDigits);
  const settings = comparisons.map((comparison) => {
    const { example, description, methods, promises } = comparison;
    const { smoothness, hessianSimilarity, meanSquareSimilarity, optimum } = description;
    return {
      setting: example.scenario,
      label: example.label,
      file: example.file,
      name: example.problemCase.name,
      unit: example.unit,
      targetGradients: example.budget,
      localStepCount: example.problemCase.parameters.localStepCount,
      expectedToHelp: example.helps,
      smoothness,
      hessianSimilarity,
      meanSquareSimilarity,
      suboptimality: optimum.suboptimality,
      methods: methods.map(({ variant, at, roundCount, gap, gain }) => ({
        variant,
        ...at,
        roundCount,
        gapRounded: round(gap),
        gainRounded: round(gain),
      })),
      promises: promises.map(({ id, variant, at, verdict, measurement }) => ({
        theorem: id,
        variant,
        ...at,
        isWithin: verdict.isWithin,
        measuredRounded: round(verdict.measured),
        boundRounded: round(verdict.bound),
        snapshotVarianceRounded: round(measurement.snapshotVariance),
        localVarianceRounded: round(measurement.localVariance),
        targetVarianceRounded: round(measurement.targetVariance),
      })),
      isGainPromised: isGainPromised(comparison),
    };
  });
  return { format: 'auxopt-settings/1', settings };
}

/**
 * The sentences that say what does not hold: a bound that is broken, an auxiliary that helps where none should or does not
 * where it should, a gain that is promised and not there. All decided exactly.
 */
export function findScenarioFailures(comparison: ScenarioComparison): readonly string[] {
  const name = nameOf(comparison);
  const { helps } = comparison.example;
  const gains = (['aux-mom', 'aux-mvr'] as const).flatMap((variant) => methodOf(comparison, variant) ?? []);
  const hasGain = gains.some(({ gain }) => gain.numerator > gain.denominator);
  return [
    ...comparison.promises
      .filter(({ verdict }) => verdict.isViolation)
      .map(({ id }) => `${name}: the bound of ${id} is broken`),
    ...(hasGain === helps
      ? []
      : [
          helps
            ? `${name}: the auxiliary should help, and no method beats SGD`
            : `${name}: the auxiliary should not help, and a method beats SGD`,
        ]),
    ...(isGainPromised(comparison) && !hasGain ? [`${name}: a gain is promised, and there is none`] : []),
  ];
}
