/** Campaigns: many independent cases on all cores and many machines, resumable after a kill. */
export type { CampaignKind, CaseJudge, CaseRecord, KindEntry } from './campaign-kind.js';
export { openHere, openWorkers, type CaseRunner, type OpenRunner } from './case-runner.js';
export { mergeShards, openShards, type MergedCampaign, type ShardSet } from './merge-shards.js';
export { runCampaign, type CampaignRequest } from './run-campaign.js';
export { formatShard, parseShard, wholeCampaign, type Shard } from './shard.js';
export {
  checkCampaign,
  judgeCheckCase,
  rateTheoremIds,
  splitByTheorem,
  type CheckOptions,
} from './kinds/check.js';
export { failingProblems, verifyCampaign, type VerifyCaseResult } from './kinds/verify.js';
export type { VerifyCampaignOptions } from './kinds/verify-options.js';
