/** What the kit sees of a run: it draws the atoms, answers the questions, and takes down both questions and states. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { GradientQuery, PerStep } from '../../../spec/model/index.js';
import type { Minibatches } from '../../judge/index.js';
import { baseOfRun } from '../../exact/radix-field.js';
import { PeerFault, type RunHandlers } from '../peer/peer.js';
import type { WireNumber, WireVector } from '../protocol/message-parts.js';
import { allMinibatchSizes } from '../cases/verification-case.js';
import { mayBeOfNextRound } from '../protocol/next-sample.js';
import type { MinibatchQuestion, OracleQuestion, StateRecord } from '../protocol/replies.js';
import { createGradientSource, type GradientSource } from './kit-gradients.js';
import { createMinibatchNames, type DrawnMinibatch } from './minibatch-names.js';
import { drawnLocals, type PreparedCase } from './prepared-case.js';
import { explainOrder, explainUnanswered } from './run-faults.js';

/** A number as it was sent, or the mean of numbers that were: of the rows of a minibatch. */
export type LoggedNumber = WireNumber | readonly WireNumber[];

/** One answered question. */
export interface LoggedQuestion extends Omit<GradientQuery<never>, 'at'> {
  readonly at: WireVector;
  readonly value: Vector<LoggedNumber>;
  /** Whether the sample was drawn for this question. */
  readonly isFresh: boolean;
  /** Whether a sample was asked for by a name that no draw had given. */
  readonly isUndrawn: boolean;
  /** Whether it may be one of the next round, asked before this one is told to its end: STORM as published. */
  readonly isAhead?: true;
}

/** A round as it was seen; entry 0 is the start. */
export interface RecordedRound {
  readonly questions: readonly LoggedQuestion[];
  /** y^{t,1}, y^{t,2}, …, as far as they were told. */
  readonly points: readonly WireVector[];
  readonly x?: WireVector;
  readonly m?: WireVector;
  /** η and a of the round, where they were told. */
  readonly stepSize?: PerStep<WireNumber>;
  readonly momentumWeight?: WireNumber;
}

/** The handlers of one run, and what they saw. */
export interface Recorder extends RunHandlers {
  readonly keyOf: GradientSource['keyOf'];
  /** The most questions, and the most states. */
  readonly budget: number;
  /** Rounds from 0 (the start). The last one may be incomplete. */
  readonly rounds: () => readonly RecordedRound[];
  /** Every minibatch that has a name, and those that were drawn, in their order. */
  readonly minibatches: () => Minibatches;
  readonly drawn: () => readonly DrawnMinibatch[];
}

interface OpenRound {
  questions: LoggedQuestion[];
  points: WireVector[];
  x?: WireVector;
  m?: WireVector;
  stepSize?: PerStep<WireNumber>;
  momentumWeight?: WireNumber;
}

/**
 * Records a run, or with `onlyRound` that one round alone.
 */
export function createRecorder(prepared: PreparedCase, session: string, onlyRound?: number): Recorder {
  const { case: given, codec, oracleMode, drawsApart } = prepared;
  const sizes = allMinibatchSizes(given).map(BigInt);
  const source = createGradientSource(given.problem, codec, baseOfRun(given, sizes));
  const names =
    given.sampling &&
    createMinibatchNames(given.sampling, {
      snapshot: given.problem.snapshotAtoms.length,
      local: given.problem.localAtoms.length,
    });
  const drawn: DrawnMinibatch[] = [];
  const takesStartGradients =
    ['batch', 'exact'].includes(given.initialization.kind) && onlyRound === undefined;
  const rounds: OpenRound[] = [];
  const known = { snapshot: new Set<number>(), local: new Set<number>() };
  // Without start gradients, whatever is asked before a state of round 0 belongs to round 1.
  let current = onlyRound ?? 0;
  let freshCounts = { f: 0, h: 0, both: 0, local: 0 };
  /** The sample of the next round, where it was drawn in this one. */
  let ahead: number | undefined;
  /** The key of x^{t−1}. */
  let snapshotKey: string | undefined;
  let plannedLocals: readonly number[] | undefined;
  const budget = 4 * expectedQuestions(prepared) + 100;
  let asked = 0;
  let told = 0;
  let characters = 0;

  const openRound = (round: number): OpenRound => (rounds[round] ??= { questions: [], points: [] });
  const beginRound = (round: number): void => {
    current = round;
    // where this round's sample was drawn before, the first that is drawn now is that of the next
    const first = ahead === undefined ? 0 : 1;
    freshCounts = { f: first, h: first, both: first, local: 0 };
    ahead = undefined;
    plannedLocals = undefined;
  };
  const leaveStart = (): void => {
    if (current > 0 || takesStartGradients) return;
    snapshotKey = source.keyOf(given.startingPoint.map(codec.write));
    beginRound(1);
  };
  const checkSession = (message: OracleQuestion | MinibatchQuestion | StateRecord): void => {
    if (message.session === session) return;
    throw new PeerFault(
      'protocol',
      `a "${message.type}" message is of session ${JSON.stringify(message.session)}; the open one is ${JSON.stringify(session)}.`,
    );
  };

  /** The draws of this kind that the tape has for this round. */
  const plannedDraws = (draw: 'snapshot' | 'local'): readonly number[] => {
    const round = given.tape.rounds[current - 1];
    if (draw === 'local') return (plannedLocals ??= drawnLocals(given.variant, round?.local ?? []));
    return current === 0 ? given.tape.initial : [round?.snapshot ?? 0];
  };

  const isForNext = (at: WireVector): boolean => {
    if (current === 0 || onlyRound !== undefined) return false;
    const locals = { drawn: freshCounts.local, due: plannedDraws('local').length };
    return mayBeOfNextRound(given.variant, locals, () => source.keyOf(at) === snapshotKey);
  };

  /** The i-th fresh draw of this kind in this round: from the tape, then others, each different from the last. */
  const drawFresh = (question: OracleQuestion | MinibatchQuestion): number => {
    const { function: name, draw, at } = question;
    if (draw === 'mean') return 0;
    const counter = draw === 'local' ? 'local' : drawsApart ? name : 'both';
    const index = freshCounts[counter]++;
    const planned = plannedDraws(draw);
    const next = given.tape.rounds[current];
    const isOfNext = draw === 'snapshot' && index === 1 && isForNext(at);
    const count =
      given.sampling?.planned[draw].length ??
      (draw === 'local' ? given.problem.localAtoms : given.problem.snapshotAtoms).length;
    const usual = isOfNext
      ? (next?.snapshot ?? planned[0] ?? 0)
      : (planned[index] ?? ((planned.at(-1) ?? 0) + index + 1 - planned.length) % count);
    const atom = (question.type === 'minibatch' ? names?.choose(question, usual) : undefined) ?? usual;
    const rows = names?.rowsOf(draw, atom);
    if (rows !== undefined) drawn.push({ draw, round: isOfNext ? current + 1 : current, atom, rows });
    if (isOfNext) ahead = atom;
    return atom;
  };

  const begin = (question: OracleQuestion | MinibatchQuestion): void => {
    checkSession(question);
    if (oracleMode === 'tape') {
      throw new PeerFault(
        'protocol',
        'a gradient was asked in tape mode, where the case holds all matrices and draws.',
      );
    }
    asked += 1;
    if (asked > budget) {
      throw new PeerFault(
        'protocol',
        `more than ${budget} gradients were asked, over four times what the run takes.`,
      );
    }
    leaveStart();
  };

  const log = (
    { function: name, draw, at, atom: again }: OracleQuestion | MinibatchQuestion,
    atom: number,
    value: Vector<LoggedNumber>,
  ): void => {
    const seen = draw === 'mean' ? undefined : known[draw];
    const isAhead = draw === 'snapshot' && ahead === atom && isForNext(at);
    openRound(current).questions.push({
      function: name,
      draw,
      atom,
      at,
      value,
      isFresh: again === undefined,
      isUndrawn: again !== undefined && seen?.has(atom) === false,
      ...(isAhead ? { isAhead } : {}),
    });
    seen?.add(atom);
  };
  return {
    keyOf: source.keyOf,
    budget,
    rounds: () => Array.from({ length: rounds.length }, (_, round) => openRound(round)),
    minibatches: () => names?.all() ?? { snapshot: [], local: [] },
    drawn: () => drawn,
    ask: (question) => {
      begin(question);
      const { function: name, draw, at } = question;
      if (names !== undefined && draw !== 'mean')
        throw new PeerFault(
          'protocol',
          'a single sample was asked for in a run whose draws are minibatches.',
        );
      const atom = question.atom ?? drawFresh(question);
      const gradient = source.answer({ function: name, draw, atom }, at);
      if (gradient === undefined) throw new PeerFault('protocol', explainUnanswered(prepared, question));
      log(question, atom, gradient);
      return { type: 'oracleResult', session, gradient, atom };
    },
    askMinibatch: (question) => {
      begin(question);
      if (names === undefined)
        throw new PeerFault('protocol', 'a minibatch was asked for in a run whose draws are single.');
      const { function: name, draw, at } = question;
      const atom = question.atom ?? drawFresh(question);
      const rows = names.rowsOf(draw, atom);
      const gradients = rows?.map((row) => source.answer({ function: name, draw, atom: row }, at));
      if (rows === undefined || gradients?.every((one) => one !== undefined) !== true)
        throw new PeerFault('protocol', explainUnanswered(prepared, question));
      log(
        question,
        atom,
        at.map((_, i) => gradients.map((gradient) => gradient[i] ?? 'nan')),
      );
      return { type: 'minibatchResult', session, gradients, rows, atom };
    },
    tell: (state) => {
      checkSession(state);
      told += 1;
      characters += lengthOf(state);
      // an endless report must not fill the memory until the time is over
      if (told > budget || characters > largestReport) {
        throw new PeerFault(
          'protocol',
          told > budget
            ? `more than ${budget} states were told, over four times what the run has.`
            : `the states of one run hold more than ${largestReport / 1024 / 1024} Mi characters.`,
        );
      }
      if (state.round !== 0 || state.step !== undefined) leaveStart();
      const { round, step, x, m, y, stepSize, momentumWeight } = state;
      const open = openRound(current);
      if (round !== current)
        throw new PeerFault(
          'protocol',
          explainOrder(state, current, takesStartGradients, onlyRound ?? given.parameters.roundCount),
        );
      if (step !== undefined) {
        if (y === undefined || x !== undefined) {
          throw new PeerFault(
            'protocol',
            `the state of round ${round}, step ${step} holds y, and no x: x belongs to the end of the round.`,
          );
        }
        if (step !== open.points.length + 1) {
          throw new PeerFault(
            'protocol',
            `the state of local step ${step} of round ${round} arrived after ${open.points.length} others: each is told once, in order.`,
          );
        }
        open.points.push(y);
        if (m !== undefined) open.m = m;
        return;
      }
      if (x === undefined || y !== undefined) {
        throw new PeerFault(
          'protocol',
          `the state at the end of round ${round} holds x, and no y: y belongs to a local step, with its number.`,
        );
      }
      open.x = x;
      snapshotKey = source.keyOf(x);
      if (m !== undefined) open.m = m;
      if (stepSize !== undefined) open.stepSize = stepSize;
      if (momentumWeight !== undefined) open.momentumWeight = momentumWeight;
      beginRound(current + 1);
    },
  };
}

/** Longest report of one run: exact numbers of tens of thousands of digits fit. */
const largestReport = 64 * 1024 * 1024;

function lengthOf({ x = [], m = [], y = [] }: StateRecord): number {
  const add = (sum: number, value: string | number): number => sum + String(value).length;
  return [x, m, y].reduce((total, vector) => vector.reduce(add, total), 0);
}

/** How many questions the equations take. */
function expectedQuestions({ case: { parameters, tape } }: PreparedCase): number {
  // at most four a round and two a local step; the initial draws take two each
  return parameters.roundCount * (4 + 2 * parameters.localStepCount) + 2 * tape.initial.length + 2;
}
