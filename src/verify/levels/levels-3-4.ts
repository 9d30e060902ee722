/** L3: parameters and data outside their domains are refused when a session is opened. L4: every sequence of draws of small runs, against exact expectations. */
import type { MethodRestriction, Method } from '../../../spec/methods/index.js';
import {
  isConstant,
  mapParameters,
  scheduledNames,
  valuesOf,
  type VariantName,
} from '../../../spec/model/index.js';
import { readExactText, formatViolation } from '../../judge/index.js';
import { diagnoseDomain } from '../diagnosis/index.js';
import type { Suspicion } from '../report/verify-report.js';
import { createVerificationCases } from '../cases/create-cases.js';
import type { Capabilities } from '../protocol/replies.js';
import { createFaults, keepsEstimate, type Fault, type Open } from './faults.js';
import type { WireNumber } from '../protocol/message-parts.js';
import { type CaseOutcome, driveWholeCase, explainRefusal, nextSession } from '../session/case-outcome.js';
import { openMessage, prepareCase, type PreparedCase, drawnLocals } from '../session/prepared-case.js';
import { type LevelTask, unsupported, outOfTime, runPrepared, type RunContext } from './level.js';
import { asDeclared, findGap, restrictionOf, withinLimits } from '../cases/declared.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { Peer } from '../peer/peer.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import type { Vector } from '../../../spec/algebra/index.js';
import { countTapes, enumerateTapes } from '../../expectation/index.js';
import { requireConstants } from '../../problems/problem-case.js';
import { rangesOf } from '../cases/ranges.js';
import { createExactCases, type ExactCase } from '../cases/exact-cases.js';
import { createExactMethodCases, methodStarts } from '../cases/method-cases.js';
import { createAverager } from '../expected/average.js';
import { judgeTheorems } from '../expected/judge-theorem.js';
import type { ReportedRun } from '../session/reported-run.js';

const refusesByError: Suspicion = {
  id: 'refuses-by-error',
  mistake:
    'bad parameters end in an error instead of a refusal: the exception is not the one that means "rejected"',
  fix: 'Raise ValueError (Python), throw RangeError (JavaScript) or answer "rejected" before the run begins.',
};

/** Which checks of the parameters are missing; none where the fault is in something else. */
function suspectDomain({ variant, parameters }: Open, answer: string): readonly Suspicion[] {
  const values = scheduledNames.flatMap((name) => valuesOf<WireNumber>(parameters[name]));
  const known = new Map(values.map((value) => [value, readExactText(String(value))]));
  if (answer !== 'ok' || [...known.values()].includes(undefined)) return [];
  const read = (value: WireNumber): Ratio => known.get(value) ?? createRatio(0n, 1n);
  return diagnoseDomain({ variant, parameters: mapParameters(parameters, read), isRejected: false });
}

/** The plainest case of a variant with one of the starts that the implementation has: of the suite, where it has one. */
function plainCase(
  variant: VariantName,
  capabilities: Capabilities,
  cases: readonly VerificationCase[],
): VerificationCase | undefined {
  const isMine = (given: VerificationCase): boolean =>
    given.variant === variant &&
    given.isFixed !== true &&
    isConstant(given.parameters) &&
    findGap(capabilities, given) === undefined;
  const own = cases.filter(isMine);
  const known = () => createVerificationCases().map((given) => asDeclared(capabilities, given));
  const of = own.length > 0 ? own : known().filter(isMine);
  const families = ['planar', 'zero', 'first-snapshot', 'exact', 'batch'].map(
    (family) => `${variant}/${family}`,
  );
  return (
    families.map((id) => of.find((given) => given.id === id)).find((given) => given !== undefined) ?? of[0]
  );
}

/** A schedule has a first, an inner and a last value. */
const lengthOfSchedule: Fault['neighbour'] = { roundCount: 3 };

/** One round of the case with the nearest value inside the domain, and as many draws as it then takes. */
function withNeighbour(given: VerificationCase, change: Fault['neighbour'] = {}): VerificationCase {
  const wanted = { ...given.parameters, roundCount: 1, ...change };
  const parameters = { ...wanted, roundCount: Math.min(wanted.roundCount, given.parameters.roundCount) };
  const rounds = given.tape.rounds
    .slice(0, parameters.roundCount)
    .map(({ snapshot, local }) => ({ snapshot, local: local.slice(0, parameters.localStepCount) }));
  return { ...given, parameters, tape: { ...given.tape, rounds } };
}

/** One task for each fault, on the plainest case of each variant. */
export function level3Tasks(
  capabilities: Capabilities,
  variants: readonly VariantName[],
  cases: readonly VerificationCase[],
  seed?: number,
): readonly LevelTask[] {
  const [oracleMode = 'callback'] = capabilities.oracleModes;
  return variants.flatMap((variant) => {
    const given = plainCase(variant, capabilities, cases);
    const isGiven = given === undefined || given.initialization.kind === 'given';
    const known = new Map<Fault['neighbour'], PreparedCase | undefined>();
    const prepare = (change?: Fault['neighbour']): PreparedCase | undefined => {
      if (given !== undefined && !known.has(change)) {
        known.set(change, prepareCase(withNeighbour(given, change), capabilities, oracleMode));
      }
      return known.get(change);
    };
    return createFaults(seed)
      .filter(
        ({ fits = () => true, needsGiven = false, needs }) =>
          (needsGiven ? keepsEstimate(variant) && isGiven : fits(variant)) &&
          (needs === undefined || capabilities.schedules?.includes(needs) === true),
      )
      .map((fault): LevelTask => {
        const length = fault.needs === undefined ? undefined : lengthOfSchedule;
        const [prepared, neighbour] = [prepare(length), prepare(fault.neighbour ?? length)];
        return {
          id: `L3/${variant}/${fault.name}`,
          level: 3,
          variant,
          oracleMode,
          run:
            prepared === undefined || neighbour === undefined
              ? unsupported(
                  given === undefined
                    ? 'any initialization'
                    : `numbers of this case in ${capabilities.arithmetic}`,
                )
              : (peer) => judgeRefusal(peer, fault, prepared, neighbour, restrictionOf(capabilities)),
        };
      });
  });
}

/** Opens a session that is to be refused, and makes a run that is not: only who does both checks anything, and a refusal leaves nothing behind. */
async function judgeRefusal(
  peer: Peer,
  { what, spoil }: Fault,
  prepared: PreparedCase,
  neighbour: PreparedCase,
  restriction: MethodRestriction,
): Promise<CaseOutcome> {
  const session = nextSession(peer);
  const good = openMessage(prepared, session);
  const spoilt = spoil(good);
  const response = await peer.request(spoilt);
  // what supports one value of a parameter alone may say so of any other
  const isBeyond = (['momentumWeight', 'localStepCount'] as const).some(
    (name) => restriction[name] !== undefined && spoilt.parameters[name] !== good.parameters[name],
  );
  if (response.type === 'unsupported' && !isBeyond) return explainRefusal(response, 'open');
  if (response.type !== 'rejected' && response.type !== 'unsupported') {
    if (response.type === 'ok') await peer.request({ type: 'close', session });
    const isError = response.type === 'error';
    const error = isError ? ` (${response.message})` : '';
    return {
      verdict: 'fail',
      suspicions: isError ? [refusesByError] : suspectDomain(spoilt, response.type),
      message: `"open" with ${what} was answered with "${response.type}"${error}; "rejected" was expected. ${isError ? refusesByError.fix : 'Check the parameters before the run begins.'}`,
    };
  }
  const { outcome } = await driveWholeCase(peer, neighbour);
  if (outcome.fault !== undefined) throw outcome.fault;
  const { verdict, message = '', violation, isHidden } = outcome;
  // that the run was made is enough
  if (verdict === 'pass' || isHidden === true) return { verdict: 'pass' };
  if (violation !== undefined) {
    const again = await driveWholeCase(peer, neighbour);
    // what is always wrong is a matter of the other levels
    return again.outcome.verdict === 'pass'
      ? {
          ...outcome,
          message: `A run right after the rejection of ${what} is wrong, the same run after it is right: a rejected "open" must leave nothing behind. ${message}`,
        }
      : { verdict: 'pass' };
  }
  return {
    ...outcome,
    message: `"open" with ${what} was rejected, and so was the nearest good value: nothing is checked. ${message}`,
  };
}

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
