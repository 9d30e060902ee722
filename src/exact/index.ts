/** The exact engine: fields that never round, and runs of the reference with a trace. */
export { createDecimalField, defaultPrecision } from './decimal-field.js';
export { convert, type ExactField } from './exact-field.js';
export { createRatio, formatRatio, parseExactNumber, type Ratio } from './exact-number.js';
export { floatFormats, isRepresentable, type FloatFormat, type FormatName } from './float-format.js';
export { liftDouble } from './lift.js';
export { baseOfRun, createRadixField, type RadixNumber, type RunNumbers } from './radix-field.js';
export { ratioField } from './ratio-field.js';
export { createRationalField } from './rational-field.js';
export type { ExactRun, RoundStart } from './record-run.js';
export { nearestDouble, roundRatio, roundToFormat } from './rounding.js';
export { runExact } from './run-exact.js';
