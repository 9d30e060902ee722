/** The tables of `auxopt demo --settings`: constants, measured gaps, and what the theorems promise. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import type { RateTheoremId } from '../../../spec/theorems/index.js';
import { type Separation } from '../../advise/index.js';
import { separateRuns } from '../../advise/separate.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import type { CertifiedBound } from '../../problems/index.js';
import {
  quotientOf,
  type ScenarioComparison,
  type ScenarioMethod,
  type ScenarioPromise,
  type TheoryRun,
} from '../../theorems/index.js';
import { heading, print, table } from '../text.js';
import { formatSignificant } from '../../exact/short-number.js';

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

/** A number to so many digits; empty where there is none. */
const formatKnown = (value: Ratio | undefined, digits: number): string =>
  value === undefined ? '' : formatSignificant(value, digits);

/** Prints the gains, what is promised and proved of them, and the constants. */
export function printScenarios(comparisons: readonly ScenarioComparison[]): void {
  printGaps(comparisons);
  print();
  printPromises(comparisons);
  print();
  printProofs(comparisons);
  print();
  printConstants(comparisons);
}

function printGaps(comparisons: readonly ScenarioComparison[]): void {
  const shown: readonly VariantName[] = ['naive', 'aux-mom', 'aux-mvr'];
  print(
    heading('E f(x) − inf f after N target gradients each, exactly; η and a the best of one grid'),
    table(
      [
        'example',
        'N',
        'K',
        'SGD',
        ...shown
          .map((variant) => algorithms[variant].title.replace(/ .*/, ''))
          .flatMap((name) => [name, `× ${name}`]),
        'helps',
      ],
      comparisons.map((comparison) => [
        nameOf(comparison),
        String(comparison.example.budget),
        String(comparison.example.problemCase.parameters.localStepCount),
        formatKnown(methodOf(comparison, 'sgd')?.gap, 3),
        ...shown.flatMap((variant) => {
          const method = methodOf(comparison, variant);
          return [formatKnown(method?.gap, 3), formatKnown(method?.gain, 3)];
        }),
        comparison.example.helps ? 'yes' : 'no',
      ]),
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
      [4, 8, 6, 2, 1],
    ),
    '× is the gain: the gap of SGD divided by that of the method. Above 1 the method is better than SGD. The last column says whether the example was built to show a gain.',
  );
}

function printPromises(comparisons: readonly ScenarioComparison[]): void {
  const shown: readonly RateTheoremId[] = ['SGD-1', 'MOM-2', 'MVR-1'];
  print(
    heading('What the theorems promise: G ≤ bound at the grid point with the least bound'),
    table(
      ['example', ...shown.flatMap((id) => [`G (${id})`, 'bound']), 'a better bound'],
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
        isBoundBetter(comparison) ? 'yes' : 'no',
      ]),
      [1, 2, 3, 4, 5, 6],
    ),
    'A bound below that of SGD-1 is a better guarantee. It is no proof that SGD itself is worse: that is the next table.',
  );
}

/** What is proved of a run, as two cells. */
function proofCells({ proof }: TheoryRun): readonly [bound: string, theorem: string] {
  return proof === undefined ? ['', ''] : [formatSignificant(proof.bound, 3), proof.theorem];
}

function printProofs(comparisons: readonly ScenarioComparison[]): void {
  print(
    heading('What is proved: AuxMOM and SGD, each with the parameters of its own theory'),
    table(
      ['example', 'G (AuxMOM)', 'at most', 'by', 'G (SGD)', 'at most', 'by', 'gain'],
      comparisons.map((comparison) => {
        const { auxMom, sgd } = comparison.theory;
        const [own, other] = [auxMom.measurement, sgd.measurement].map(
          (run) => run.averageSquaredGradient,
        ) as [Ratio, Ratio];
        return [
          nameOf(comparison),
          formatSignificant(own, 3),
          ...proofCells(auxMom),
          formatSignificant(other, 3),
          ...proofCells(sgd),
          formatSignificant(quotientOf({ numerator: other, denominator: own }), 3),
        ];
      }),
      [1, 2, 4, 5, 7],
    ),
    'The gain is G of SGD over G of AuxMOM, for these very runs.',
    '',
    heading('What is proved against SGD, for all problems with these constants'),
    table(
      ['example', 'with its noise', 'factor', 'with exact gradients', 'factor', 'of every iterate'],
      comparisons.map((comparison) => {
        const [noisy, exact] = [separationOf(comparison), separationOf(withoutNoise(comparison))];
        return [
          nameOf(comparison),
          verdictOf(noisy),
          factorsOf(noisy),
          verdictOf(exact),
          factorsOf(exact),
          formatSignificant(exact.everyIterateFactor ?? exact.factor, 3),
        ];
      }),
    ),
    'The factor: how far the guarantee of AuxMOM is below what SGD can guarantee with its best constant step size; at least what is proved by SEP-NOISE or SEP-DET, at most what LOW-MOM and SGD-1 leave. Below 1 nothing is promised, and nothing is excluded.',
  );
}

/** A verdict with the theorems that decide it. */
function verdictOf({ verdict, theorems }: Separation): string {
  if (verdict === 'open') return 'open';
  return `provably ${verdict === 'better' ? 'better' : 'not better'} (${theorems.join(', ')})`;
}

const factorsOf = ({ factor, atMost }: Separation): string =>
  `${formatSignificant(factor, 3)} to ${formatSignificant(atMost, 3)}`;

/** What is proved of AuxMOM against SGD for the constants of an example. */
const separationOf = ({ example, description, theory }: ScenarioComparison): Separation =>
  separateRuns(example.problemCase, description, theory.auxMom, theory.sgd);

/** The comparison as if every gradient were exact: the same L, δ, F₀, K and T. */
function withoutNoise(comparison: ScenarioComparison): ScenarioComparison {
  const { zero } = ratioField;
  const silent = {
    snapshotVariance: zero,
    firstSnapshotVariance: zero,
    localVariance: zero,
    targetVariance: zero,
  };
  const silence = (run: TheoryRun): TheoryRun => ({ ...run, measurement: { ...run.measurement, ...silent } });
  const { auxMom, sgd } = comparison.theory;
  return { ...comparison, theory: { auxMom: silence(auxMom), sgd: silence(sgd) } };
}

/** Whether the bound of MOM-2 or MVR-1 is below that of SGD-1, decided exactly. */
function isBoundBetter(comparison: ScenarioComparison): boolean {
  const baseline = promiseOf(comparison, 'SGD-1')?.verdict.bound;
  return (['MOM-2', 'MVR-1'] as const).some((id) => {
    const bound = promiseOf(comparison, id)?.verdict.bound;
    if (bound === undefined || baseline === undefined) return false;
    return bound.numerator * baseline.denominator < baseline.numerator * bound.denominator;
  });
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
          formatKnown(along?.snapshotVariance, 4),
          formatKnown(along?.localVariance, 4),
          formatKnown(baseline?.targetVariance, 4),
        ];
      }),
      [2, 3, 4, 5, 6, 7, 8, 9],
    ),
    'L and δ have no unit. σ_D² and σ_h² are the greatest expected variances along the run of MOM-2 above, σ_f² along that of SGD-1, in the unit of f.',
  );
}

/**
 * The sentences that say what does not hold: a bound that is broken, an auxiliary that helps where none should or does not
 * where it should, a better bound and no gain. All decided exactly.
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
    ...[comparison.theory.auxMom, comparison.theory.sgd]
      .filter(({ proof }) => proof?.isViolation !== false)
      .map(({ variant }) => `${name}: what is proved of ${variant} with its own parameters does not hold`),
    ...(helps && !hasGain ? [`${name}: the auxiliary should help, and no method beats SGD`] : []),
    ...(!helps && hasGain ? [`${name}: the auxiliary should not help, and a method beats SGD`] : []),
    ...(isBoundBetter(comparison) && !hasGain ? [`${name}: a better bound, and no gain`] : []),
  ];
}
