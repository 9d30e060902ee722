/** The exact engine: fields that never round, and runs of the reference with a trace. */
export { floorLog2, powerOfTwo } from './binary-ratio.js';
export { createDecimalField, defaultPrecision } from './decimal-field.js';
export { convert, type ExactField } from './exact-field.js';
export {
  bitLength,
  createRatio,
  decimalPlaces,
  formatDecimal,
  formatRatio,
  greatestCommonDivisor,
  integerRoot,
  parseExactNumber,
  subtractRatios,
  type Ratio,
} from './exact-number.js';
export {
  floatFormats,
  isBeyondRange,
  isRepresentable,
  ulpExponent,
  type FloatFormat,
  type FormatName,
} from './float-format.js';
export { createFactoredScale, type FactoredScale } from './factored-scale.js';
export { liftDouble } from './lift.js';
export {
  baseForDenominators,
  baseOfRun,
  createRadixField,
  type RadixNumber,
  type RunNumbers,
} from './radix-field.js';
export { ratioField } from './ratio-field.js';
export { createRationalField } from './rational-field.js';
export { nearestDouble, roundRatio, roundToFormat } from './rounding.js';
export { recordRound, recordStart, type ExactRun, type RoundStart } from './record-run.js';
export { runExact } from './run-exact.js';
export { integerRing } from './integer-ring.js';
export {
  augmentedState,
  createLinearSteps,
  createVariantMaps,
  layoutOf,
  type LinearStep,
  type StateLayout,
  type VariantMaps,
} from './linear-maps.js';
export { createEstimatedSample, deterministicCorrection } from './start-estimate.js';
