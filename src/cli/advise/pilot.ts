/** `auxopt advise --pilot`: short runs on the user's own gradients, and what to run with the rest of the budget. */
import { runPilot, type Budget } from '../../advise/index.js';
import { auxiliaryPriceOf } from '../../advise/pilot/round-units.js';
import { promiseOf } from '../../advise/pilot/outcome.js';
import { InputError } from '../../errors.js';
import { liftDouble, nearestDouble, type Ratio } from '../../exact/index.js';
import type { GradientProcess } from '../../verify/peer/gradient-program.js';
import { askGradientProgram, type ProgramLimits } from '../gradient-program.js';
import { printJson } from '../text.js';
import { pilotDocument, printPilot, type PilotAnswer } from './present-pilot.js';

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
