/** A case made ready for one implementation: its numbers in the declared arithmetic, its messages, its oracle. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { mapProblem, type VariantName } from '../../../spec/model/index.js';
import { isRepresentable, liftDouble, type Ratio, roundRatio } from '../../exact/index.js';
import type { Arithmetic } from '../../judge/index.js';
import { makeCaseIndependent } from '../cases/independent-problem.js';
import { mapCaseNumbers, type VerificationCase } from '../cases/verification-case.js';
import type { OracleMode } from '../protocol/message-parts.js';
import { createNumberCodec, formatOf, judgeArithmetic, type NumberCodec } from '../protocol/numbers.js';
import type { Capabilities } from '../protocol/replies.js';
import type { OpenRequest, WireAffine, WireProblem } from '../protocol/requests.js';
import { numbersOf } from '../../problems/index.js';

/** A case that an implementation can be asked. */
export interface PreparedCase {
  readonly case: VerificationCase;
  readonly oracleMode: OracleMode;
  readonly codec: NumberCodec;
  readonly arithmetic: Arithmetic;
  /** Whether f and h of a round may be drawn apart. */
  readonly drawsApart: boolean;
}

/**
 * The case in the arithmetic that `capabilities` declare, rounded where that is a floating-point format.
 *
 * @returns undefined where the arithmetic cannot hold the case: fractions in `decimal`, numbers beyond a format's range.
 */
export function prepareCase(
  given: VerificationCase,
  capabilities: Capabilities,
  oracleMode: OracleMode,
): PreparedCase | undefined {
  const { arithmetic: name, snapshotDraws, subnormals = 'gradual' } = capabilities;
  const drawsApart = snapshotDraws === 'independent';
  const independent = drawsApart ? makeCaseIndependent(given) : given;
  const format = formatOf(name);
  const beyond: Ratio[] = [];
  // a problem of many coordinates has few different numbers
  const known = new Map<Ratio, Ratio>();
  const fit = (value: Ratio): Ratio => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const fitted = fitNew(value);
    known.set(value, fitted);
    return fitted;
  };
  const fitNew = (value: Ratio): Ratio => {
    if (format === undefined) {
      if (name !== 'rational' && codec.write(value).includes('/')) beyond.push(value);
      return value;
    }
    if (isRepresentable(format, value)) return value;
    const rounded = roundRatio(format, value);
    if (!Number.isFinite(rounded)) beyond.push(value);
    return Number.isFinite(rounded) ? liftDouble(rounded) : value;
  };
  const codec = createNumberCodec(name, format === undefined ? longestNumber(given) : undefined);
  const fitted = mapCaseNumbers(independent, fit);
  return beyond.length === 0
    ? { case: fitted, oracleMode, codec, arithmetic: judgeArithmetic(name, subnormals), drawsApart }
    : undefined;
}

/**
 * Digits that no exact number of a run has, with room to spare: every local step multiplies a state by data once, and every
 * round an estimate. A program that reports longer ones is wrong, and would keep the judge busy for minutes.
 */
export function longestNumber({
  problem,
  parameters,
  initialization,
  startingPoint,
}: VerificationCase): number {
  const { stepSize, momentumWeight, localStepCount, roundCount } = parameters;
  const given = initialization.kind === 'given' ? initialization.correction : [];
  const numbers = [...numbersOf(problem), stepSize, momentumWeight, ...startingPoint, ...given];
  const denominators = new Set(numbers.map(({ denominator }) => denominator));
  const digits = (value: bigint): number => value.toString().replace('-', '').length;
  const factors = [...denominators].reduce((sum, denominator) => sum + digits(denominator), 0);
  const numerators = numbers.reduce((most, { numerator }) => Math.max(most, digits(numerator)), 1);
  const multiplications = roundCount * (localStepCount + 2) + 4;
  return 1000 + 8 * (factors + numerators + digits(BigInt(problem.dimension))) * multiplications;
}

/** The `open` message of a case, without its id. */
export function openMessage(
  { case: given, oracleMode, codec }: Pick<PreparedCase, 'case' | 'oracleMode' | 'codec'>,
  session: string,
): Omit<OpenRequest, 'id'> {
  const { initialization, parameters } = given;
  return {
    type: 'open',
    session,
    case: given.id,
    variant: given.variant,
    parameters: {
      stepSize: codec.write(parameters.stepSize),
      momentumWeight: codec.write(parameters.momentumWeight),
      localStepCount: parameters.localStepCount,
      roundCount: parameters.roundCount,
    },
    initialization:
      initialization.kind === 'batch'
        ? { kind: 'batch', size: initialization.size }
        : { kind: initialization.kind },
    dimension: given.problem.dimension,
    x0: given.startingPoint.map(codec.write),
    ...(initialization.kind === 'given' ? { m0: initialization.correction.map(codec.write) } : {}),
    oracleMode,
    ...(oracleMode === 'tape' ? { problem: wireProblem(given, codec.write) } : {}),
  };
}

/** The local samples of a round that a variant draws, in its order: `naive` draws no ζ^{t,1}, and `sgd` none at all. */
export function drawnLocals(variant: VariantName, local: readonly number[]): readonly number[] {
  const { stepGradients } = algorithms[variant];
  return local.filter((_, index) => stepGradients(index + 1).some(({ draw }) => draw === 'local'));
}

/** The problem and its tape, as tape mode sends them. */
export function wireProblem(
  { variant, problem, tape }: Pick<VerificationCase, 'variant' | 'problem' | 'tape'>,
  write: (value: Ratio) => string,
): WireProblem {
  const known = new Map<Ratio, string>();
  const writeOnce = (value: Ratio): string => {
    const text = known.get(value) ?? write(value);
    known.set(value, text);
    return text;
  };
  const { target, auxiliary, snapshotAtoms, localAtoms } = mapProblem(problem, writeOnce);
  // constants of f and h have no gradient
  const withoutConstant = ({ matrix, vector }: WireAffine): WireAffine => ({ matrix, vector });
  return {
    target: withoutConstant(target),
    auxiliary: withoutConstant(auxiliary),
    snapshotAtoms,
    localAtoms,
    tape: {
      initial: tape.initial,
      rounds: tape.rounds.map(({ snapshot, local }) => ({ snapshot, local: drawnLocals(variant, local) })),
    },
  };
}
