/** The kill table: which mistake passes which vector, measured; which survive; and what each family alone catches. */
import { ContractError } from '../../../src/errors.js';
import { createInProcessPeer } from '../../../src/verify/peer/in-process-peer.js';
import { PeerFault } from '../../../src/verify/peer/peer.js';
import { createNumberCodec } from '../../../src/verify/protocol/numbers.js';
import type { VerificationCase } from '../../../src/verify/cases/verification-case.js';
import { oracleModes, type OracleMode } from '../../../src/verify/protocol/message-parts.js';
import type { Capabilities, StateRecord } from '../../../src/verify/protocol/replies.js';
import type { Verdict } from '../../../src/verify/report/verify-report.js';
import { runWholeCase } from '../../../src/verify/session/case-outcome.js';
import { openMessage, prepareCase } from '../../../src/verify/session/prepared-case.js';
import { familyOf } from './create-vectors.js';
import { expectedStates } from './expected-states.js';
import type { ExpectedState } from '../../../src/verify/vectors/vector-schema.js';
import type { MutantKills, MutantSummary, VectorMutant } from './vector-mutants.js';

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

/** One row: a mistake and the families that catch it. */
export interface KillRow extends MutantSummary {
  readonly killedBy: { readonly tape: readonly string[]; readonly callback: readonly string[] };
}

/** A family with what nothing else catches. */
export interface FamilyKills {
  readonly name: string;
  readonly purpose: string;
  readonly vectors: number;
  /** How many mistakes it catches. */
  readonly kills: number;
  /** Ids of mistakes that no other family catches; a family without any is redundant. */
  readonly alone: readonly string[];
}

/** The table. */
export interface KillTable {
  /** Mistakes that are none: proved by equal states on every vector of the variant. */
  readonly equivalent: readonly string[];
  /** How many mistakes there are, the equivalent ones left out. */
  readonly mutants: number;
  readonly killed: number;
  /** Ids of mistakes that pass every vector. */
  readonly survivors: readonly string[];
  readonly families: readonly FamilyKills[];
  readonly rows: readonly KillRow[];
}

const families = (ids: readonly string[]): readonly string[] => [...new Set(ids.map(familyOf))];

/** The table of what was measured. */
export function createKillTable(
  cases: readonly VerificationCase[],
  kills: readonly MutantKills[],
  equivalent: readonly string[],
): KillTable {
  const rows = kills
    .filter(({ mutant }) => !equivalent.includes(mutant.id))
    .map(({ mutant: { id, mistake, variant, kind }, killedBy }): KillRow => {
      const { tape, callback } = killedBy;
      return { id, mistake, variant, kind, killedBy: { tape: families(tape), callback: families(callback) } };
    });
  const killers = rows.map(({ killedBy }) => new Set([...killedBy.tape, ...killedBy.callback]));
  const killedWhere = (fits: (families: ReadonlySet<string>) => boolean): readonly string[] =>
    rows.filter((_, index) => fits(killers[index] ?? new Set())).map(({ id }) => id);
  const survivors = killedWhere(({ size }) => size === 0);
  return {
    equivalent,
    mutants: rows.length,
    killed: rows.length - survivors.length,
    survivors,
    families: families(cases.map(({ id }) => id)).map((name) => {
      const own = cases.filter(({ id }) => familyOf(id) === name);
      return {
        name,
        purpose: own[0]?.purpose ?? '',
        vectors: own.length,
        kills: killedWhere((killing) => killing.has(name)).length,
        alone: killedWhere((killing) => killing.has(name) && killing.size === 1),
      };
    }),
    rows,
  };
}

/**
 * Of the mistakes that are declared to be none, those that are none: in exact arithmetic each of their states, on every case
 * of their variant, is the expected one.
 */
export async function proveEquivalent(
  cases: readonly VerificationCase[],
  mutants: readonly VectorMutant[],
): Promise<readonly string[]> {
  const proved: string[] = [];
  for (const mutant of mutants.filter(({ kind }) => kind === 'equivalent')) {
    const own = cases.filter(({ variant }) => variant === mutant.variant);
    let agrees = own.length > 0;
    for (const given of own) {
      agrees &&= haveSameStates(await statesOf(mutant, given), expectedStates(given));
    }
    if (agrees) proved.push(mutant.id);
  }
  return proved;
}

/** What a mistake tells at the ends of its rounds, in exact arithmetic. */
async function statesOf(
  { implement }: VectorMutant,
  given: VerificationCase,
): Promise<readonly StateRecord[]> {
  const codec = createNumberCodec('rational');
  const peer = createInProcessPeer(implement('rational'));
  const never = (): never => {
    throw new ContractError('nothing is asked in tape mode');
  };
  const states: StateRecord[] = [];
  const { roundCount } = given.parameters;
  await peer.request(openMessage({ case: given, oracleMode: 'tape', codec }, given.id));
  await peer.request(
    { type: 'run', session: given.id, rounds: roundCount },
    {
      tell: (state) => {
        if (state.x !== undefined) states.push(state);
      },
      ask: never,
      askMinibatch: never,
    },
  );
  return states;
}

function haveSameStates(told: readonly StateRecord[], expected: readonly ExpectedState[]): boolean {
  const textOf = ({ round, x, m }: Pick<StateRecord, 'round' | 'x' | 'm'>): string =>
    JSON.stringify([round, x, m ?? null]);
  return (
    told.length === expected.length &&
    told.every((state, index) => {
      const should = expected[index];
      return should !== undefined && textOf(state) === textOf(should);
    })
  );
}
