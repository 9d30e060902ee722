/** L3, rejection: parameters and data outside their domains are refused when a session is opened. */
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  isConstant,
  mapParameters,
  scheduledNames,
  valuesOf,
  type VariantName,
} from '../../../spec/model/index.js';
import { readExactText } from '../../judge/index.js';
import { diagnoseDomain } from '../diagnosis/index.js';
import type { Suspicion } from '../report/verify-report.js';
import { createVerificationCases } from '../cases/create-cases.js';
import type { Capabilities } from '../protocol/replies.js';
import type { OpenRequest } from '../protocol/requests.js';
import type { ScheduleKind, WireNumber } from '../protocol/message-parts.js';
import { type CaseOutcome, driveWholeCase, nextSession } from '../session/case-outcome.js';
import { openMessage, prepareCase, type PreparedCase } from '../session/prepared-case.js';
import { hasInitialization, type LevelTask, unsupported } from './level.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { Peer } from '../peer/peer.js';
import { createRatio, type Ratio } from '../../exact/index.js';

type Open = Omit<OpenRequest, 'id'>;

/** One way to be outside the domain. */
interface Fault {
  readonly name: string;
  /** What is wrong, for the message. */
  readonly what: string;
  readonly spoil: (open: Open) => Open;
  /** The nearest value inside the domain, where it is not that of the case: what refuses this too refuses everything. */
  readonly neighbour?: Partial<VerificationCase['parameters']>;
  /** The kind of schedules that it is asked only of implementations with. */
  readonly needs?: ScheduleKind;
  /** Whether it spoils a given m⁰. */
  readonly needsGiven?: boolean;
  /** Variants it applies to; all where it is left out. */
  readonly fits?: (variant: VariantName) => boolean;
}

const keepsEstimate = (variant: VariantName): boolean => algorithms[variant].estimates !== 'nothing';
const withParameters =
  (change: Partial<Open['parameters']>) =>
  (open: Open): Open => ({
    ...open,
    parameters: { ...open.parameters, ...change },
  });
/** The constant written as one value a round, changed; in a change of η the last value may become a list. */
const withSchedule =
  (
    name: 'stepSize' | 'momentumWeight',
    change: (
      values: readonly WireNumber[],
      stepCount: number,
    ) => readonly (WireNumber | readonly WireNumber[])[],
  ) =>
  (open: Open): Open => {
    const values = Array.from(
      { length: open.parameters.roundCount },
      () => valuesOf<WireNumber>(open.parameters[name])[0] ?? '0',
    );
    return {
      ...open,
      parameters: { ...open.parameters, [name]: change(values, open.parameters.localStepCount) },
    };
  };
/** The same, with η of every local step in the last round. */
const withLastSteps = (stepsOf: (eta: WireNumber, K: number) => readonly WireNumber[]) =>
  withSchedule('stepSize', ([first = '0', ...rest], K) => [...rest, stepsOf(first, K)]);
const without =
  (key: 'm0') =>
  (open: Open): Open => {
    const { [key]: _, ...rest } = open;
    return rest;
  };

const oneStep: Fault['neighbour'] = { localStepCount: 1 };

const faults: readonly Fault[] = [
  { name: 'zero-step-size', what: 'η = 0', spoil: withParameters({ stepSize: '0' }) },
  { name: 'negative-step-size', what: 'η < 0', spoil: withParameters({ stepSize: '-0.125' }) },
  {
    name: 'step-size-not-a-number',
    what: 'a step size that is no number',
    spoil: withParameters({ stepSize: 'nan' }),
  },
  {
    name: 'zero-momentum-weight',
    what: 'a = 0',
    spoil: withParameters({ momentumWeight: '0' }),
    fits: keepsEstimate,
  },
  {
    name: 'negative-momentum-weight',
    what: 'a < 0',
    spoil: withParameters({ momentumWeight: '-0.25' }),
    fits: keepsEstimate,
  },
  {
    name: 'large-momentum-weight',
    what: 'a > 1',
    spoil: withParameters({ momentumWeight: '1.25' }),
    neighbour: { momentumWeight: createRatio(1n, 1n) },
    fits: keepsEstimate,
  },
  {
    name: 'short-schedule',
    what: 'a schedule of η with a round too few',
    spoil: withSchedule('stepSize', (values) => values.slice(1)),
    needs: 'given',
  },
  {
    name: 'schedule-with-zero-rate',
    what: 'a schedule of η with 0 in the last round',
    spoil: withSchedule('stepSize', (values) => [...values.slice(1), '0']),
    needs: 'given',
  },
  {
    name: 'schedule-with-large-weight',
    what: 'a schedule of a with 1.25 in the last round',
    spoil: withSchedule('momentumWeight', (values) => [...values.slice(1), '1.25']),
    needs: 'given',
    fits: keepsEstimate,
  },
  {
    name: 'long-step-schedule',
    what: 'K + 1 values of η in the last round',
    spoil: withLastSteps((eta, K) => Array.from({ length: K + 1 }, () => eta)),
    needs: 'given-per-step',
  },
  {
    name: 'step-schedule-with-zero-rate',
    what: 'η = 0 in the last local step',
    spoil: withLastSteps((eta, K) => Array.from({ length: K }, (_, index) => (index === K - 1 ? '0' : eta))),
    needs: 'given-per-step',
  },
  {
    name: 'no-local-steps',
    what: 'K = 0',
    spoil: withParameters({ localStepCount: 0 }),
    neighbour: oneStep,
  },
  {
    name: 'negative-local-steps',
    what: 'K < 0',
    spoil: withParameters({ localStepCount: -1 }),
    neighbour: oneStep,
  },
  {
    name: 'two-local-steps',
    what: 'K = 2 for sgd',
    spoil: withParameters({ localStepCount: 2 }),
    fits: (variant) => variant === 'sgd',
  },
  {
    name: 'no-rounds',
    what: 'T = 0',
    spoil: withParameters({ roundCount: 0 }),
  },
  {
    name: 'long-starting-point',
    what: 'an x⁰ longer than the dimension',
    spoil: (open) => ({ ...open, x0: [...open.x0, '1'] }),
  },
  {
    name: 'short-starting-point',
    what: 'an x⁰ shorter than the dimension',
    spoil: (open) => ({ ...open, x0: open.x0.slice(1) }),
  },
  {
    name: 'missing-estimate',
    what: 'no m⁰ where one is to be given',
    spoil: without('m0'),
    needsGiven: true,
  },
  {
    name: 'long-estimate',
    what: 'an m⁰ longer than the dimension',
    spoil: (open) => ({ ...open, m0: [...(open.m0 ?? []), '1'] }),
    needsGiven: true,
  },
];

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
    hasInitialization(capabilities, given.initialization.kind);
  const own = cases.filter(isMine);
  const of = own.length > 0 ? own : createVerificationCases().filter(isMine);
  const families = ['planar', 'zero', 'first-snapshot', 'exact', 'batch'].map(
    (family) => `${variant}/${family}`,
  );
  return (
    families.map((id) => of.find((given) => given.id === id)).find((given) => given !== undefined) ?? of[0]
  );
}

/** One round of the case with the nearest value inside the domain, and as many draws as it then takes. */
function withNeighbour(given: VerificationCase, change: Fault['neighbour'] = {}): VerificationCase {
  const parameters = { ...given.parameters, roundCount: 1, ...change };
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
    return faults
      .filter(
        ({ fits = () => true, needsGiven = false, needs }) =>
          (needsGiven ? keepsEstimate(variant) && isGiven : fits(variant)) &&
          (needs === undefined || capabilities.schedules?.includes(needs) === true),
      )
      .map((fault): LevelTask => {
        const [prepared, neighbour] = [prepare(), prepare(fault.neighbour)];
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
              : (peer) => judgeRefusal(peer, fault, prepared, neighbour),
        };
      });
  });
}

/** The good runs that a program has made. */
const goodRuns = new WeakMap<Peer, WeakSet<PreparedCase>>();

/** Opens a session that is to be refused, and once makes a run that is not: only who does both checks anything. */
async function judgeRefusal(
  peer: Peer,
  { what, spoil }: Fault,
  prepared: PreparedCase,
  neighbour: PreparedCase,
): Promise<CaseOutcome> {
  const session = nextSession(peer);
  const spoilt = spoil(openMessage(prepared, session));
  const response = await peer.request(spoilt);
  if (response.type === 'unsupported') {
    return { verdict: 'unsupported', message: `not supported: ${response.capability}` };
  }
  if (response.type !== 'rejected') {
    if (response.type === 'ok') await peer.request({ type: 'close', session });
    const isError = response.type === 'error';
    const error = isError ? ` (${response.message})` : '';
    return {
      verdict: 'fail',
      suspicions: isError ? [refusesByError] : suspectDomain(spoilt, response.type),
      message: `"open" with ${what} was answered with "${response.type}"${error}; "rejected" was expected. ${isError ? refusesByError.fix : 'Check the parameters before the run begins.'}`,
    };
  }
  const made = goodRuns.get(peer) ?? new WeakSet();
  if (made.has(neighbour)) return { verdict: 'pass' };
  const { outcome } = await driveWholeCase(peer, neighbour);
  const { verdict, message = '', violation } = outcome;
  // a wrong run is a matter of the other levels: here it only has to be made
  if (verdict === 'pass' || violation !== undefined) {
    goodRuns.set(peer, made.add(neighbour));
    return { verdict: 'pass' };
  }
  return {
    ...outcome,
    message: `"open" with ${what} was rejected, and so was the nearest good value: nothing is checked. ${message}`,
  };
}
