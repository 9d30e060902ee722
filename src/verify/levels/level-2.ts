/** L2, trajectories: whole runs, every state and every gradient against the equations; in the units of the case and in others. */
import { variantNames } from '../../../spec/algorithms/index.js';
import { hasInitialization, plainStartOf } from '../cases/declared.js';
import { type VerificationCase, mapFunctions, type UnitExponents } from '../cases/verification-case.js';
import type { OracleMode, ArithmeticName } from '../protocol/message-parts.js';
import type { Capabilities } from '../protocol/replies.js';
import { runWholeCase } from '../session/case-outcome.js';
import { describeExcess, openMessage, prepareCase } from '../session/prepared-case.js';
import { runPrepared, type LevelTask } from './level.js';
import { mapSchedule, type AffineGradient } from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { powerOfTwo } from '../../exact/binary-ratio.js';

/** The case as it is asked: from −x⁰ in callback mode, so that no mode can be answered with the memory of the other. */
function caseInMode(given: VerificationCase, oracleMode: OracleMode): VerificationCase {
  if (oracleMode === 'tape' || given.isFixed === true) return given;
  const startingPoint = given.startingPoint.map(({ numerator, denominator }) => ({
    numerator: -numerator,
    denominator,
  }));
  return { ...given, startingPoint };
}

/** The case from a start that the implementation has, where any does. */
function fromKnownStart(given: VerificationCase, capabilities: Capabilities): VerificationCase {
  if (given.startsFromAny !== true || hasInitialization(capabilities, given.initialization.kind))
    return given;
  const kind = plainStartOf(capabilities);
  // where nothing but a given m⁰ is there, any vector is one
  if (kind === undefined && !hasInitialization(capabilities, 'given')) return given;
  const initialization =
    kind === undefined ? ({ kind: 'given', correction: given.startingPoint } as const) : { kind };
  return { ...given, initialization, tape: { ...given.tape, initial: [] } };
}

/** A new process for every failure takes long: the first cases of a variant are enough to see that sessions depend on one another. */
const firstOnes = 3;

/** From this dimension on, the matrices of a tape are many numbers; from this T(K + 2) on, a run is many questions. */
const long = { dimension: 100, work: 50 };

/** One way in which a case is asked; without a unit, in its own. */
interface Asking {
  readonly oracleMode: OracleMode;
  readonly unit?: UnitName;
}

/**
 * Every case in its own units, and in as many others as it says. Where there are two oracle modes, the first cases of a variant are asked in
 * both, those of many coordinates and those in other units in one of them in turn, and long runs with a tape; the rest is asked by questions,
 * which tell more.
 *
 * @param turn - another one for the next case, and for the same case of the next variant.
 */
function askingsOf(
  { sampling, isFixed, otherUnits = 2, units: drawnUnits, problem, parameters }: VerificationCase,
  oracleModes: readonly OracleMode[],
  isFirst: boolean,
  turn: number,
): readonly Asking[] {
  const modeAt = (index: number): readonly OracleMode[] => {
    const begin = index % oracleModes.length;
    return oracleModes.slice(begin, begin + 1);
  };
  const preferring = (mode: OracleMode): readonly OracleMode[] =>
    oracleModes.includes(mode) ? [mode] : oracleModes.slice(0, 1);
  // a tape has single draws
  if (sampling !== undefined) return [{ oracleMode: 'callback' }];
  const units = isFixed === true ? 0 : otherUnits;
  const isWide = problem.dimension >= long.dimension;
  const isLong = parameters.roundCount * (parameters.localStepCount + 2) >= long.work;
  const ownModes = (): readonly OracleMode[] => {
    if (isFirst || (isFixed === true && !isWide)) return oracleModes;
    if (units > 0 || drawnUnits !== undefined) return preferring('callback');
    return isLong ? preferring('tape') : modeAt(turn);
  };
  const inTurn = turn % 4 < 2 ? (['large', 'small'] as const) : (['small', 'large'] as const);
  const others = inTurn.slice(0, units).flatMap((unit, index) => {
    const modes = units === 1 || isLong ? preferring('tape') : modeAt(turn + index);
    return modes.map((oracleMode) => ({ oracleMode, unit }));
  });
  return [...ownModes().map((oracleMode) => ({ oracleMode })), ...others];
}

/** The case in the units of this name, or in those that it has; in them under its own name. */
function caseInUnits(
  given: VerificationCase,
  unit: UnitName | undefined,
  arithmetic: Capabilities['arithmetic'],
  isFlat: boolean,
): VerificationCase {
  const { id, purpose, units } = given;
  if (unit === undefined) return units === undefined ? given : inUnits(given, powers(units, arithmetic));
  const named = { id: `${id}-${unit}`, purpose: `${purpose}; in ${unit} units` };
  return { ...inUnits(given, namedUnits(unit, arithmetic, isFlat)), ...named };
}

/** The oracle modes in which a line holds the case; all, where none does. */
function sendableModes(given: VerificationCase, capabilities: Capabilities): readonly OracleMode[] {
  const { oracleModes } = capabilities;
  if (given.problem.dimension < long.dimension) return oracleModes;
  const modes = oracleModes.filter((mode) => {
    const prepared = prepareCase(given, capabilities, mode);
    return prepared === undefined || describeExcess(openMessage(prepared, '')) === undefined;
  });
  return modes.length === 0 ? oracleModes : modes;
}

/** One task for each way in which each case is asked. */
export function level2Tasks(
  capabilities: Capabilities,
  cases: readonly VerificationCase[],
): readonly LevelTask[] {
  const { oracleModes, arithmetic } = capabilities;
  const [first] = oracleModes;
  return cases.flatMap((sent) => {
    const given = fromKnownStart(sent, capabilities);
    const { variant } = given;
    const place = cases.filter((each) => each.variant === variant).indexOf(sent);
    const isFirst = place < firstOnes;
    const turn = place + variantNames.indexOf(variant);
    const modes = isFirst ? oracleModes : sendableModes(given, capabilities);
    return askingsOf(given, modes, isFirst, turn).map(({ oracleMode, unit }): LevelTask => {
      const asked = caseInUnits(given, unit, arithmetic, turn % 8 < 4);
      const prepared = prepareCase(caseInMode(asked, oracleMode), capabilities, oracleMode);
      return {
        id: `L2/${asked.id}/${oracleMode}`,
        level: 2,
        variant,
        oracleMode,
        isAskedAgain: isFirst && unit === undefined && oracleMode === first,
        run: runPrepared(capabilities, given, prepared, runWholeCase),
      };
    });
  });
}

/** Names of units, as in the ids of cases. */
type UnitName = 'large' | 'small';

/** What one unit of the case becomes. */
interface Units {
  /** Points: x⁰. */
  readonly point: Ratio;
  /** Second derivatives; gradients are point·curvature, and η is 1/curvature. */
  readonly curvature: Ratio;
}

/**
 * Units in which points are 10⁹ or 10⁻⁹ times what they were, gradients 10¹² or 10⁻¹², and η a thousand times smaller or larger; or
 * points 10¹² or 10⁻¹² times, gradients 10⁹ or 10⁻⁹, and η a thousand times larger or smaller: so that what goes by the size of
 * a gradient is no matter of η.
 * Powers of two where the arithmetic is binary; the range of binary16 allows no more than gradients of some thousands.
 * No point or gradient reaches 10¹⁵: a program that writes whole numbers without a point would write 16 digits, which are bits.
 */
function namedUnits(name: UnitName, arithmetic: ArithmeticName, isFlat: boolean): Units {
  const sign = name === 'large' ? 1 : -1;
  const [points, curvatures] = isFlat ? [4, -1] : [3, 1];
  if (arithmetic === 'binary16') {
    return { point: powerOfTwo(name === 'large' ? 8 : -6), curvature: powerOfTwo(0) };
  }
  return powers({ point: 10 * points * sign, curvature: 10 * curvatures * sign }, arithmetic);
}

/** Units of these exponents; where the arithmetic is not binary, powers of ten of about that size. */
function powers({ point, curvature }: UnitExponents, arithmetic: ArithmeticName): Units {
  if (arithmetic === 'binary16') return { point: powerOfTwo(0), curvature: powerOfTwo(0) };
  if (arithmetic !== 'decimal' && arithmetic !== 'rational') {
    return { point: powerOfTwo(point), curvature: powerOfTwo(curvature) };
  }
  const ofTen = (exponent: number): Ratio => {
    const places = Math.round(0.3 * exponent);
    return places > 0 ? createRatio(10n ** BigInt(places), 1n) : createRatio(1n, 10n ** BigInt(-places));
  };
  return { point: ofTen(point), curvature: ofTen(curvature) };
}

/** The case in other units: a program without constants of its own makes the same digits. */
function inUnits(given: VerificationCase, { point, curvature }: Units): VerificationCase {
  const gradient = times(point)(curvature);
  const [toPoint, toGradient, toCurvature] = [point, gradient, curvature].map(times) as [Scale, Scale, Scale];
  const affine = ({ matrix, vector }: AffineGradient<Ratio>): AffineGradient<Ratio> => ({
    matrix: matrix.map((row) => row.map(toCurvature)),
    vector: vector.map(toGradient),
  });
  const { problem, initialization, parameters } = given;
  return {
    ...given,
    problem: {
      dimension: problem.dimension,
      ...mapFunctions(problem, affine, (value) => times(gradient)(toPoint(value))),
    },
    parameters: { ...parameters, stepSize: mapSchedule(parameters.stepSize, times(inverse(curvature))) },
    initialization:
      initialization.kind === 'given'
        ? { ...initialization, correction: initialization.correction.map(toGradient) }
        : initialization,
    startingPoint: given.startingPoint.map(toPoint),
  };
}

type Scale = (value: Ratio) => Ratio;

function inverse({ numerator, denominator }: Ratio): Ratio {
  return createRatio(denominator, numerator);
}

/** Products with a factor; each made once for all places of a number. */
function times(factor: Ratio): Scale {
  const known = new Map<Ratio, Ratio>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const made = createRatio(value.numerator * factor.numerator, value.denominator * factor.denominator);
    known.set(value, made);
    return made;
  };
}
