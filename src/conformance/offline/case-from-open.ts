/** A case from an `open` message in tape mode: the way back of `openMessage`. */
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  mapParameters,
  mapProblem,
  type Initialization,
  type VariantName,
} from '../../../spec/model/index.js';
import { InputError } from '../../errors.js';
import { parseExactNumber, type Ratio } from '../../exact/index.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { WireNumber, WireVector } from '../protocol/message-parts.js';
import type { OpenRequest } from '../protocol/requests.js';

const read = (number: WireNumber): Ratio => parseExactNumber(String(number));
const vector = (values: WireVector): readonly Ratio[] => values.map(read);
/**
 * @param source - the file and line, for errors.
 * @throws InputError where the message has no problem, or a number that is none.
 */
export function caseFromOpen(open: Omit<OpenRequest, 'id'>, source: string): VerificationCase {
  const { problem, parameters, variant } = open;
  if (problem === undefined) {
    throw new InputError({
      problem: `the case ${open.case} has no problem`,
      where: source,
      expected: 'an open message in tape mode',
      mend: 'Print cases with auxopt vectors list --json, or with auxopt run FILE --tape.',
    });
  }
  return {
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
    initialization: initializationOf(open),
    startingPoint: vector(open.x0),
    tape: {
      initial: problem.tape.initial,
      rounds: problem.tape.rounds.map(({ snapshot, local }) => ({
        snapshot,
        local: placeLocals(variant, parameters.localStepCount, local),
      })),
    },
  };
}

function initializationOf({ initialization, m0 = [] }: Omit<OpenRequest, 'id'>): Initialization<Ratio> {
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
