/** Where a suspected recursion gets its gradients: from the tape, or out of the log of what the implementation asked. */
import { isZero, type Vector } from '../../../spec/algebra/index.js';
import type { GradientQuery, RoundDraws } from '../../../spec/model/index.js';
import { AuxoptError } from '../../errors.js';
import type { JudgeNumber } from '../../judge/index.js';
import { planOf, type Setting } from '../mutants/index.js';
import { isWithin, type CaseEvidence } from './case-evidence.js';
import { createBindings, type TracedQuestion } from './question-log.js';

/** Thrown for a question that nobody asked: what is suspected is not what ran. */
export class UnaskedError extends AuxoptError {}

/** Answers a suspected recursion. */
export interface SuspectSource {
  readonly setting: Setting<JudgeNumber>;
  readonly initialDraws: readonly number[];
  readonly drawsOf: (round: number) => RoundDraws;
  readonly beginRound: (round: number) => void;
  /** Tells the role of the next question. */
  readonly noteRole: (role: string) => void;
  /** Whether nothing was asked in this round that the recursion did not ask, but for what cannot change a state. */
  readonly areAllAsked: () => boolean;
}

/** The source that the evidence gives: the log where there is one. */
export function createSuspectSource(evidence: CaseEvidence): SuspectSource {
  return evidence.log === undefined ? createTapeSource(evidence) : createLogSource(evidence, evidence.log);
}

function createTapeSource({ createSetting, lifted, atomCounts }: CaseEvidence): SuspectSource {
  const { tape, oracle } = lifted;
  const countOf = ({ draw }: GradientQuery<JudgeNumber>): number =>
    draw === 'local' ? atomCounts.local : atomCounts.snapshot;
  return {
    setting: createSetting({
      gradient: (query) => oracle.gradient({ ...query, atom: query.atom % countOf(query) }),
      otherAtom: (query) => (query.atom + 1) % countOf(query),
    }),
    initialDraws: tape.initial,
    drawsOf: (round) => tape.rounds[round - 1] ?? { snapshot: 0, local: [] },
    beginRound: () => undefined,
    noteRole: () => undefined,
    areAllAsked: () => true,
  };
}

/**
 * Every question of the recursion must be found among those of the round, at a point that rounding explains and with a
 * sample that its draw can stand for. Its answer is the one that the implementation got.
 */
function createLogSource(evidence: CaseEvidence, log: readonly (readonly TracedQuestion[])[]): SuspectSource {
  const { arithmetic, lifted, names, request } = evidence;
  const bindings = createBindings(names, evidence.drawsApart);
  const { field } = arithmetic;
  const isForgetful = isZero(field, field.subtract(field.one, lifted.parameters.momentumWeight)); // a = 1
  const { isReduced } = planOf(request.variant);
  let round = 0;
  let role = '';
  let open: TracedQuestion[] = [];

  const gradient = (query: GradientQuery<JudgeNumber>): Vector<JudgeNumber> => {
    const { function: of, draw, atom: name, at } = query;
    const index = open.findIndex(
      (question) =>
        question.function === of &&
        question.draw === draw &&
        isWithin(arithmetic, at, question.at) &&
        bindings.bind(question, name, round),
    );
    const [found] = index < 0 ? [] : open.splice(index, 1);
    if (found !== undefined) return found.value;
    // gradients at the old snapshot need not be taken where they cannot matter
    const atom = bindings.atomOf(draw, name, of);
    if (!role.endsWith('Previous') || !isForgetful || atom === undefined)
      throw new UnaskedError(`${role} was not asked`);
    return lifted.oracle.gradient({ ...query, atom });
  };
  return {
    setting: evidence.createSetting({ gradient, otherAtom: ({ atom }) => names.siblingOf(atom) }),
    initialDraws: names.initial,
    drawsOf: names.ofRound,
    beginRound: (next) => {
      round = next;
      open = [...(log[round] ?? [])];
    },
    noteRole: (next) => {
      role = next;
    },
    areAllAsked: () =>
      open.every(
        ({ draw, isFresh }) => isReduced && (round === 1 || isForgetful) && draw === 'snapshot' && !isFresh,
      ),
  };
}
