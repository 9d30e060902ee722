/** A case from an `open` message in tape mode: the way back of `openMessage`. */
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  mapParameters,
  mapProblem,
  type Initialization,
  type VariantName,
} from '../../../spec/model/index.js';
import { InputError } from '../../errors.js';
import type { Ratio } from '../../exact/index.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { WireNumber, WireVector } from '../protocol/message-parts.js';
import { createNumberReader } from '../../problems/read-number.js';
import type { OpenRequest } from '../protocol/requests.js';
import { checkCase, checkOpenSizes } from './check-case.js';

/**
 * The case that a message means, checked: it can be run.
 *
 * @param source - the file and line, for errors.
 * @throws InputError where the message has no problem, a number that is none, or sizes and draws that do not fit.
 */
export function caseFromOpen(open: Omit<OpenRequest, 'id'>, source: string): VerificationCase {
  const { problem, parameters, variant } = open;
  if (problem === undefined) {
    throw new InputError({
      problem: `the case ${open.case} has no problem`,
      where: source,
      expected: 'an open message in tape mode',
      fix: 'Print cases with auxopt vectors list --json, or with auxopt run FILE --tape.',
    });
  }
  checkOpenSizes(open, source);
  const { number } = createNumberReader(source);
  const read = (value: WireNumber): Ratio => number(String(value), []);
  const vector = (values: WireVector): readonly Ratio[] => values.map(read);
  const given: VerificationCase = {
    id: open.case,
    purpose: 'a case from a file',
    variant,
    problem: mapProblem<WireNumber, Ratio>(
      {
        ...problem,
        dimension: open.dimension,
        target: { ...problem.target, constant: 0 },
        auxiliary: { ...problem.auxiliary, constant: 0 },
      },
      read,
    ),
    parameters: mapParameters(parameters, read),
    initialization: initializationOf(open, vector),
    startingPoint: vector(open.x0),
    tape: {
      initial: problem.tape.initial,
      rounds: problem.tape.rounds.map(({ snapshot, local }) => ({
        snapshot,
        local: placeLocals(variant, parameters.localStepCount, local),
      })),
    },
  };
  checkCase(given, source);
  return given;
}

function initializationOf(
  { initialization, m0 = [] }: Omit<OpenRequest, 'id'>,
  vector: (values: WireVector) => readonly Ratio[],
): Initialization<Ratio> {
  const { kind, size = 1 } = initialization;
  if (kind === 'given') return { kind, correction: vector(m0) };
  return kind === 'batch' ? { kind, size } : { kind };
}

/** The drawn local atoms at their steps; 0 where a step draws none. */
function placeLocals(variant: VariantName, stepCount: number, drawn: readonly number[]): readonly number[] {
  const { stepGradients } = algorithms[variant];
  let next = 0;
  return Array.from({ length: stepCount }, (_, index) =>
    stepGradients(index + 1).some(({ draw }) => draw === 'local') ? (drawn[next++] ?? 0) : 0,
  );
}
