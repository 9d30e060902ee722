/** Linear and logarithmic scales with round ticks. */
import { formatTick } from '../../../playground/view/format.js';

/** From a domain to pixels, and back. */
export interface Scale {
  readonly domain: readonly [number, number];
  readonly toPixel: (value: number) => number;
  readonly toValue: (pixel: number) => number;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/** A linear scale with about `count` ticks. */
export function linearScale(
  domain: readonly [number, number],
  [from, to]: readonly [number, number],
  count = 6,
): Scale {
  const [low, high] = domain;
  const rough = (high - low) / count;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5, 10].find((factor) => factor * unit >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const length = Math.floor(high / step + 1e-9) - first + 1;
  return {
    domain,
    toPixel: (value) => from + ((value - low) / (high - low)) * (to - from),
    toValue: (pixel) => low + ((pixel - from) / (to - from)) * (high - low),
    ticks: Array.from({ length }, (_, i) => Number(((first + i) * step).toPrecision(12))),
    format: (value) => String(value).replace('-', '−'),
  };
}

/** A logarithmic scale; powers of ten, with multiples where there are few. */
export function logScale(
  domain: readonly [number, number],
  [from, to]: readonly [number, number],
  count = 7,
): Scale {
  const [low, high] = domain.map(Math.log10) as [number, number];
  const stride = Math.max(1, Math.ceil((high - low) / count));
  const factors = high - low > 2.5 ? [1] : high - low > 1.2 ? [1, 3] : [1, 2, 5];
  const first = Math.ceil(low - 1);
  const ticks = Array.from({ length: Math.floor(high) - first + 1 }, (_, i) => first + i)
    .filter((exponent) => exponent % stride === 0)
    .flatMap((exponent) => factors.map((factor) => factor * 10 ** exponent))
    .filter((tick) => tick >= domain[0] * 0.999 && tick <= domain[1] * 1.001);
  return {
    domain,
    toPixel: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
    toValue: (pixel) => 10 ** (low + ((pixel - from) / (to - from)) * (high - low)),
    ticks,
    format: formatTick,
  };
}
