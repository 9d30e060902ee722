/** The four settings measured: tuned on one grid, at equal numbers of target gradients, beside what the theorems promise. */
export {
  compareSetting,
  settingTheorems,
  settingVariants,
  type CurvePoint,
  type SettingComparison,
  type SettingMethod,
  type SettingPromise,
} from './compare-setting.js';
export { measureInDoubles, type DoubleMeasurement } from './double-moments.js';
export { constantsFor, describeSetting, type SettingConstants } from './setting-constants.js';
export {
  caseAt,
  gridFor,
  gridMomentumWeights,
  gridStepSizes,
  tuneByBound,
  tuneByValue,
  type GridPoint,
} from './tune-setting.js';
