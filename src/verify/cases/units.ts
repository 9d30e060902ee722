/** The same case in other units: the same digits at every place, so that thresholds, clips and epsilons show. */
import { mapSchedule, type AffineGradient } from '../../../spec/model/index.js';
import { createRatio, powerOfTwo, type Ratio } from '../../exact/index.js';
import type { ArithmeticName } from '../protocol/message-parts.js';
import { mapFunctions, type VerificationCase } from './verification-case.js';

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
function unitsOf(name: UnitName, arithmetic: ArithmeticName, isFlat: boolean): Units {
  const sign = name === 'large' ? 1 : -1;
  const exact = (places: number): Ratio =>
    places > 0 ? createRatio(10n ** BigInt(places), 1n) : createRatio(1n, 10n ** BigInt(-places));
  const [points, curvatures] = isFlat ? [4, -1] : [3, 1];
  if (arithmetic === 'decimal' || arithmetic === 'rational') {
    return { point: exact(3 * points * sign), curvature: exact(3 * curvatures * sign) };
  }
  if (arithmetic === 'binary16') {
    return { point: powerOfTwo(name === 'large' ? 8 : -6), curvature: powerOfTwo(0) };
  }
  return { point: powerOfTwo(10 * points * sign), curvature: powerOfTwo(10 * curvatures * sign) };
}

/**
 * The case in other units, under another name: a program without constants of its own makes the same digits.
 *
 * @param isFlat - whether curvatures shrink where points grow.
 */
export function inUnits(
  given: VerificationCase,
  name: UnitName,
  arithmetic: ArithmeticName,
  isFlat: boolean,
): VerificationCase {
  const { point, curvature } = unitsOf(name, arithmetic, isFlat);
  const gradient = times(point)(curvature);
  const [toPoint, toGradient, toCurvature] = [point, gradient, curvature].map(times) as [Scale, Scale, Scale];
  const affine = ({ matrix, vector }: AffineGradient<Ratio>): AffineGradient<Ratio> => ({
    matrix: matrix.map((row) => row.map(toCurvature)),
    vector: vector.map(toGradient),
  });
  const { problem, initialization, parameters } = given;
  return {
    ...given,
    id: `${given.id}-${name}`,
    purpose: `${given.purpose}; in ${name} units`,
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
