/** A case made ready for one implementation: its numbers in the declared arithmetic, its messages, its oracle. */
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  mapParameters,
  mapProblem,
  valuesOf,
  type QuadraticProblem,
  type VariantName,
} from '../../../spec/model/index.js';
import { greatestCommonDivisor } from '../../exact/exact-number.js';
import {
  createRatio,
  isRepresentable,
  liftDouble,
  nearestDouble,
  type Ratio,
  roundRatio,
} from '../../exact/index.js';
import type { Arithmetic, Minibatches } from '../../judge/index.js';
import { makeCaseIndependent } from '../cases/independent-problem.js';
import { allMinibatchSizes, mapCaseNumbers, type VerificationCase } from '../cases/verification-case.js';
import type { OracleMode } from '../protocol/message-parts.js';
import { createNumberCodec, formatOf, judgeArithmetic, type NumberCodec } from '../protocol/numbers.js';
import type { Capabilities } from '../protocol/replies.js';
import { largestLine, type OpenRequest, type WireAffine, type WireProblem } from '../protocol/requests.js';

/** A case that an implementation can be asked. */
export interface PreparedCase {
  readonly case: VerificationCase;
  readonly oracleMode: OracleMode;
  readonly codec: NumberCodec;
  readonly arithmetic: Arithmetic;
  /** Whether f and h of a round may be drawn apart. */
  readonly drawsApart: boolean;
  /** After a run whose draws were minibatches, which are the atoms of `case` then: the problem of their rows. */
  readonly rows?: { readonly problem: QuadraticProblem<Ratio>; readonly minibatches: Minibatches };
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
  // what means are made with must be a number of an exact arithmetic too
  if (format === undefined) allMinibatchSizes(given).forEach((size) => fit(createRatio(1n, BigInt(size))));
  return beyond.length === 0
    ? { case: fitted, oracleMode, codec, arithmetic: judgeArithmetic(name, subnormals), drawsApart }
    : undefined;
}

/**
 * The length of a text that no exact number of a run exceeds, twice over. A program that reports a longer one is wrong, and would
 * keep the judge busy for minutes.
 *
 * A local step multiplies a state by η and a matrix, a round by a and a matrix; samples add vectors. So with D(…) for the least common
 * denominator, every state has a denominator that divides D(vectors, x⁰, m⁰)·B·(D(η)D(matrices))^{KT}·(D(a)D(matrices))^{T+1}, and its
 * size grows in a step by 1 + η(d·max|matrix| + max|vector| + 1), in a round by 1 + 4(d·max|matrix| + max|vector|), at most.
 */
export function longestNumber(given: VerificationCase): number {
  const { problem, parameters, initialization, startingPoint } = given;
  const { stepSize, momentumWeight, localStepCount, roundCount } = parameters;
  const { target, auxiliary, snapshotAtoms, localAtoms } = problem;
  const functions = [target, auxiliary, ...[...snapshotAtoms, ...localAtoms].map((atom) => atom.auxiliary)];
  const all = [...functions, ...snapshotAtoms.map((atom) => atom.target)];
  const matrices = new Set(all.flatMap(({ matrix }) => matrix.flat()));
  const correction = initialization.kind === 'given' ? initialization.correction : [];
  const vectors = new Set([...all.flatMap(({ vector }) => vector), ...startingPoint, ...correction]);
  const largest = (values: ReadonlySet<Ratio>): number =>
    [...values].reduce((most, value) => Math.max(most, Math.abs(nearestDouble(value))), 1);
  const etas = new Set(valuesOf(stepSize));
  const [steps, rounds] = [localStepCount * roundCount, roundCount + 1];
  const batch = BigInt(initialization.kind === 'batch' ? initialization.size : 1);
  const growth = problem.dimension * largest(matrices) + largest(vectors);
  const size =
    Math.log10(largest(vectors)) +
    steps * Math.log10(1 + largest(etas) * (growth + 1)) +
    rounds * Math.log10(1 + 4 * growth);
  const places = (...factors: readonly (readonly [bigint, number])[]): number =>
    factors.reduce((sum, [denominator, count]) => sum + count * placesOf(denominator), 0);
  // the mean of a minibatch divides by its size
  const sizes = allMinibatchSizes(given).map((size) => createRatio(1n, BigInt(size)));
  const common = commonDenominator(matrices) * commonDenominator(new Set(sizes));
  const length =
    size +
    2 *
      places(
        [commonDenominator(vectors) * batch, 1],
        [commonDenominator(etas) * common, steps],
        [commonDenominator(new Set(valuesOf(momentumWeight))) * common, rounds],
      );
  return 100 + 2 * Math.ceil(length);
}

/** Decimal places of 1/n where it has finitely many; else the digits of n. */
function placesOf(denominator: bigint): number {
  let rest = denominator;
  let places = 0;
  for (const prime of [2n, 5n]) {
    let exponent = 0;
    for (; rest % prime === 0n; rest /= prime) exponent += 1;
    places = Math.max(places, exponent);
  }
  return rest === 1n ? places : Math.max(places, denominator.toString().length);
}

function commonDenominator(values: ReadonlySet<Ratio>): bigint {
  const denominators = new Set([...values].map(({ denominator }) => denominator));
  return [...denominators].reduce((left, right) => (left / greatestCommonDivisor(left, right)) * right, 1n);
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
    parameters: mapParameters(parameters, codec.write),
    ...(given.choosesSchedule === true ? { schedule: 'reported' } : {}),
    ...(given.sampling === undefined
      ? {}
      : {
          sampling: {
            kind: given.sampling.kind,
            rowCount: given.problem.snapshotAtoms.length,
            batchSize: given.sampling.batchSize,
            localRowCount: given.problem.localAtoms.length,
            localBatchSize: given.sampling.localBatchSize,
          },
        }),
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

/** By how much a request is longer than a line of the protocol; undefined where it can be sent. Ids and keys are short beside it. */
export function describeExcess(request: { readonly type: string }): string | undefined {
  const size = sizeOf(request);
  if (size <= largestLine) return undefined;
  const [needed, most] = [size, largestLine].map((bytes) => Math.ceil((bytes / 1024 ** 2) * 10) / 10);
  return `its "${request.type}" message has ${needed} MiB, and a line of the protocol at most ${most}`;
}

const utf8 = new TextEncoder();

/** The bytes of a value as JSON, counted part by part: as one string it may be more than one can be. */
function sizeOf(value: unknown): number {
  // most are numbers, of which each character is a byte
  if (typeof value === 'string' && /^[\w.+-]*$/u.test(value)) return value.length + 3;
  if (typeof value !== 'object' || value === null) return utf8.encode(JSON.stringify(value)).length + 1;
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  const parts: readonly unknown[] = Object.values(value);
  return [...keys, ...parts].reduce<number>((sum, part) => sum + sizeOf(part), 2);
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
