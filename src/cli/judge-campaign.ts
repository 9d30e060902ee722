/** The run of a campaign of a command, on as many cores as were asked for, with its progress on a terminal. */
import { openWorkers, runCampaign, type CampaignKind, type CaseRecord } from '../campaigns/index.js';
import { workerCountOf, type CampaignOptions } from './campaign-options.js';
import { trackCampaign } from './output/campaign-progress.js';
import { version } from './version.js';

/** Judges what is left of a campaign or of its shard; returns all results of it, in the order of the cases. */
export function judgeCampaign<Options, Result, Report>(
  label: string,
  kind: CampaignKind<Options, Result, Report>,
  options: Options,
  request: CampaignOptions,
): Promise<readonly CaseRecord<Result>[]> {
  return trackCampaign(label, request.out, (progress) =>
    runCampaign({
      kind,
      options,
      version,
      shard: request.shard,
      folder: request.out,
      openRunner: openWorkers(workerCountOf(request)),
      ...progress,
    }),
  );
}
