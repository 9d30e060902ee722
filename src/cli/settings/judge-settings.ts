/** Whether the examples do what they are there to show. */
import type { SettingComparison } from '../../theorems/index.js';
import { isGainPromised, methodOf, nameOf } from './settings-text.js';

/**
 * The sentences that say what does not hold: a bound that is broken, an auxiliary that helps where none should or does not
 * where it should, a gain that is promised and not there. All decided exactly.
 */
export function findSettingFailures(comparison: SettingComparison): readonly string[] {
  const name = nameOf(comparison);
  const { helps } = comparison.example;
  const gains = (['aux-mom', 'aux-mvr'] as const).flatMap((variant) => methodOf(comparison, variant) ?? []);
  const hasGain = gains.some(({ gain }) => gain.numerator > gain.denominator);
  return [
    ...comparison.promises
      .filter(({ verdict }) => verdict.isViolation)
      .map(({ id }) => `${name}: the bound of ${id} is broken`),
    ...(hasGain === helps
      ? []
      : [
          helps
            ? `${name}: the auxiliary should help, and no method beats SGD`
            : `${name}: the auxiliary should not help, and a method beats SGD`,
        ]),
    ...(isGainPromised(comparison) && !hasGain ? [`${name}: a gain is promised, and there is none`] : []),
  ];
}
