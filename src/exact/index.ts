/** The exact engine: fields that never round, and runs of the reference with a trace. */
export { floorLog2, powerOfTwo } from './binary-ratio.js';
export { bitLength } from './bit-length.js';
export { createDecimalField, defaultPrecision } from './decimal-field.js';
export { convert, type ExactField } from './exact-field.js';
export {
  createRatio,
  decimalPlaces,
  formatDecimal,
  formatRatio,
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
export { baseForDenominators, createRadixField, type RadixNumber } from './radix-field.js';
export { ratioField } from './ratio-field.js';
export { createRationalField } from './rational-field.js';
export { nearestDouble, roundRatio, roundToFormat } from './round.js';
export { recordRound, recordStart, type ExactRun, type RoundStart } from './record-run.js';
export { runExact } from './run-exact.js';
export { applyIntegerRow, toIntegerMaps, type IntegerMaps, type IntegerRow } from './integer-map.js';
export { integerRing } from './integer-ring.js';
export { createVariantMaps, layoutOf, type StateLayout, type VariantMaps } from './shared-scale-maps.js';
export {
  prepareSharedScale,
  runSharedScale,
  type PreparedSharedScale,
  type SharedScaleOptions,
  type SharedScaleRound,
  type SharedScaleRun,
  type SharedScaleTrace,
} from './shared-scale-run.js';
export { createEstimatedSample, deterministicCorrection } from './shared-scale-start.js';
export { augmentedState } from './shared-scale-state.js';
export {
  baseOfRun,
  createSharedScale,
  sharedRatios,
  type SharedScale,
  type SharedScaleInputs,
  type SharedVector,
} from './shared-scale.js';
