/** What is known of a failed run, in the judge's numbers. */
import { absolute, type Vector } from '../../../spec/algebra/index.js';
import type { Ratio } from '../../exact/index.js';
import {
  createJudgeArithmetic,
  liftRequest,
  readReportedTrace,
  type JudgeArithmetic,
  type JudgeNumber,
  type JudgeRequest,
  type ReportedTrace,
} from '../../judge/index.js';
import { InexactError } from '../../errors.js';
import { createSetting, type Setting } from '../mutants/index.js';
import {
  createDrawNames,
  traceSamples,
  type DrawNames,
  type LoggedQuestion,
  type TracedQuestion,
} from './question-log.js';

/** What the kit hands over. */
export interface DiagnosisInput<V> {
  /** What was asked, with the problem. */
  readonly request: JudgeRequest;
  /** The states that were told. Gradients in it are not read: `questions` says more. */
  readonly trace: ReportedTrace<V>;
  /** The exact value of a number; undefined where it is not finite. */
  readonly read: (value: V) => Ratio | undefined;
  /** Callback mode: the questions of each round, 0 for the start. */
  readonly questions?: readonly (readonly LoggedQuestion<V>[])[];
  /** Only the last round was made by the implementation; the states before it were given. */
  readonly isSingleRound?: boolean;
  /** t of that round, and the T of the task, where they are not what the trace shows. */
  readonly asked?: { readonly round: number; readonly roundCount: number };
  /** Whether the implementation declared that it samples f and h of a round apart. */
  readonly drawsApart?: boolean;
}

/** The same, ready for computing. */
export interface CaseEvidence {
  readonly request: JudgeRequest;
  readonly lifted: Required<ReturnType<typeof liftRequest>>;
  /** How many atoms there are to take another one from. */
  readonly atomCounts: { readonly snapshot: number; readonly local: number };
  readonly trace: ReportedTrace<JudgeNumber>;
  readonly arithmetic: JudgeArithmetic;
  /** Lacks what a suspected recursion brings: its gradients and its other atoms. */
  readonly createSetting: (
    source: Pick<Setting<JudgeNumber>, 'gradient' | 'otherAtom'>,
  ) => Setting<JudgeNumber>;
  readonly names: DrawNames;
  readonly log?: readonly (readonly TracedQuestion[])[];
  readonly isSingleRound: boolean;
  readonly drawsApart: boolean;
}

/** The evidence; undefined where the run cannot be read at all, or there is no problem to compute with. */
export function readEvidence<V>(input: DiagnosisInput<V>): CaseEvidence | undefined {
  const { request, read, questions, isSingleRound = false, drawsApart = false } = input;
  const { initialization, parameters, problem } = request;
  const { localStepCount } = parameters;
  // mistakes may average K − 1 to K + 2 points
  const divisors = [0, 1, 2, 3].map((shift) => BigInt(Math.max(localStepCount - 1 + shift, 1)));
  const arithmetic = createJudgeArithmetic(request, divisors);
  const reading = readReportedTrace(arithmetic, request, statesOf(input.trace), read);
  if (reading.unreadableRound === 0) return undefined;
  const { oracle, ...lifted } = liftRequest(arithmetic, request);
  if (oracle === undefined || problem === undefined) return undefined;
  const { base, field } = arithmetic;
  const readVector = (vector: Vector<V>): Vector<JudgeNumber> | undefined => {
    const values = vector.map((value) => {
      const exact = read(value);
      return exact === undefined ? undefined : reportedOrNothing(arithmetic, exact);
    });
    return values.includes(undefined) ? undefined : (values as readonly JudgeNumber[]);
  };
  const log = questions?.map((round) =>
    round.map((question) => ({
      ...question,
      // what cannot be read fits nothing
      at: readVector(question.at) ?? [],
      value: readVector(question.value) ?? [],
    })),
  );
  return {
    request,
    lifted: { ...lifted, oracle },
    atomCounts: { snapshot: problem.snapshotAtoms.length, local: problem.localAtoms.length },
    trace: reading.trace,
    arithmetic,
    createSetting: (source) => ({
      ...createSetting(field, lifted.parameters, source),
      // one rounding where 1/count is exact, two where the reciprocal may have been taken first
      divide: (value, count) => {
        const reciprocal = base.fromRatio({ numerator: 1n, denominator: BigInt(count) });
        const isPowerOfTwo = (count & (count - 1)) === 0;
        return field.multiply(value, field.datum(reciprocal, isPowerOfTwo));
      },
    }),
    names: createDrawNames(localStepCount, initialization.kind === 'batch' ? initialization.size : 0),
    ...(log === undefined ? {} : { log: traceSamples(log) }),
    isSingleRound,
    drawsApart,
  };
}

/** Whether a value that was computed may have been reported so: every component within its rounding bound. */
export function isWithin(
  { base, bounds }: JudgeArithmetic,
  made: Vector<JudgeNumber>,
  reported: Vector<JudgeNumber>,
): boolean {
  return (
    made.length === reported.length &&
    made.every((should, i) => {
      const is = reported[i];
      if (is === undefined) return false;
      const error = absolute(base, base.subtract(is.value, should.value));
      return base.compare(error, bounds.bound(should, 1)) <= 0;
    })
  );
}

/** The trace without its gradients. */
function statesOf<V>({ start, rounds }: ReportedTrace<V>): ReportedTrace<V> {
  const correctionOf = ({ correction }: { readonly correction?: Vector<V> }) =>
    correction === undefined ? {} : { correction };
  return {
    start: { iterate: start.iterate, ...correctionOf(start) },
    rounds: rounds.map((round) => ({
      iterate: round.iterate,
      ...correctionOf(round),
      steps: round.steps.every(({ point }) => point === undefined)
        ? []
        : round.steps.map(({ point }) => (point === undefined ? {} : { point })),
    })),
  };
}

function reportedOrNothing({ base, field }: JudgeArithmetic, exact: Ratio): JudgeNumber | undefined {
  try {
    return field.reported(base.fromRatio(exact));
  } catch (error) {
    if (error instanceof InexactError) return undefined;
    throw error;
  }
}
