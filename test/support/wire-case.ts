/** A test case as the messages of the protocol, and an oracle that answers for it. */
import type { AffineGradient, GradientQuery, RoundDraws } from '../../spec/model/index.js';
import { createQuadraticOracle, mapProblem } from '../../spec/model/index.js';
import { createRationalField, formatRatio, parseExactNumber, type Ratio } from '../../src/exact/index.js';
import type { TestCase } from './cases.js';
import type { AnswerQuestion, Message } from './protocol-driver.js';

const field = createRationalField();
const texts = (values: readonly Ratio[]): readonly string[] => values.map(formatRatio);
const affine = ({ matrix, vector }: AffineGradient<Ratio>) => ({
  matrix: matrix.map(texts),
  vector: texts(vector),
});

/** The local atoms in the order in which they are drawn: step 1 of naive takes no local sample. */
function drawnLocals(variant: TestCase['variant'], { local }: RoundDraws): readonly number[] {
  return variant === 'naive' ? local.slice(1) : local;
}

/** The `open` message of a case, with fractions for numbers. */
export function openCase(testCase: TestCase, oracleMode: 'callback' | 'tape'): Message {
  const { variant, problem, parameters, initialization, startingPoint, tape } = testCase;
  const wireProblem = {
    target: affine(problem.target),
    auxiliary: affine(problem.auxiliary),
    snapshotAtoms: problem.snapshotAtoms.map(({ probability, target, auxiliary }) => ({
      probability: formatRatio(probability),
      target: affine(target),
      auxiliary: affine(auxiliary),
    })),
    localAtoms: problem.localAtoms.map(({ probability, auxiliary }) => ({
      probability: formatRatio(probability),
      auxiliary: affine(auxiliary),
    })),
    tape: { ...tape, rounds: tape.rounds.map((draws) => ({ ...draws, local: drawnLocals(variant, draws) })) },
  };
  return {
    type: 'open',
    id: 'open',
    session: 's',
    case: 'test',
    variant,
    parameters: {
      ...parameters,
      stepSize: formatRatio(parameters.stepSize),
      momentumWeight: formatRatio(parameters.momentumWeight),
    },
    initialization: {
      kind: initialization.kind,
      ...(initialization.kind === 'batch' ? { size: initialization.size } : {}),
    },
    dimension: problem.dimension,
    x0: texts(startingPoint),
    ...(initialization.kind === 'given' ? { m0: texts(initialization.correction) } : {}),
    oracleMode,
    ...(oracleMode === 'tape' ? { problem: wireProblem } : {}),
  };
}

/** Answers with the case's own draws, in their order: those of the start, then round by round. */
export function caseOracle({ problem, tape, variant }: TestCase): AnswerQuestion {
  const oracle = createQuadraticOracle(field, mapProblem(problem, field.fromRatio));
  const fresh = {
    snapshot: [...tape.initial, ...tape.rounds.map(({ snapshot }) => snapshot)].values(),
    local: tape.rounds.flatMap((draws) => drawnLocals(variant, draws)).values(),
    mean: [0].values(),
  };
  return (question) => {
    const { function: name, draw, at } = question as unknown as GradientQuery<string>;
    const atom = (question['atom'] as number | undefined) ?? fresh[draw].next().value ?? -1;
    const point = at.map((text) => field.fromRatio(parseExactNumber(text)));
    const value = oracle.gradient({ function: name, draw, atom, at: point });
    const gradient = texts(value.map((number) => field.toRatio(number)));
    return { type: 'oracleResult', session: 's', gradient, atom };
  };
}
