/** Drives an implementation through one case over the protocol's messages, and keeps what a kit would keep. */
import {
  mapInitialization,
  mapParameters,
  createQuadraticOracle,
  mapProblem,
  type Initialization,
} from '../../../spec/model/index.js';
import { createResponder } from '../../../src/verify/adapters/responder.js';
import type { Port } from '../../../src/verify/adapters/create-task.js';
import type { DiagnosisInput, LoggedQuestion } from '../../../src/verify/diagnosis/index.js';
import type { ArithmeticName, OracleMode, WireNumber } from '../../../src/verify/protocol/message-parts.js';
import { createNumberCodec, formatOf, judgeArithmetic } from '../../../src/verify/protocol/numbers.js';
import type { OpenRequest } from '../../../src/verify/protocol/requests.js';
import type { OpaqueImplementation } from '../../../src/verify/served-reference/index.js';
import { createRationalField, liftDouble, roundRatio, type Ratio } from '../../../src/exact/index.js';
import type { LoggedNumber } from '../../../src/verify/session/recorder.js';
import { wireProblem } from '../../../src/verify/session/prepared-case.js';
import type { TestCase } from '../../support/cases.js';

/** The case with numbers that the arithmetic holds, as a kit prepares it. */
export function heldCase(testCase: TestCase, arithmetic: ArithmeticName): TestCase {
  const format = formatOf(arithmetic);
  if (format === undefined) return testCase;
  const round = (value: Ratio): Ratio => liftDouble(roundRatio(format, value));
  const { parameters, initialization } = testCase;
  const held: Initialization<Ratio> = mapInitialization(initialization, round);
  return {
    ...testCase,
    problem: mapProblem(testCase.problem, round),
    parameters: mapParameters(parameters, round),
    initialization: held,
    startingPoint: testCase.startingPoint.map(round),
  };
}

interface Round {
  questions: LoggedQuestion<WireNumber>[];
  points: readonly WireNumber[][];
  x?: readonly WireNumber[];
  m?: readonly WireNumber[];
}

/** Runs the case and returns what a diagnosis reads. Its numbers must be ones that the arithmetic holds. */
export async function driveCase(
  implementation: OpaqueImplementation,
  testCase: TestCase,
  arithmetic: ArithmeticName,
  oracleMode: OracleMode,
): Promise<DiagnosisInput<LoggedNumber>> {
  const codec = createNumberCodec(arithmetic);
  const { variant, parameters, initialization, startingPoint, tape, problem } = testCase;
  const rounds: Round[] = [];
  const roundAt = (index: number): Round => (rounds[index] ??= { questions: [], points: [] });
  const takesGradients = initialization.kind === 'batch' || initialization.kind === 'exact';
  let current = 0;
  let fresh = { snapshot: 0, local: 0, mean: 0 };
  const begin = (round: number): void => {
    current = round;
    fresh = { snapshot: 0, local: 0, mean: 0 };
  };
  const field = createRationalField();
  const oracle = createQuadraticOracle(field, mapProblem(problem, field.fromRatio));
  const port: Port = {
    askMinibatch: () => {
      throw new Error('draws are single here');
    },
    ask: ({ function: name, draw, at, atom: known }) => {
      if (current === 0 && !takesGradients) begin(1);
      const planned =
        draw === 'mean'
          ? [0]
          : draw === 'local'
            ? // step 1 of naive takes no local draw: its first one is ζ^{t,2}
              (tape.rounds[current - 1]?.local ?? []).slice(variant === 'naive' ? 1 : 0)
            : current === 0
              ? tape.initial
              : [tape.rounds[current - 1]?.snapshot ?? 0];
      const index = fresh[draw];
      if (known === undefined) fresh[draw] += 1;
      const atom = known ?? planned[index] ?? 1 - (planned.at(-1) ?? 0);
      const point = at.map((value) => field.fromRatio(codec.read(value) ?? missing()));
      const value = oracle
        .gradient({ function: name, draw, atom, at: point })
        .map((entry) => codec.write(roundTo(arithmetic, field.toRatio(entry))));
      roundAt(current).questions.push({
        function: name,
        draw,
        atom,
        at,
        value,
        isFresh: known === undefined,
      });
      return { type: 'oracleResult', session: 's', gradient: value, atom };
    },
    tell: ({ round, x, m, y }) => {
      if (round > 0 && current === 0) begin(1);
      const open = roundAt(round);
      if (y !== undefined) open.points = [...open.points, [...y]];
      if (x === undefined) return;
      open.x = x;
      if (m !== undefined) open.m = m;
      if (round > 0 || takesGradients) begin(round + 1);
    },
  };
  const respond = createResponder(implementation);
  const write = (values: readonly Ratio[]) => values.map(codec.write);
  const open: OpenRequest = {
    type: 'open',
    id: '1',
    session: 's',
    case: 'case',
    variant,
    parameters: mapParameters(parameters, codec.write),
    initialization:
      initialization.kind === 'batch'
        ? { kind: 'batch', size: initialization.size }
        : { kind: initialization.kind },
    dimension: problem.dimension,
    x0: write(startingPoint),
    ...(initialization.kind === 'given' ? { m0: write(initialization.correction) } : {}),
    oracleMode,
    ...(oracleMode === 'tape' ? { problem: wireProblem(testCase, codec.write) } : {}),
  };
  for (const request of [
    open,
    { type: 'run', id: '2', session: 's', rounds: parameters.roundCount },
  ] as const) {
    const reply = await respond(request, port);
    if (reply.type !== 'ok') throw new Error(JSON.stringify(reply));
  }
  const correctionOf = ({ m }: Round) => (m === undefined ? {} : { correction: m });
  const [start, ...rest] = Array.from({ length: parameters.roundCount + 1 }, (_, index) => roundAt(index));
  return {
    request: {
      variant,
      parameters,
      initialization,
      startingPoint,
      tape,
      problem,
      arithmetic: judgeArithmetic(arithmetic, 'gradual'),
    },
    trace: {
      start: { iterate: start?.x ?? missing(), ...(start === undefined ? {} : correctionOf(start)) },
      rounds: rest.map((round) => ({
        iterate: round.x ?? missing(),
        ...correctionOf(round),
        steps: round.points.map((point) => ({ point })),
      })),
    },
    read: (number) => (typeof number === 'object' ? undefined : codec.read(number)),
    readRows: (number) => (typeof number === 'object' ? undefined : codec.read(number)),
    ...(oracleMode === 'tape' ? {} : { questions: rounds.map(({ questions }) => questions) }),
  };
}

function missing(): never {
  throw new Error('a state or a number is missing');
}

/** The value that a kit would send: rounded once to the arithmetic. */
function roundTo(arithmetic: ArithmeticName, value: Ratio): Ratio {
  const format = formatOf(arithmetic);
  return format === undefined ? value : liftDouble(roundRatio(format, value));
}
