/** The document `auxopt-settings/1`. */
import { formatRatio } from '../../exact/index.js';
import { settingFileName, type CertifiedBound } from '../../problems/index.js';
import type { SettingComparison } from '../../theorems/index.js';
import { formatSignificant } from '../output/text.js';
import { isGainPromised } from './settings-text.js';

/** Digits of the numbers that have thousands. */
const roundedDigits = 12;

const bounds = ({ lower, upper, exact }: CertifiedBound): object => ({
  lower: formatRatio(lower),
  upper: formatRatio(upper),
  exact,
});

/** The comparisons as one document; see docs/formats/settings.md. */
export function settingsToJson(comparisons: readonly SettingComparison[]): string {
  const document = {
    format: 'auxopt-settings/1',
    settings: comparisons.map((comparison) => {
      const { example, constants, methods, promises } = comparison;
      const { description } = constants;
      return {
        setting: example.setting,
        label: example.label,
        file: settingFileName(example),
        name: example.problemCase.name,
        unit: example.unit,
        targetGradients: example.budget,
        localStepCount: example.problemCase.parameters.localStepCount,
        expectedToHelp: example.helps,
        smoothness: bounds(description.smoothness),
        hessianSimilarity: bounds(description.hessianSimilarity),
        meanSquareSimilarity: bounds(description.meanSquareSimilarity),
        suboptimality: formatRatio(constants.suboptimality),
        methods: methods.map(({ variant, at, roundCount, gap, gain }) => ({
          variant,
          ...at,
          roundCount,
          gapRounded: formatSignificant(gap, roundedDigits),
          gainRounded: formatSignificant(gain, roundedDigits),
        })),
        promises: promises.map(({ id, variant, at, verdict, measurement }) => ({
          theorem: id,
          variant,
          ...at,
          isWithin: verdict.isWithin,
          measuredRounded: formatSignificant(verdict.measured, roundedDigits),
          boundRounded: formatSignificant(verdict.bound, roundedDigits),
          snapshotVarianceRounded: formatSignificant(measurement.snapshotVariance, roundedDigits),
          localVarianceRounded: formatSignificant(measurement.localVariance, roundedDigits),
          targetVarianceRounded: formatSignificant(measurement.targetVariance, roundedDigits),
        })),
        isGainPromised: isGainPromised(comparison),
      };
    }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
