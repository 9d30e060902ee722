/** `auxopt advise --pilot`: short runs on the user's own gradients, and what to run with the rest of the budget. */
import {
  advisedPlan,
  constantSymbols,
  runPilot,
  type Budget,
  type PilotPlan,
  type PilotReport,
} from '../../advise/index.js';
import { describeGain } from '../../advise/describe-gain.js';
import { weightAt } from '../../advise/pilot/methods.js';
import { medianOf, promiseOf } from '../../advise/pilot/outcome.js';
import { auxiliaryPriceOf, describeRounds } from '../../advise/pilot/round-units.js';
import { countOf, InputError, refuseInput } from '../../errors.js';
import { liftDouble, nearestDouble, type Ratio } from '../../exact/index.js';
import { formatSignificant } from '../../exact/short-number.js';
import type { GradientProcess } from '../../verify/peer/gradient-program.js';
import { askGradientProgram, type ProgramLimits } from '../gradient-program.js';
import { heading, print, printJson, table } from '../text.js';
import { pilotDocument, pilotSentence, short, type PilotAnswer, planDocument } from './pilot-document.js';
import { extname, join } from 'node:path';
import type { VariantName } from '../../../spec/model/index.js';
import type { PilotVariant } from '../../advise/pilot/continue-run.js';
import { packageRoot } from '../package.js';
import { readTextFile } from '../read-file.js';
import { writeTextFile } from '../write-file.js';

/** The options that a pilot has. */
export interface PilotOptions extends ProgramLimits {
  readonly pilot: number;
  readonly targetGradients?: number;
  readonly auxiliaryCost?: Ratio;
  readonly suboptimality?: Ratio;
  readonly maximumLocalSteps: number;
  readonly seed: number;
  readonly json?: true;
  /** Where the plan is written as a training loop, and where a plot of the runs. */
  readonly writeTraining?: string;
  readonly plot?: string;
}

/** The whole budget where none is given, in budgets of the pilot. */
const defaultShare = 5;

/** Runs the pilot and prints the answer. */
export async function advisePilot(command: readonly string[], options: PilotOptions): Promise<number> {
  const { pilot, targetGradients: budget = defaultShare * pilot, json, writeTraining: loop, plot } = options;
  if (loop !== undefined) assertLoop(loop);
  if (budget <= pilot) {
    throw new InputError({
      problem: `the pilot takes ${pilot} of ${budget} target gradients`,
      where: '--target-gradients',
      expected: 'a budget with something left after the pilot',
      fix: `Pass --target-gradients ${defaultShare * pilot}: the whole budget, of which a pilot is a part.`,
    });
  }
  return askGradientProgram(command, options, {
    command: 'auxopt advise --pilot 100',
    progress: ['gradients of f', pilot, (of) => of === 'target'],
    ask: (program) => ask(program, options, budget),
    present: async (answer) => {
      if (loop !== undefined) writeTraining(loop, answer.report);
      if (plot !== undefined) await writePlot(plot, answer.name, answer.report);
      if (json === true) printJson(pilotDocument(answer));
      else printPilot(answer);
    },
  });
}

async function ask(
  { name, startingPoint, rows, prices: told, source }: GradientProcess,
  { pilot, auxiliaryCost, suboptimality, maximumLocalSteps, seed }: PilotOptions,
  budget: number,
): Promise<PilotAnswer> {
  const auxiliaryPrice =
    auxiliaryCost === undefined
      ? (told?.auxiliary ?? (rows === undefined ? 0 : auxiliaryPriceOf(rows)))
      : nearestDouble(auxiliaryCost);
  const mean = told?.mean ?? (rows?.mean === undefined ? undefined : rows.mean / rows.target);
  const prices = { auxiliary: auxiliaryPrice, ...(mean !== undefined && { mean }) };
  const hasNoise = rows?.mean !== undefined && rows.mean > rows.target;
  const request = { source, startingPoint, pilot, budget, prices, maximumLocalSteps, seed, hasNoise };
  const report = await runPilot(request);
  const rest: Budget = {
    kind: 'cost',
    total: { numerator: BigInt(Math.max(budget - Math.ceil(report.spent), 1)), denominator: 1n },
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
    warnings: warningsOf(pilot, budget),
    ...(rows && { rows }),
    ...(promise && { promise }),
  };
}

/** A pilot that takes more than it leaves cannot pay for itself. */
function warningsOf(pilot: number, budget: number): readonly string[] {
  const left = budget - pilot;
  if (left >= pilot) return [];
  return [
    `The pilot may take ${pilot} of ${countOf(budget, 'gradient')}, which may leave as few as ${left} for what it advises: raise --target-gradients, or spend it all on what you know.`,
  ];
}

/** Prints the answer. */
function printPilot(answer: PilotAnswer): void {
  const { name, report, auxiliaryPrice, rows } = answer;
  const { score, originScore, startScore, isLed, plans, constants } = report;
  const symbol = score === 'value' ? 'f' : '‖∇f‖²';
  print(
    pilotSentence(answer),
    ...answer.warnings,
    '',
    heading(`${name}: a pilot of ${answer.pilot} of ${answer.budget} gradients of f`),
  );
  print(
    table(
      ['method', 'η', 'a', 'K', 'runs', `${symbol} after`, 'least', 'most', 'T left'],
      plans.map((plan) => planRow(plan)),
      [1, 2, 3, 4, 5, 6, 7, 8],
    ),
  );
  const led = isLed ? `; steps on h alone led to ${short(startScore)}, where all runs began` : '';
  print(`At the start ${symbol} = ${short(originScore)}${led}. ${costOf(answer)}`);
  const { curvatureNoise, ...known } = constants;
  print(
    `Seen along the path (estimates): ${Object.entries(known)
      .map(([key, value]) => `${constantSymbols[key as keyof typeof known]} = ${short(value)}`)
      .join(', ')}; the noise of curvature ${short(curvatureNoise)}.`,
  );
  const plan = advisedPlan(report);
  print(describeRounds(plan, auxiliaryPrice, rows).join(' '));
  print(describePromise(answer));
}

function planRow(plan: PilotPlan): readonly string[] {
  const { method, stepSize, weight, localStepCount, scores, roundCount } = plan;
  return [
    method,
    short(stepSize),
    weight === undefined ? '' : short(weightAt(weight, stepSize)),
    String(localStepCount),
    String(scores.length),
    ...[medianOf(scores), Math.min(...scores), Math.max(...scores)].map((score) => short(score, 3)),
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
  return `The theorems promise nothing from estimates. If the constants were these, the bound of ${plan.theorem} on the rest would be ${describeGain(promise.gain.predicted, (value) => formatSignificant(value, 3))} that of SGD, with its own best K = ${plan.parameters.localStepCount}; a bound is about the worst problem with such constants.`;
}

const loops = { '.py': 'train_aux.py', '.mjs': 'train_aux.mjs' } as const;

/** @throws InputError where no loop is written in the language of that file. */
function assertLoop(path: string): void {
  if (extname(path) in loops) return;
  refuseInput(path, 'its ending is that of no language', 'a name that ends in .py or .mjs', 'Rename it.');
}

/** Writes the advised plan as a training loop. */
function writeTraining(path: string, report: PilotReport): void {
  const template = loops[extname(path) as keyof typeof loops];
  const text = readTextFile(join(packageRoot, 'src/verify/adapters/assets', template));
  // numbers and names of methods alone: nothing in it ends a string of either language
  writeTextFile(
    path,
    text.replace('@PLAN@', () => JSON.stringify(planDocument(advisedPlan(report)))),
  );
}

/** The look of each method. */
const looks: Readonly<Record<PilotVariant, VariantName>> = {
  sgd: 'sgd',
  momentum: 'naive',
  'aux-mom': 'aux-mom',
  'aux-mvr': 'aux-mvr',
};

/** Writes an SVG: each method from x⁰ to the end of its median repetition, with the spread over the repetitions. */
async function writePlot(path: string, name: string, { plans, score }: PilotReport): Promise<void> {
  const { drawCurves } = await import('../chart.js');
  const yLabel = score === 'value' ? 'f' : '‖∇f‖²';
  const curves = plans.map(({ method, path: run, scores }) => ({
    name: method,
    method: looks[method],
    points: run.map(([x, y], i) => {
      const fan = i === run.length - 1 ? scores : i === run.length - 2 ? [y] : [];
      return { x, y, ...(fan.length > 0 && { low: Math.min(...fan), high: Math.max(...fan) }) };
    }),
  }));
  const all = curves.flatMap(({ points }) => points.map(({ y }) => y)).filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const isLog = low > 0;
  writeTextFile(
    path,
    drawCurves({
      title: `The pilot of ${name}`,
      xLabel: 'gradients of f, and what is as dear',
      yLabel,
      ...(!isLog && { yDomain: [low, high] as const }),
      curves,
    }),
  );
}
