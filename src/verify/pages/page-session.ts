/** Asks a program for a run of a method, takes down what it asks and reports, and judges it by the page. */
import type { Vector } from '../../../spec/algebra/index.js';
import { isRepresentable, type Ratio } from '../../exact/index.js';
import { formatViolation, type ComponentReport } from '../../judge/index.js';
import { reportBroken } from '../../judge/judge-report.js';
import { baseForDenominators } from '../../exact/radix-field.js';
import { numbersOf } from '../../problems/problem-case.js';
import { PeerFault, type Peer, type RequestBody, type RunHandlers } from '../peer/peer.js';
import type { WireNumber, WireVector } from '../protocol/message-parts.js';
import { createNumberCodec, judgeArithmetic, type NumberCodec } from '../protocol/numbers.js';
import type { Capabilities, Response } from '../protocol/replies.js';
import { endOf, explainRefusal, judgeEnd, nextSession, type CaseOutcome } from '../session/case-outcome.js';
import { createGradientSource } from '../session/kit-gradients.js';
import type { CompiledPage } from './compile-page.js';
import { groupsOf, judgeGroups, type GroupJudgement } from './groups.js';
import { atomOf, computedBy, methodProblem, sampleAt } from './tape.js';
import { drawsOfRound, gradientsOfRound, parametersOf, type PageCase } from './page-cases.js';
import type { PageRun, SeenRound } from './page-run.js';
import { toldBy } from './told-draws.js';
import type { AskedQuestion } from './question-book.js';

type OpenMethod = Extract<RequestBody, { readonly type: 'openMethod' }>;

/** The message that opens a run. */
export function openMethodMessage(
  { method }: Pick<CompiledPage, 'method'>,
  given: PageCase,
  session: string,
  { write }: Pick<NumberCodec, 'write'>,
  tapeLength?: number,
): OpenMethod {
  const wire = (value: unknown): WireNumber | WireVector =>
    Array.isArray(value)
      ? (value.map(wire) as unknown as WireVector)
      : typeof value === 'number'
        ? value
        : write(value as Ratio);
  return {
    type: 'openMethod',
    session,
    case: given.id,
    position: given.position,
    method: method.name,
    parameters: Object.fromEntries([...given.parameters].map(([name, value]) => [name, wire(value)])),
    dimension: given.problem.dimension,
    states: Object.fromEntries([...given.start].map(([name, value]) => [name, value.map(write)])),
    rounds: given.roundCount,
    ...(given.told.size === 0 ? {} : { told: Object.fromEntries(given.told) }),
    ...(tapeLength === undefined ? {} : { problem: methodProblem(given, tapeLength, write) }),
  };
}

/** Where a run is saved, and how the program is started anew. */
export interface Restart {
  /** The round after which it is saved. */
  readonly after: number;
  readonly renew: () => Promise<Peer>;
}

/** What is wrong with a run; of one that was saved, what was lost, and not what the equations would have to be. */
function failure(
  violation: ComponentReport,
  { run: pageRun, suspicions: known }: GroupJudgement,
  restart: Restart | undefined,
): CaseOutcome {
  if (restart === undefined)
    return {
      ...{ verdict: 'fail', message: formatViolation(violation), violation },
      ...(known.length === 0 ? { pageRun } : { suspicions: known }),
    };
  const { after } = restart;
  const message = `saved after round ${after}, started anew and restored: the run does not go on as if nothing had happened.`;
  return { verdict: 'fail', message, violation, restored: { run: pageRun, after } };
}

interface OpenRound {
  states: Map<string, Vector<Ratio>>;
  unreadable?: ComponentReport;
  questions: AskedQuestion[];
}

/** Makes a run and judges it. */
export async function runPageCase(
  peer: Peer,
  page: CompiledPage,
  asked: PageCase,
  capabilities: Pick<Capabilities, 'arithmetic' | 'subnormals' | 'only' | 'oracleModes'>,
  restart?: Restart,
): Promise<CaseOutcome> {
  const { arithmetic: format, subnormals = 'gradual' } = capabilities;
  const codec = createNumberCodec(format);
  const arithmetic = judgeArithmetic(format, subnormals);
  const { problem, roundCount } = asked;
  let [session, now] = [nextSession(peer), peer];
  // in callback mode every gradient is seen; a program may draw for the round after the last
  const isTape = !capabilities.oracleModes.includes('callback');
  const tapeLength = isTape ? drawsOfRound(page, asked) * (roundCount + 1) : undefined;
  const opened = (await peer.request(openMethodMessage(page, asked, session, codec, tapeLength))) as Response;
  if (opened.type !== 'ok') return explainRefusal(opened, 'openMethod');
  const groups = groupsOf(page.method, asked, capabilities, opened);
  const [{ given }] = groups;
  const source = createGradientSource(
    problem,
    codec,
    baseForDenominators(numbersOf(problem).map(({ denominator }) => denominator)),
  );
  const answer = (
    { function: of, draw }: Pick<AskedQuestion, 'function' | 'draw'>,
    at: WireVector,
  ): WireVector | undefined =>
    source.answer(
      draw === undefined
        ? { function: of, draw: 'mean', atom: 0 }
        : { function: of, draw: 'snapshot', atom: atomOf(given.atoms, draw) },
      at,
    );
  const read = (vector: WireVector): Vector<Ratio> | undefined => {
    const values = vector.map(codec.read);
    return values.includes(undefined) ? undefined : (values as readonly Ratio[]);
  };

  const rounds: OpenRound[] = [{ states: new Map(), questions: [] }];
  /** Whether something was asked or told since the last report. */
  const current = { hasBegun: false };
  let drawn = 0;
  let questions = 0;
  const budget = 100 + 4 * roundCount * gradientsOfRound(page, given);
  const refuse = (message: string): never => {
    throw new PeerFault('protocol', message);
  };
  /** The round that is being made. */
  const openRound = (): OpenRound => {
    if (!current.hasBegun) rounds.push({ states: new Map(), questions: [] });
    current.hasBegun = true;
    return rounds.at(-1) as OpenRound;
  };
  const checkSession = (of: string): void => {
    if (of !== session)
      refuse(
        `a message is of the session ${JSON.stringify(of)}; the open one is ${JSON.stringify(session)}.`,
      );
  };
  const handlers: RunHandlers = {
    ask: ({ session: of, function: name, at, draw, atom, member }) => {
      checkSession(of);
      if (isTape) refuse('a gradient was asked in tape mode, where "problem" has all matrices and draws.');
      questions += 1;
      if (questions > budget)
        refuse(`more than ${budget} gradients were asked, over four times what the run takes.`);
      if (at.length !== problem.dimension)
        refuse(
          `a gradient was asked at a point of length ${at.length}; the dimension is ${problem.dimension}.`,
        );
      if (draw === 'local')
        refuse(
          'a run of a method has samples of one kind: the draw "snapshot", or "mean" for exact gradients.',
        );
      if (atom !== undefined && atom >= drawn)
        refuse(`the sample ${atom} does not exist; samples are named by the answers to earlier questions.`);
      if (member !== undefined && (draw !== 'mean' || member > problem.snapshotAtoms.length))
        refuse(
          `the gradient of sample ${member} was asked; expected "draw": "mean", and one of the ${problem.snapshotAtoms.length} samples.`,
        );
      const isFresh = draw !== 'mean' && atom === undefined;
      const seen = draw !== 'mean' ? (atom ?? drawn) : member === undefined ? undefined : -member;
      if (isFresh) drawn += 1;
      const which = { function: name, ...(seen === undefined ? {} : { draw: seen }) };
      const gradient = answer(which, at) ?? refuse('a gradient was asked that has no answer.');
      const [point, value] = [read(at), read(gradient)];
      if (point === undefined) {
        const open = openRound();
        const place = { round: rounds.length - 1, quantity: `the point of a question for ∇${name}` };
        const expected = 'finite numbers, in a form of the protocol';
        open.unreadable ??= reportBroken('REPORT.3', place, 0, expected, at.join(', '));
      }
      if (point !== undefined && value !== undefined)
        openRound().questions.push({ ...which, at: point, value, isFresh });
      return { type: 'oracleResult', session, gradient, atom: Math.max(seen ?? 0, 0) };
    },
    askMinibatch: () => refuse('a minibatch was asked for; a run of a method has single draws.'),
    tell: ({ session: of, round, states, ...others }) => {
      checkSession(of);
      const due =
        current.hasBegun || rounds.length > 1 ? rounds.length - (current.hasBegun ? 1 : 0) : undefined;
      if (states === undefined || 'x' in others)
        return refuse('the state of a method holds "states", the vectors by the names of its page.');
      if (round === 0 && due === undefined) {
        takeDown(rounds[0] as OpenRound, round, states);
        return;
      }
      const open = openRound();
      if (round !== rounds.length - 1 || round > roundCount)
        refuse(
          `the state of round ${round} arrived in round ${rounds.length - 1} of ${roundCount}: each is told once, in order.`,
        );
      const missing = page.required.find((name) => states[name] === undefined);
      if (missing !== undefined) refuse(`the state of round ${round} lacks ${missing}.`);
      takeDown(open, round, states);
      current.hasBegun = false;
    },
  };
  const takeDown = (open: OpenRound, round: number, states: Readonly<Record<string, WireVector>>): void => {
    for (const [name, vector] of Object.entries(states)) {
      if (!page.names.includes(name))
        refuse(
          `"${name}" is no vector of the page that lives to the end of a round: one of ${page.names.join(', ')}.`,
        );
      const broken = (
        rule: Parameters<typeof reportBroken>[0],
        expected: string,
        actual: string,
        component = 0,
      ): void => {
        open.unreadable ??= reportBroken(rule, { round, quantity: name }, component, expected, actual);
      };
      const values = read(vector);
      const wrong = vector.findIndex((number) => codec.read(number) === undefined);
      if (vector.length !== problem.dimension)
        broken('REPORT.2', `length ${problem.dimension}`, `length ${vector.length}`);
      else if (values === undefined)
        broken('REPORT.3', 'a finite number, in a form of the protocol', String(vector[wrong]), wrong);
      else {
        const foreign =
          arithmetic === 'exact'
            ? -1
            : values.findIndex((value) => !isRepresentable(arithmetic.format, value));
        if (foreign >= 0) broken('REPORT.4', `a ${format} number`, String(vector[foreign]), foreign);
        open.states.set(name, values);
      }
    }
  };

  const runOn = (rounds: number): Promise<unknown> => now.request({ type: 'run', session, rounds }, handlers);
  /** The run in two parts: what it keeps goes from one process to the next. */
  const runInTwo = async ({ after, renew }: Restart): Promise<unknown> => {
    const first = (await runOn(after)) as Response;
    if (first.type !== 'ok') return first;
    const saved = await now.request({ type: 'save', session });
    if (saved.type !== 'saved') return saved;
    now = await renew();
    session = nextSession(now);
    const message = openMethodMessage(page, given, session, codec);
    const restored = (await now.request({
      ...{ ...message, restore: { round: after, state: saved.state } },
    })) as Response;
    return restored.type === 'ok' ? runOn(roundCount - after) : restored;
  };
  const end = await endOf(() => (restart === undefined ? runOn(roundCount) : runInTwo(restart)));
  const isDone = !(end instanceof PeerFault) && end.type === 'ok';
  // a round that ended with an exception after a question at a point that is not finite is judged too
  const isLost = !isDone && rounds.at(-1)?.unreadable !== undefined;
  const isOpen = current.hasBegun && !isLost;
  const seen: readonly SeenRound[] = rounds.slice(0, rounds.length - (isOpen ? 1 : 0));
  const late = isOpen ? (rounds.at(-1)?.questions ?? []) : [];
  if (isDone) await now.request({ type: 'close', session });
  const whole: PageRun = {
    ...{ page, arithmetic, dimension: problem.dimension, rounds: seen, late, isCut: !isDone },
    parametersAt: parametersOf(given),
    roundCount,
    start: given.start,
    told: toldBy(given.told),
    ...(isTape ? { computed: computedBy(sampleAt(given), arithmetic) } : {}),
    answer: (question) => {
      const gradient = answer(question, question.at.map(codec.write));
      return gradient && read(gradient);
    },
  };
  const judgement = judgeGroups(whole, groups);
  const { verdict, violations, reason, run: pageRun } = judgement;
  const made = seen.length - 1 - (isLost && current.hasBegun ? 1 : 0);
  const [violation] = violations;
  const failed = violation && failure(violation, judgement, restart);
  if (isLost && verdict === 'unsupported') return { verdict, message: reason ?? '' };
  if (!isDone) return judgeEnd(end, failed, made);
  if (failed !== undefined) return failed;
  if (made < roundCount)
    return { verdict: 'protocol', message: `the run has ${roundCount} rounds, and ${made} were reported.` };
  return { verdict, ...(restart ? {} : { pageRun }), ...(reason === undefined ? {} : { message: reason }) };
}
