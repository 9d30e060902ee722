/** The same case in other units: the same digits at every place, so that thresholds, clips and epsilons show. */
import { mapSchedule, type AffineGradient } from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { powerOfTwo } from '../../exact/binary-ratio.js';
import type { ArithmeticName } from '../protocol/message-parts.js';
import { mapFunctions, type UnitExponents, type VerificationCase } from './verification-case.js';

/** Names of units, as in the ids of cases. */
export type UnitName = 'large' | 'small';

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
export function namedUnits(name: UnitName, arithmetic: ArithmeticName, isFlat: boolean): Units {
  const sign = name === 'large' ? 1 : -1;
  const [points, curvatures] = isFlat ? [4, -1] : [3, 1];
  if (arithmetic === 'binary16') {
    return { point: powerOfTwo(name === 'large' ? 8 : -6), curvature: powerOfTwo(0) };
  }
  return powers({ point: 10 * points * sign, curvature: 10 * curvatures * sign }, arithmetic);
}

/** Units of these exponents; where the arithmetic is not binary, powers of ten of about that size. */
export function powers({ point, curvature }: UnitExponents, arithmetic: ArithmeticName): Units {
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
export function inUnits(given: VerificationCase, { point, curvature }: Units): VerificationCase {
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
