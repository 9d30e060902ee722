/** Runs of the implementation on a case, seen in the coordinates and units of the case, and exact expectations over them. */
import { createVectorSpace, type Vector } from '../../../spec/algebra/index.js';
import { mapSchedule, valuesOf, type AtomTape } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import { createRationalField, isRepresentable, ratioField, type Ratio } from '../../exact/index.js';
import { enumerateTapes } from '../../expectation/index.js';
import { drawTapeFor, type ResolvedProblem } from '../../problems/index.js';
import type { VerificationCase } from '../cases/verification-case.js';
import { protocolFault } from '../peer/peer.js';
import type { WireVector } from '../protocol/message-parts.js';
import { formatOf } from '../protocol/numbers.js';
import type { Response } from '../protocol/replies.js';
import { nextSession } from '../session/case-outcome.js';
import { openMessage, prepareCase, type PreparedCase } from '../session/prepared-case.js';
import { createRecorder } from '../session/recorder.js';
import { BrokenLaw, type PropertyContext } from './property.js';
import { createSimilarityMaps, noChange, type Similarity, type SimilarityMaps } from './similarity.js';

const field = createRationalField();
const { add, scale } = createVectorSpace(field);
type Rational = typeof field.one;

/** Greatest number of runs for one expectation. */
const sequenceLimit = 300;

/** x⁰, x¹, …, x^T of a run. */
export type Iterates = readonly Vector<Ratio>[];

/** A run as it was told. */
export interface ObservedRun {
  readonly iterates: Iterates;
  /** y^{t,1}, y^{t,2}, … of round t = index + 1, as far as they were told. */
  readonly localPoints: readonly (readonly Vector<Ratio>[])[];
}

/** How the run is made. */
export interface ObservationOptions {
  /** The draws; those of the case's seed where it is left out. */
  readonly tape?: AtomTape;
  /** The implementation sees the case through this change; what is returned is changed back. */
  readonly similarity?: Similarity;
}

/** The iterates of {@link observeRun}. */
export async function observe(
  context: Pick<PropertyContext, 'subject' | 'capabilities'>,
  problem: ResolvedProblem,
  options: ObservationOptions = {},
): Promise<Iterates | undefined> {
  return (await observeRun(context, problem, options))?.iterates;
}

/**
 * Runs the implementation, in callback mode.
 *
 * @returns undefined where a number of the changed case has no place in the arithmetic.
 * @throws BrokenLaw where the run fails or a state is not finite; PeerFault where the peer does.
 */
export async function observeRun(
  { subject, capabilities }: Pick<PropertyContext, 'subject' | 'capabilities'>,
  problem: ResolvedProblem,
  { tape, similarity }: ObservationOptions = {},
): Promise<ObservedRun | undefined> {
  if (!capabilities.oracleModes.includes('callback')) {
    throw new ContractError(
      'this property needs gradients by callback; the implementation offers tape mode alone.',
    );
  }
  const given = caseWithTape(problem, tape);
  const prepared = prepareCase(given, { ...capabilities, snapshotDraws: 'joint' }, 'callback');
  if (prepared === undefined) return undefined;
  const maps = createSimilarityMaps(similarity ?? noChange(given.problem.dimension));
  const changed = changeCase(prepared.case, maps);
  if (!isHeld(prepared, changed)) return undefined;
  const drawsApart = capabilities.snapshotDraws === 'independent';
  return runChanged(subject, { ...prepared, drawsApart }, changed, maps);
}

/** The case with these draws, or those of its seed. */
export function caseWithTape(problem: ResolvedProblem, tape?: AtomTape): VerificationCase {
  const { name, seed: _seed, ...given } = problem;
  return {
    ...given,
    id: `${problem.variant}/${name}`,
    purpose: 'a property',
    tape: tape ?? drawTapeFor(ratioField, problem),
  };
}

async function runChanged(
  subject: PropertyContext['subject'],
  prepared: PreparedCase,
  changed: VerificationCase,
  maps: SimilarityMaps,
): Promise<ObservedRun> {
  const { codec } = prepared;
  const read = (values: WireVector): Vector<Ratio> | undefined => {
    const numbers = values.map(codec.read);
    return numbers.includes(undefined) ? undefined : (numbers as readonly Ratio[]);
  };
  /** What is not finite, or of a wrong length, is for the recorder to refuse. */
  const through = (values: WireVector, map: (values: Vector<Ratio>) => Vector<Ratio>): WireVector => {
    const numbers = values.length === prepared.case.problem.dimension ? read(values) : undefined;
    return numbers === undefined ? values : map(numbers).map(codec.write);
  };
  const { peer } = await subject.open();
  const session = nextSession(peer);
  const recorder = createRecorder(prepared, session);
  const opened = await peer.request(openMessage({ ...prepared, case: changed }, session));
  if (opened.type !== 'ok') throw refusal(opened as Response, 'open');
  const rounds = changed.parameters.roundCount;
  const done = await peer.request(
    { type: 'run', session, rounds },
    {
      ask: (question) => {
        const answer = recorder.ask({ ...question, at: through(question.at, maps.pointBack) });
        return { ...answer, gradient: through(answer.gradient, maps.gradient) };
      },
      askMinibatch: recorder.askMinibatch,
      tell: recorder.tell,
    },
  );
  if (done.type !== 'ok') throw refusal(done as Response, 'run');
  await peer.request({ type: 'close', session });

  const recorded = recorder.rounds();
  const back = (values: WireVector | undefined, what: string): Vector<Ratio> => {
    if (values === undefined) throw protocolFault(`the run ended before ${what} was told.`);
    const numbers = read(values);
    if (numbers?.length !== prepared.case.problem.dimension) {
      throw new BrokenLaw(
        `${what} is (${values.join(', ').slice(0, 80)}): finite numbers were expected, one a coordinate`,
      );
    }
    return maps.pointBack(numbers);
  };
  const iterates = Array.from({ length: rounds + 1 }, (_, t) => {
    const x = recorded[t]?.x;
    return t === 0 && x === undefined ? prepared.case.startingPoint : back(x, `x of round ${t}`);
  });
  const localPoints = Array.from({ length: rounds }, (_, index) =>
    (recorded[index + 1]?.points ?? []).map((y, k) => back(y, `y of round ${index + 1}, step ${k + 1}`)),
  );
  return { iterates, localPoints };
}

/** What of the case an implementation sees, changed; its gradients are changed when they are asked. */
function changeCase(given: VerificationCase, maps: SimilarityMaps): VerificationCase {
  const { initialization, parameters, startingPoint } = given;
  return {
    ...given,
    parameters: { ...parameters, stepSize: mapSchedule(parameters.stepSize, maps.stepSize) },
    startingPoint: maps.point(startingPoint),
    initialization:
      initialization.kind === 'given'
        ? { kind: 'given', correction: maps.gradient(initialization.correction) }
        : initialization,
  };
}

function isHeld(
  { codec }: PreparedCase,
  { parameters, startingPoint, initialization }: VerificationCase,
): boolean {
  const format = formatOf(codec.arithmetic);
  const numbers = [
    ...valuesOf(parameters.stepSize),
    ...startingPoint,
    ...(initialization.kind === 'given' ? initialization.correction : []),
  ];
  return numbers.every((value) =>
    format === undefined
      ? codec.arithmetic === 'rational' || !codec.write(value).includes('/')
      : isRepresentable(format, value),
  );
}

function refusal(response: Response, request: string): Error {
  switch (response.type) {
    case 'rejected':
      return new BrokenLaw(
        `"${request}" was rejected although every parameter is in its domain (${response.code}: ${response.message})`,
      );
    case 'unsupported':
      return new BrokenLaw(
        `not supported: ${response.capability}; leave the variant out, or declare what it lacks`,
      );
    default:
      return new BrokenLaw(`the implementation failed: ${response.type === 'error' ? response.message : ''}`);
  }
}

/**
 * E φ(run) = Σ p·φ(run with these draws), for several φ at once.
 *
 * @param measure - the functionals of the iterates x⁰, …, x^T and of the local points that were told, over the rationals.
 * @returns undefined where a number has no place in the arithmetic.
 */
export async function expectObserved(
  context: PropertyContext,
  problem: ResolvedProblem,
  measure: (
    iterates: readonly Vector<Rational>[],
    localPoints: readonly (readonly Vector<Rational>[])[],
  ) => readonly Rational[],
): Promise<readonly Ratio[] | undefined> {
  const { snapshotAtoms, localAtoms } = problem.problem;
  const space = {
    ...problem,
    snapshotProbabilities: snapshotAtoms.map(({ probability }) => probability),
    localProbabilities: localAtoms.map(({ probability }) => probability),
  };
  let sum: readonly Rational[] | undefined;
  for (const { probability, tape } of enumerateTapes(space, sequenceLimit)) {
    const seen = await observeRun(context, problem, { tape });
    if (seen === undefined) return undefined;
    const lift = (points: readonly Vector<Ratio>[]) => points.map((at) => at.map(field.fromRatio));
    const measured = measure(lift(seen.iterates), seen.localPoints.map(lift));
    const terms = scale(field.fromRatio(probability), measured);
    sum = sum === undefined ? terms : add(sum, terms);
  }
  return sum?.map(field.toRatio);
}
