/** L4, exact expectations: every sequence of draws of small cases, and the average over all of them. No sampling. */
import type { Method } from '../../../spec/methods/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import type { Vector } from '../../../spec/algebra/index.js';
import type { Ratio } from '../../exact/index.js';
import { countTapes, enumerateTapes } from '../../expectation/index.js';
import { requireConstants } from '../../problems/problem-case.js';
import { formatViolation } from '../../judge/index.js';
import { rangesOf } from '../cases/ranges.js';
import { withinLimits } from '../cases/declared.js';
import { createExactCases, type ExactCase } from '../cases/exact-cases.js';
import { createExactMethodCases, methodStarts } from '../cases/method-cases.js';
import { createAverager } from '../expected/average.js';
import { judgeTheorems } from '../expected/judge-theorem.js';
import type { Peer } from '../peer/peer.js';
import type { Capabilities } from '../protocol/replies.js';
import { driveWholeCase, type CaseOutcome } from '../session/case-outcome.js';
import { drawnLocals, prepareCase, type PreparedCase } from '../session/prepared-case.js';
import type { ReportedRun } from '../session/reported-run.js';
import { outOfTime, runPrepared, type LevelTask, type RunContext } from './level.js';

/** One task for each case, in the first oracle mode that the implementation has. */
export function level4Tasks(
  capabilities: Capabilities,
  variants: readonly VariantName[],
  seed?: number,
  method?: Method,
): readonly LevelTask[] {
  const [oracleMode = 'callback'] = capabilities.oracleModes;
  const casesOf = (variant: VariantName): readonly ExactCase[] =>
    method === undefined
      ? createExactCases(variant, seed)
      : createExactMethodCases(method, methodStarts(method, capabilities), seed);
  return variants.flatMap((variant) =>
    casesOf(variant).map((free): LevelTask => {
      const { id } = free.given;
      const exact = { ...free, given: withinLimits(capabilities, free.given) };
      const prepared = prepareCase(exact.given, capabilities, oracleMode);
      return {
        id: `L4/${id}/${oracleMode}`,
        level: 4,
        variant,
        oracleMode,
        run: runPrepared(capabilities, exact.given, prepared, (peer, ready, context) =>
          runEverySequence(peer, ready, exact, context),
        ),
      };
    }),
  );
}

/** Runs every sequence; the first that is off ends the case. */
async function runEverySequence(
  peer: Peer,
  prepared: PreparedCase,
  { constants }: ExactCase,
  { isOver }: RunContext,
): Promise<CaseOutcome> {
  const { case: given } = prepared;
  const { variant, problem, parameters, initialization } = given;
  const space = {
    variant,
    parameters,
    initialization,
    snapshotProbabilities: problem.snapshotAtoms.map(({ probability }) => probability),
    localProbabilities: problem.localAtoms.map(({ probability }) => probability),
  };
  const resolved = requireConstants({ ...given, name: given.id, seed: 0 }, 'an expectation');
  const total = Number(countTapes(space));
  const averager = createAverager(prepared);
  let done = 0;
  for (const { probability, tape } of enumerateTapes(space)) {
    if (isOver()) return outOfTime(done, total);
    const here = { ...prepared, case: { ...given, tape } };
    const { outcome, run } = await driveWholeCase(peer, here);
    done += 1;
    if (outcome.verdict !== 'pass' || run === undefined) return inSequence(outcome, here, done, total);
    averager.add(probability, tape, iteratesOf(here, run));
  }
  const violation =
    averager.compare() ??
    (constants === undefined
      ? undefined
      : judgeTheorems(resolved, constants, averager.averageSquaredGradient()).violation);
  const covered = rangesOf(given);
  return violation === undefined
    ? { verdict: 'pass', covered }
    : { verdict: 'fail', violation, message: formatViolation(violation), covered };
}

/** x⁰ … x^T; a run that passed tells them all, in readable numbers. */
function iteratesOf({ codec }: PreparedCase, { trace }: ReportedRun): readonly Vector<Ratio>[] {
  const zero: Ratio = { numerator: 0n, denominator: 1n };
  return [trace.start.iterate, ...trace.rounds.map(({ iterate }) => iterate)].map((vector) =>
    // states are no means
    vector.map((number) => (typeof number === 'object' ? undefined : codec.read(number)) ?? zero),
  );
}

/** The outcome of one sequence, with the draws that it was of. */
function inSequence(outcome: CaseOutcome, prepared: PreparedCase, index: number, total: number): CaseOutcome {
  const { message } = outcome;
  if (message === undefined) return outcome;
  const { variant, tape } = prepared.case;
  const initial = tape.initial.length === 0 ? [] : [`batch ${tape.initial.join(' ')}`];
  const rounds = tape.rounds.map(({ snapshot, local }, t) => {
    const drawn = drawnLocals(variant, local);
    return `ξ^${t + 1} = ${snapshot}${drawn.length === 0 ? '' : `, ζ^${t + 1} = ${drawn.join(' ')}`}`;
  });
  return {
    ...outcome,
    message: `sequence ${index} of ${total} (${[...initial, ...rounds].join('; ')}): ${message}`,
  };
}
