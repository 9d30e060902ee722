/** `auxopt advise --pilot`: short runs on the user's own gradients, and what to run with the rest of the budget. */
import {
  runPilot,
  type Budget,
  advisedPlan,
  constantSymbols,
  type Advice,
  type PilotReport,
  type PilotPlan,
} from '../../advise/index.js';
import { auxiliaryPriceOf, describeRounds, type GradientRows } from '../../advise/pilot/round-units.js';
import { promiseOf, medianOf, pilotGain } from '../../advise/pilot/outcome.js';
import { InputError } from '../../errors.js';
import { liftDouble, nearestDouble, type Ratio } from '../../exact/index.js';
import type { GradientProcess } from '../../verify/peer/gradient-program.js';
import { askGradientProgram, type ProgramLimits } from '../gradient-program.js';
import { printJson, heading, print, table } from '../text.js';
import { describeGain } from '../../advise/describe-gain.js';
import { weightAt, type TiedWeight } from '../../advise/pilot/methods.js';
import { showLine } from '../../verify/report/foreign-text.js';
import { formatSignificant } from '../../exact/short-number.js';

/** The options that a pilot has. */
export interface PilotOptions extends ProgramLimits {
  readonly pilot: number;
  readonly targetGradients?: number;
  readonly auxiliaryCost?: Ratio;
  readonly suboptimality?: Ratio;
  readonly maximumLocalSteps: number;
  readonly seed: number;
  readonly json?: true;
}

/** The whole budget where none is given, in budgets of the pilot. */
const defaultShare = 5;

/** Runs the pilot and prints the answer. */
export async function advisePilot(command: readonly string[], options: PilotOptions): Promise<number> {
  const { pilot, targetGradients: budget = defaultShare * pilot, json } = options;
  if (budget <= pilot) {
    throw new InputError({
      problem: `the pilot takes ${pilot} of ${budget} target gradients`,
      where: '--target-gradients',
      expected: 'a budget with something left after the pilot',
      fix: 'Raise --target-gradients, or lower --pilot.',
    });
  }
  return askGradientProgram(command, options, {
    command: 'auxopt advise --pilot 100',
    progress: ['gradients of f', pilot, (of) => of === 'target'],
    ask: (program) => ask(program, options, budget),
    present: (answer) => {
      if (json === true) printJson(pilotDocument(answer));
      else printPilot(answer);
    },
  });
}

async function ask(
  { name, startingPoint, rows, source }: GradientProcess,
  { pilot, auxiliaryCost, suboptimality, maximumLocalSteps, seed }: PilotOptions,
  budget: number,
): Promise<PilotAnswer> {
  const auxiliaryPrice =
    auxiliaryCost !== undefined
      ? nearestDouble(auxiliaryCost)
      : rows === undefined
        ? 0
        : auxiliaryPriceOf(rows);
  const prices = {
    auxiliary: auxiliaryPrice,
    ...(rows?.mean !== undefined && { mean: rows.mean / rows.target }),
  };
  const request = { source, startingPoint, pilot, budget, prices, maximumLocalSteps, seed };
  const report = await runPilot(request);
  const rest: Budget = {
    kind: 'cost',
    total: { numerator: BigInt(budget - pilot), denominator: 1n },
    targetCost: { numerator: 1n, denominator: 1n },
    auxiliaryCost: auxiliaryCost ?? liftDouble(auxiliaryPrice),
  };
  const promise = promiseOf(report, rest, maximumLocalSteps, suboptimality);
  return {
    name,
    report,
    pilot,
    budget,
    auxiliaryPrice,
    ...(rows && { rows }),
    ...(promise && { promise }),
  };
}

/** What a pilot was asked and answered. */
interface PilotAnswer {
  readonly name: string;
  readonly report: PilotReport;
  readonly pilot: number;
  readonly budget: number;
  readonly auxiliaryPrice: number;
  readonly rows?: GradientRows;
  readonly promise?: Advice;
}

/** Four digits. */
function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : 'none';
}

/** Prints the answer. */
function printPilot(answer: PilotAnswer): void {
  const { name, report, auxiliaryPrice, rows } = answer;
  const { score, startScore, sgd, auxMom, constants } = report;
  const symbol = score === 'value' ? 'f' : '‖∇f‖²';
  print(
    pilotSentence(answer),
    '',
    heading(`${name}: a pilot of ${answer.pilot} of ${answer.budget} gradients of f`),
  );
  print(
    table(
      ['method', 'η', 'a', 'K', `${symbol} after it`, 'least', 'most', 'T left'],
      [sgd, auxMom].map((plan) => planRow(plan)),
      [1, 2, 3, 4, 5, 6, 7],
    ),
  );
  print(`At the start ${symbol} = ${short(startScore)}. ${costOf(answer)}`);
  print(
    `Seen along the path (estimates): ${Object.entries(constants)
      .map(([key, value]) => `${constantSymbols[key as keyof typeof constants]} = ${short(value as number)}`)
      .join(', ')}.`,
  );
  const plan = advisedPlan(report);
  print(describeRounds(plan.variant, plan, auxiliaryPrice, rows).join(' '));
  print(describePromise(answer));
}

function planRow({
  variant,
  stepSize,
  weight,
  localStepCount,
  scores,
  roundCount,
}: PilotPlan): readonly string[] {
  return [
    variant,
    short(stepSize),
    variant === 'sgd' ? '' : short(weightAt(weight, stepSize)),
    String(localStepCount),
    ...[medianOf(scores), Math.min(...scores), Math.max(...scores)].map(short),
    String(roundCount),
  ];
}

function costOf({ report: { counts, spent } }: PilotAnswer): string {
  const means = counts.means === 0 ? '' : `, ${counts.means} exact gradients of f`;
  const values = counts.values === 0 ? '' : `, ${counts.values} values of f`;
  return `The pilot took ${counts.target} gradients of f and ${counts.auxiliary} of h${means}${values}: ${short(spent)} f-gradients.`;
}

function describePromise({ promise }: PilotAnswer): string {
  if (promise === undefined) return 'The theorems need F₀, which only --suboptimality can tell here.';
  const { plan } = promise.advised;
  return `The theorems promise nothing from estimates. If the constants were these, the bound of ${plan.theorem} on the rest would be ${describeGain(promise.gain.predicted, (value) => formatSignificant(value, 3))} that of SGD at K = ${plan.parameters.localStepCount}; a bound is about the worst problem with such constants.`;
}

/** a of round t in terms of its η. */
function describeWeight(weight: TiedWeight): string {
  return weight === undefined ? '1' : `min(1, ${short(weight)}·η_t)`;
}

/** A gain as a factor above 1. */
function better(gain: number): string {
  return describeGain(liftDouble(gain), (value) => short(nearestDouble(value)), [
    'better',
    'worse',
    'the same',
  ]);
}

/** What to do, and why. */
function pilotSentence({ report, name }: PilotAnswer): string {
  const { verdict, sgd, auxMom, score } = report;
  const { stepSize, roundCount, localStepCount, weight } = advisedPlan(report);
  const gain = pilotGain(report);
  const what = score === 'value' ? 'progress' : 'squared gradient';
  const spread =
    gain === undefined
      ? ''
      : ` (${what} ${better(gain.median)}; from ${better(gain.least)} to ${better(gain.most)})`;
  const falling = `η_t = ${short(stepSize)}·min(1, 2(1 − (t − ½)/T))³`;
  const program = showLine(name);
  if (verdict === 'use') {
    return `Worth it: use AuxMOM with ${falling}, a_t = ${describeWeight(weight)}, K = ${localStepCount} and T = ${roundCount} on ${program}. After equal budgets it was ahead of SGD in all ${auxMom.scores.length} repetitions${spread}.`;
  }
  const why = report.isAlike
    ? ''
    : ' The curvature of h is too unlike that of f (L/K + δ ≥ L): its steps do no more than a larger η of SGD.';
  const wins = auxMom.scores.filter((own, i) => own < (sgd.scores[i] as number)).length;
  return `Not worth it: use SGD with ${falling} and T = ${roundCount} on ${program}.${why} AuxMOM was ahead in ${wins} of ${auxMom.scores.length} repetitions${spread}.`;
}

/** The document; its keys are described in docs/formats/advise.md. */
function pilotDocument(answer: PilotAnswer): object {
  const { name, report, pilot, budget, auxiliaryPrice, rows, promise } = answer;
  const { verdict, score, startScore, constants, counts, spent, sgd, auxMom } = report;
  const plan = advisedPlan(report);
  return {
    format: 'auxopt-pilot/1',
    name,
    verdict,
    sentence: pilotSentence(answer),
    budget: { targetGradients: budget, pilot, auxiliaryCost: auxiliaryPrice },
    score,
    startScore,
    advised: plan.variant,
    plans: [sgd, auxMom].map(planDocument),
    gain: pilotGain(report) ?? null,
    rounds: describeRounds(plan.variant, plan, auxiliaryPrice, rows),
    estimates: constants,
    promise:
      promise === undefined
        ? null
        : {
            theorem: promise.advised.plan.theorem,
            parameters: promise.advised.plan.parameters,
            gain: Number(formatSignificant(promise.gain.predicted, 6)),
          },
    cost: { ...counts, total: spent },
  };
}

function planDocument(plan: PilotPlan): object {
  const { variant, stepSize, weight, localStepCount, roundCount, roundPrice, scores, state } = plan;
  return {
    variant,
    parameters: { stepSize, momentumWeight: weightAt(weight, stepSize), localStepCount, roundCount },
    weightPerStepSize: weight ?? null,
    roundPrice,
    scores: scores.map((score) => (Number.isFinite(score) ? score : null)),
    startingPoint: [...state.point],
    ...(variant === 'sgd' ? {} : { correction: [...state.correction] }),
  };
}
