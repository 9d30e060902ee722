/** `auxopt advise --pilot`: short runs on the user's own gradients, and what to run with the rest of the budget. */
import {
  auxiliaryPriceOf,
  promiseOf,
  runPilot,
  type Budget,
  type GradientSource,
} from '../../advise/index.js';
import { InputError } from '../../errors.js';
import { liftDouble, nearestDouble, type Ratio } from '../../exact/index.js';
import { openGradientProcess } from '../../verify/peer/gradient-program.js';
import { PeerFault } from '../../verify/peer/peer.js';
import { startProcessPeer } from '../../verify/peer/process-peer.js';
import { couldNotStart, holds } from '../exit-codes.js';
import { createProgress } from '../progress.js';
import { printError, printJson } from '../text.js';
import { pilotDocument, printPilot, type PilotAnswer } from './present-pilot.js';

/** The options that a pilot has. */
export interface PilotOptions {
  readonly pilot: number;
  readonly targetGradients?: number;
  readonly auxiliaryCost?: Ratio;
  readonly suboptimality?: Ratio;
  readonly maximumLocalSteps: number;
  readonly seed: number;
  readonly startLimit: number;
  readonly requestLimit: number;
  readonly json?: true;
}

/** The whole budget where none is given, in budgets of the pilot. */
const defaultShare = 5;

/** Runs the pilot and prints the answer. */
export async function advisePilot(
  [file, ...args]: readonly string[],
  options: PilotOptions,
): Promise<number> {
  if (file === undefined) {
    throw new InputError({
      problem: 'there is nothing to try',
      where: 'the command line',
      expected: 'the command of a program that answers for gradients, after --',
      fix: 'For example: auxopt advise --pilot 100 -- python3 federated.py.',
    });
  }
  const { pilot, targetGradients: budget = defaultShare * pilot, startLimit, requestLimit } = options;
  if (budget <= pilot) {
    throw new InputError({
      problem: `the pilot takes ${pilot} of ${budget} target gradients`,
      where: '--target-gradients',
      expected: 'a budget with something left after the pilot',
      fix: 'Raise --target-gradients, or lower --pilot.',
    });
  }
  const peer = startProcessPeer([file, ...args], {
    limits: { startSeconds: startLimit, requestSeconds: requestLimit },
  });
  const progress = createProgress('gradients of f', pilot);
  try {
    const program = await openGradientProcess(peer, requestLimit);
    const answer = await ask(program, options, budget, progress.advance);
    progress.finish();
    if (options.json === true) printJson(pilotDocument(answer));
    else printPilot(answer);
    return holds;
  } catch (error) {
    progress.finish();
    if (!(error instanceof PeerFault)) throw error;
    printError(`auxopt: ${error.message}\n`);
    return couldNotStart;
  } finally {
    await peer.stop();
  }
}

async function ask(
  { name, startingPoint, rows, source }: Awaited<ReturnType<typeof openGradientProcess>>,
  { pilot, auxiliaryCost, suboptimality, maximumLocalSteps, seed }: PilotOptions,
  budget: number,
  onTarget: () => void,
): Promise<PilotAnswer> {
  const auxiliaryPrice =
    auxiliaryCost !== undefined
      ? nearestDouble(auxiliaryCost)
      : rows === undefined
        ? 0
        : auxiliaryPriceOf(rows);
  const shown: GradientSource = {
    ...source,
    gradient: (of, point, draw) => {
      if (of === 'target') onTarget();
      return source.gradient(of, point, draw);
    },
  };
  const prices = {
    auxiliary: auxiliaryPrice,
    ...(rows?.mean !== undefined && { mean: rows.mean / rows.target }),
  };
  const request = { source: shown, startingPoint, pilot, budget, prices, maximumLocalSteps, seed };
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
