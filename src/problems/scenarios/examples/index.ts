/** Every example of the four settings, in the order of the guide. */
import type { ReadText } from '../../least-squares-data.js';
import { cachedBatch, cachedRowByRow } from './batch-reuse.js';
import { heavyDropout, lightDropout } from './compressed-model.js';
import { distantServer, oneClient, serverSample } from './federated.js';
import { commonShift, shiftedSpecies } from './transfer.js';
import type { SettingExample } from './scenario-example.js';

export {
  formatSettingExample,
  settingFileName,
  settingNames,
  type SettingExample,
  type SettingName,
} from './scenario-example.js';

/**
 * The examples of docs/guide/settings.md, built anew from the tables.
 *
 * @param readText - gives the text of `iris.csv` and `penguins.csv`, which are in docs/examples.
 * @returns nine examples; in the first of each setting the auxiliary helps, in the last it does not.
 */
export function createSettingExamples(readText: ReadText): readonly SettingExample[] {
  return [
    cachedBatch,
    cachedRowByRow,
    shiftedSpecies,
    commonShift,
    oneClient,
    serverSample,
    distantServer,
    lightDropout,
    heavyDropout,
  ].map((create) => create(readText));
}
