/** Which mistake does not pass which vector: measured, by running all of them through the kit. */
import { ContractError } from '../../errors.js';
import type { OracleMode } from '../protocol/message-parts.js';
import type { VerificationCase } from '../cases/verification-case.js';
import { oracleModes } from '../protocol/message-parts.js';
import { createInProcessPeer } from '../peer/in-process-peer.js';
import { PeerFault } from '../peer/peer.js';
import type { Capabilities } from '../protocol/replies.js';
import type { Verdict } from '../report/verify-report.js';
import { runWholeCase } from '../session/case-outcome.js';
import { prepareCase } from '../session/prepared-case.js';
import type { VectorMutant } from './vector-mutant.js';

/** One mistake and the cases that it does not pass. */
export interface MutantKills {
  readonly mutant: VectorMutant;
  /** Ids of cases. */
  readonly killedBy: Readonly<Record<OracleMode, readonly string[]>>;
}

/** Runs every mistake on every case of its variant, in both oracle modes, in binary64. */
export async function measureKills(
  cases: readonly VerificationCase[],
  mutants: readonly VectorMutant[],
  onMutant: () => void = () => undefined,
): Promise<readonly MutantKills[]> {
  const results: MutantKills[] = [];
  for (const mutant of mutants) {
    const own = cases.filter(({ variant }) => variant === mutant.variant);
    const killedBy: Record<OracleMode, string[]> = { callback: [], tape: [] };
    for (const oracleMode of oracleModes) {
      for (const given of own) {
        if ((await judge(mutant, given, oracleMode)) !== 'pass') killedBy[oracleMode].push(given.id);
      }
    }
    results.push({ mutant, killedBy });
    onMutant();
  }
  return results;
}

/** The verdict on a whole run of one case. */
async function judge(
  { variant, implement }: VectorMutant,
  given: VerificationCase,
  oracleMode: OracleMode,
): Promise<Verdict> {
  const capabilities: Capabilities = {
    variants: [variant],
    arithmetic: 'binary64',
    oracleModes: [oracleMode],
    snapshotDraws: 'joint',
  };
  const prepared = prepareCase(given, capabilities, oracleMode);
  if (prepared === undefined) throw new ContractError(`binary64 cannot hold the case ${given.id}`);
  try {
    const { verdict } = await runWholeCase(createInProcessPeer(implement('binary64')), prepared);
    if (verdict === 'unsupported')
      throw new ContractError(`${given.id} was not run: nothing is measured by that`);
    return verdict;
  } catch (error) {
    if (error instanceof PeerFault) return error.verdict;
    throw error;
  }
}
