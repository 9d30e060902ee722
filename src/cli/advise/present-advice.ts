/** `auxopt advise` for people: what is known, the two plans, and what follows. */
import { boundTerms } from '../../../spec/theorems/index.js';
import {
  constantSymbols,
  costOf,
  rateConstants,
  type BoundedPlan,
  type Budget,
  type Constant,
  type ConstantEnd,
  type GradientCounts,
  type Plan,
  type ProblemAdvice,
  type Separation,
  type SettledVerdict,
} from '../../advise/index.js';
import { namesOf as constantNamesOf } from '../../advise/constant.js';
import { describeFilter, type FilterVerdict } from '../../advise/gradient-filter.js';
import { describeSeparation } from '../../advise/describe-gain.js';
import { countGradients } from '../../advise/budget.js';
import { rateInput, theoremOf } from '../../advise/plan.js';
import { ratioOf } from '../../advise/ratio-arithmetic.js';
import { ratioField, type Ratio } from '../../exact/index.js';
import { heading, print, table } from '../text.js';
import { formatShort, formatSignificant } from '../../exact/short-number.js';

/** Prints the report. */
export function printAdvice(report: AdviceReport): void {
  const { name, constants, advice, settled, expected, sentence } = report;
  const proved = report.separation && describeSeparation(report.separation, short);
  print(sentence, ...(proved ? [proved.headline] : []));
  print('', heading(name));
  print(
    table(
      ['constant', 'value', 'at least', 'at most', 'known'],
      constantNamesOf(constants).map((key) => {
        const { value, lower, upper, kind, method } = constants[key] as Constant;
        return [
          constantSymbols[key],
          formatShort(value),
          kind === 'exact' ? '' : formatShort(lower),
          kind === 'exact' ? '' : upper === undefined ? 'open' : formatShort(upper),
          method === undefined ? kind : kind === 'exact' ? method : `${kind}: ${method}`,
        ];
      }),
      [1, 2, 3],
    ),
  );
  print(
    table(
      [
        'for the same budget',
        'theorem',
        'η',
        'a',
        'K',
        'T',
        'm⁰',
        'gradients of f',
        'of h',
        'bound on G',
        ...(expected ? ['exact G'] : []),
      ],
      [
        [...planRow(advice.advised), ...(expected ? [short(expected.advised)] : [])],
        [...planRow(advice.sgd), ...(expected ? [short(expected.sgd)] : [])],
      ],
      [2, 3, 4, 5, 7, 8, 9, 10],
    ),
  );
  const { factor, critical, isStable, pairCount } = advice.stability;
  const where =
    critical === undefined
      ? ''
      : `, first at λ_f = ${short(critical.targetEigenvalue)}, λ_h = ${short(critical.auxiliaryEigenvalue)}`;
  const run = 'a noiseless run with commuting Hessians';
  const margin = isStable
    ? `η may grow ${formatShort(factor)} times before ${run} becomes unstable`
    : `${run} may be unstable`;
  print(`Stability (STAB): ${margin}${where} (${pairCount} pairs of eigenvalues tried).`);
  if (proved !== undefined) print(proved.details);
  if (report.against !== undefined) print(describeFilter(report.against.page, report.against));
  if (settled.basis === 'bounds' && advice.verdict !== 'measure-more') {
    print(
      'G is the average of E‖∇f‖² over all local points. A bound is for every problem with these constants.',
    );
  }
}

/** Four digits. */
const short = (value: Ratio): string => formatSignificant(value, 4);

function planRow({ plan, bound }: BoundedPlan): readonly string[] {
  const { stepSize, momentumWeight, localStepCount, roundCount } = plan.parameters;
  const counts = gradientsOf(plan);
  return [
    plan.variant,
    plan.theorem,
    short(stepSize),
    plan.variant === 'sgd' ? '' : short(momentumWeight),
    String(localStepCount),
    String(roundCount),
    plan.start.kind === 'none'
      ? ''
      : plan.start.kind === 'batch'
        ? `batch of ${plan.start.size}`
        : plan.start.kind,
    String(counts.target),
    String(counts.auxiliary),
    short(bound),
  ];
}

function gradientsOf({ variant, start, parameters }: Plan<Ratio>): GradientCounts {
  const { localStepCount, roundCount } = parameters;
  const batchSize = start.kind === 'batch' ? start.size : 0;
  return countGradients({ variant, localStepCount, batchSize }, roundCount);
}

/** What was asked and answered. */
export interface AdviceReport extends ProblemAdvice {
  readonly name: string;
  readonly budget: Budget;
  readonly maximumLocalSteps: number;
  readonly settled: SettledVerdict;
  readonly sentence: string;
  /** What is proved about the plan's K and T against SGD; for plans of aux-mom whose constants are limited. */
  readonly separation?: Separation;
  /** The page of --against, and whether it is a gradient filter. */
  readonly against?: FilterVerdict & { readonly page: string };
}

/** The document; its keys are described in docs/formats/advise.md. */
export function adviceDocument(report: AdviceReport): object {
  const { name, budget, maximumLocalSteps, settled, sentence, constants } = report;
  const { advice, expected, localStepLimit = null } = report;
  const { gain, stability } = advice;
  return {
    format: 'auxopt-advise/2',
    name,
    verdict: settled.verdict,
    basis: settled.basis,
    verdictByBounds: advice.verdict,
    provisionalByBounds: advice.provisional,
    sentence,
    budget: { ...budgetDocument(budget), maximumLocalSteps },
    constants: Object.fromEntries(
      constantNamesOf(constants).map((key) => {
        const { value, lower, upper = null, kind, method = null } = constants[key] as Constant;
        return [key, { value, lower, upper, kind, method }];
      }),
    ),
    affineDifference: constants.affineDifference,
    advised: planDocument(advice.advised, report, 'upper'),
    sgd: planDocument(advice.sgd, report, 'upper'),
    gain: {
      predicted: formatPlaces(gain.predicted, 'down'),
      atLeast: formatPlaces(gain.atLeast, 'down'),
      atMost: gain.atMost === undefined ? null : formatPlaces(gain.atMost, 'up'),
    },
    expectation:
      expected === undefined
        ? null
        : {
            advised: formatSignificant(expected.advised, 12),
            sgd: formatSignificant(expected.sgd, 12),
            gain: settled.expectedGain === undefined ? null : formatPlaces(settled.expectedGain, 'down'),
            localStepLimit,
          },
    stability: {
      factor: stability.factor,
      isStable: stability.isStable,
      critical: stability.critical ?? null,
      pairs: stability.pairCount,
    },
    decisive: advice.decisive,
    separation: report.separation ?? null,
    ...(report.against && { against: report.against }),
  };
}

function budgetDocument(budget: Budget): object {
  if (budget.kind === 'target-gradients') return { targetGradients: budget.count };
  const { total: totalCost, targetCost, auxiliaryCost } = budget;
  return { totalCost, targetCost, auxiliaryCost };
}

function planDocument({ plan, bound }: BoundedPlan, report: AdviceReport, end: ConstantEnd): object {
  const { variant, theorem, parameters, start } = plan;
  const gradients = gradientsOf(plan);
  const input = rateInput(ratioField, plan, rateConstants(theorem, report.constants, end));
  return {
    variant,
    theorem,
    parameters,
    initialization: start,
    bound,
    terms: boundTerms(ratioField, theoremOf(plan), input).map(({ id, value }) => ({
      id,
      value: ratioOf(value),
    })),
    gradients,
    cost: costOf(gradients, report.budget),
  };
}

/** value ≥ 0 with six decimal places, rounded in one direction. */
function formatPlaces({ numerator, denominator }: Ratio, direction: 'up' | 'down'): string {
  const scaled = numerator * 1_000_000n;
  const below = scaled / denominator;
  const millionths = direction === 'up' && below * denominator < scaled ? below + 1n : below;
  return `${millionths / 1_000_000n}.${(millionths % 1_000_000n).toString().padStart(6, '0')}`;
}
