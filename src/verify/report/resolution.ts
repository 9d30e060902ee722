/** The least errors in η and a that a verification can see, as a schema, a type and words. */
import { z } from 'zod';
import { floatFormats } from '../../exact/index.js';
import { variant, type ArithmeticName, type Immutable } from '../protocol/message-parts.js';
import { formatOf } from '../protocol/numbers.js';

const least = (name: string) =>
  z
    .number()
    .describe(
      `2^−n: ${name}(1 + 2^−n) and ${name}(1 − 2^−n) in place of ${name} are distinguished from rounding; 1 if nothing is`,
    );

/** The schema of {@link Resolution}. */
export const resolutionSchema = z
  .array(
    z.strictObject({
      variant: variant.describe('the algorithm'),
      stepSize: least('η'),
      momentumWeight: least('a').exactOptional(),
    }),
  )
  .describe(
    'the least relative error in η alone, and in a alone, that the judged states show; not below the spacing of the format, 2^(1−p)',
  );

/** The least relative errors that show, for each variant. */
export type Resolution = Immutable<z.infer<typeof resolutionSchema>>;

/** The symbol of each scalar that any variant has, with its greatest value. */
function worst(resolution: Resolution): readonly (readonly [symbol: string, value: number])[] {
  return (['stepSize', 'momentumWeight'] as const).flatMap((scalar) => {
    const values = resolution.flatMap((entry) => entry[scalar] ?? []);
    return values.length === 0 ? [] : [[scalar === 'stepSize' ? 'η' : 'a', Math.max(...values)] as const];
  });
}

/** `0.78 %`, or `2.2e-16` below a ten-thousandth. */
function show(value: number): string {
  return value >= 1e-4 ? `${Number((100 * value).toPrecision(2))} %` : value.toExponential(1);
}

/** One sentence, but for exact arithmetic: the least errors that show. */
export function describeResolution(
  arithmetic: ArithmeticName,
  resolution: Resolution | undefined,
): readonly string[] {
  if (formatOf(arithmetic) === undefined) return [];
  if (resolution === undefined)
    return [
      'Which errors in η and a these runs distinguish from rounding is measured only by a verification in one process.',
    ];
  const parts = worst(resolution).map(([symbol, value]) => `of ${show(value)} in ${symbol}`);
  return [`These runs distinguish an error ${parts.join(' and ')} from rounding; a smaller one may pass.`];
}

/** The spacing of the narrowest format, 2^(1−p): what every right program of any format can show. */
const coarsest = Math.max(...Object.values(floatFormats).map(({ precision }) => 2 ** (1 - precision)));

/**
 * What is seen less sharply than the narrowest format writes it: `a to 25 %`. In formats narrower than binary32, where that can be although all is
 * reported, also that nobody has looked.
 */
export function describeCoarse(
  resolution: Resolution | undefined,
  arithmetic: ArithmeticName,
): readonly string[] {
  const { precision = Infinity } = formatOf(arithmetic) ?? {};
  if (resolution === undefined)
    return precision < floatFormats.binary32.precision ? ['errors in η and a not measured'] : [];
  return worst(resolution)
    .filter(([, value]) => value > coarsest)
    .map(([symbol, value]) => `${symbol} to ${show(value)}`);
}
