/** Where a suspected recursion gets its gradients: from the tape, or out of the log of what the implementation asked. */
import type { Vector } from '../../../spec/algebra/index.js';
import {
  mapParameters,
  type GradientQuery,
  type RoundDraws,
  type VariantName,
} from '../../../spec/model/index.js';
import { AuxoptError } from '../../errors.js';
import { createSetting, isTargetStep, planOf, type Plan, type Setting } from '../mutants/index.js';
import { createBindings, createDrawNames, type TracedQuestion } from './question-log.js';
import { inRound, type SeenRun } from './seen-run.js';
import { isNearly, longestForm, roughField, toRough, type Rough } from './rough-field.js';

/** Thrown for a question that nobody asked: what is suspected is not what ran. */
export class UnaskedError extends AuxoptError {}

/** Answers a suspected recursion. */
export interface SuspectSource {
  readonly setting: Setting<Rough>;
  readonly initialDraws: readonly number[];
  readonly drawsOf: (round: number) => RoundDraws;
  readonly beginRound: (round: number) => void;
  /** Tells the role of the next question. */
  readonly noteRole: (role: string) => void;
  /** Whether nothing was asked in this round that the recursion did not ask, but for what cannot change a state. */
  readonly areAllAsked: () => boolean;
}

/**
 * The source that the run gives: the log where there is one.
 *
 * @param variant - the one that is suspected to run.
 */
export function createSuspectSource(run: SeenRun, variant: VariantName): SuspectSource {
  return run.log === undefined ? createTapeSource(run) : createLogSource(run, run.log, planOf(variant));
}

function settingOf(
  { parameters }: SeenRun,
  source: Pick<Setting<Rough>, 'gradient' | 'otherAtom' | 'sampling'>,
): Setting<Rough> {
  return createSetting(roughField, mapParameters(parameters, toRough), source);
}

function computeGradient(
  run: SeenRun,
  { function: name, draw, atom, at }: GradientQuery<Rough>,
): Vector<Rough> {
  const values = run.gradient(
    name,
    draw,
    atom,
    at.map(({ value }) => value),
  );
  const sizes = run.gradientSize(
    name,
    draw,
    atom,
    at.map(({ size }) => size),
  );
  // a product of d terms is rounded d times
  const roundings = 1 + run.d / longestForm;
  return values.map((value, i) => ({ value, size: roundings * (sizes[i] ?? 0) }));
}

function createTapeSource(run: SeenRun): SuspectSource {
  const { tape, atomCounts, variant } = run;
  const countOf = ({ draw }: GradientQuery<Rough>): number =>
    draw === 'local' ? atomCounts.local : atomCounts.snapshot;
  return {
    setting: settingOf(run, {
      gradient: (query) => computeGradient(run, { ...query, atom: query.atom % countOf(query) }),
      otherAtom: (query) => (query.atom + 1) % countOf(query),
    }),
    initialDraws: tape.initial,
    drawsOf: (round) => {
      const { snapshot, local } = tape.rounds[round - 1] ?? { snapshot: 0, local: [] };
      // the wire has no draw for a step of the target, and a mistake that wants one takes the first atom
      return { snapshot, local: local.map((atom, k) => (isTargetStep(variant, k + 1) ? 0 : atom)) };
    },
    beginRound: () => undefined,
    noteRole: () => undefined,
    areAllAsked: () => true,
  };
}

/**
 * Every question of the recursion must be found among those of the round, at a point that rounding explains and with a
 * sample that its draw can stand for. Its answer is the one that the implementation got.
 */
function createLogSource(
  run: SeenRun,
  log: readonly (readonly TracedQuestion[])[],
  { isReduced }: Plan,
): SuspectSource {
  const { K, batchSize, drawsApart, roundoff } = run;
  const names = createDrawNames(K, batchSize);
  const bindings = createBindings(names, drawsApart);
  const isForgetful = (): boolean => inRound(run, round).a === 1;
  let round = 0;
  let role = '';
  let open: TracedQuestion[] = [];

  const gradient = (query: GradientQuery<Rough>): Vector<Rough> => {
    const { function: of, draw, atom: name, at } = query;
    const index = open.findIndex(
      (question) =>
        question.function === of &&
        question.draw === draw &&
        isNearly(at, question.at, roundoff) &&
        bindings.bind(question, name, round),
    );
    const [found] = index < 0 ? [] : open.splice(index, 1);
    if (found !== undefined) return found.value.map(toRough);
    // gradients at the old snapshot need not be taken where they cannot matter
    const atom = bindings.atomOf(draw, name, of);
    if (!role.endsWith('Previous') || !isForgetful() || atom === undefined)
      throw new UnaskedError(`${role} was not asked`);
    return computeGradient(run, { ...query, atom });
  };
  return {
    setting: settingOf(run, {
      gradient,
      otherAtom: ({ atom }) => names.siblingOf(atom),
      ...(run.sampling === undefined
        ? {}
        : {
            sampling: {
              ...run.sampling,
              sizeOf: ({ draw, atom: name }) => {
                const atom = bindings.atomOf(draw, name, 'f') ?? bindings.atomOf(draw, name, 'h');
                return atom === undefined ? undefined : run.sampling?.rowsOf[draw][atom]?.length;
              },
            },
          }),
    }),
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
        ({ draw, isFresh }) => isReduced && (round === 1 || isForgetful()) && draw === 'snapshot' && !isFresh,
      ),
  };
}
