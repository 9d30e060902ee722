/** Campaigns: many independent cases on all cores and many machines, resumable after a kill. */
export type { CampaignKind, CaseRecord } from './campaign-kind.js';
export { openWorkers, type OpenRunner } from './run-campaign.js';
export { journalName } from './journal.js';
export { mergeShards, openShards, type ShardSet } from './merge-shards.js';
export { beforePoliteEnd } from './folder-claim.js';
export { runCampaign } from './run-campaign.js';
export { formatShard, parseShard, type Shard } from './shard.js';
export {
  checkCampaign,
  judgeCheckCase,
  checkedTheoremIds,
  splitByTheorem,
  type CheckOptions,
} from './check-campaign.js';
export {
  failingProblems,
  verifyCampaign,
  type VerifyCampaignOptions,
  type VerifyCaseResult,
} from './verify-campaign.js';
