/** The log of a run's questions, and how a suspected recursion is led along it. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { GradientQuery, RoundDraws } from '../../../spec/model/index.js';
import type { JudgeNumber } from '../../judge/index.js';

/** One answered question of the implementation. */
export interface LoggedQuestion<V> extends Omit<GradientQuery<never>, 'at'> {
  readonly at: Vector<V>;
  readonly value: Vector<V>;
  /** Whether the sample was drawn for this question. */
  readonly isFresh: boolean;
}

/** A sample that was drawn. */
interface DrawnSample {
  readonly draw: GradientQuery<never>['draw'];
  readonly atom: number;
  readonly round: number;
}

/** A question with the samples that it may have seen: its own where it was fresh, else all that have its atom. */
export interface TracedQuestion extends LoggedQuestion<JudgeNumber> {
  readonly samples: readonly DrawnSample[];
}

/** The log by rounds, 0 for the start, with what each question may have seen. */
export function traceSamples(
  log: readonly (readonly LoggedQuestion<JudgeNumber>[])[],
): readonly (readonly TracedQuestion[])[] {
  const drawn: DrawnSample[] = [];
  return log.map((questions, round) =>
    questions.map((question) => {
      const { draw, atom, isFresh } = question;
      if (isFresh) {
        const sample = { draw, atom, round };
        drawn.push(sample);
        return { ...question, samples: [sample] };
      }
      // the latest first: that is the one which is usually meant
      const known = drawn.filter((sample) => sample.draw === draw && sample.atom === atom).reverse();
      return { ...question, samples: known };
    }),
  );
}

/**
 * Names for draws: what is behind a name shows only in the log. Names of round t lie between t·stride and (t + 1)·stride,
 * and every draw has a sibling −1 − name, which nobody draws who makes no mistake.
 */
export interface DrawNames {
  readonly initial: readonly number[];
  readonly ofRound: (round: number) => RoundDraws;
  readonly roundOf: (name: number) => number;
  readonly siblingOf: (name: number) => number;
}

/** The names for a run with K local steps and B initial draws. */
export function createDrawNames(localStepCount: number, batchSize: number): DrawNames {
  const stride = localStepCount + batchSize + 2;
  const siblingOf = (name: number): number => -1 - name;
  return {
    initial: Array.from({ length: batchSize }, (_, index) => index),
    ofRound: (round) => ({
      snapshot: round * stride,
      local: Array.from({ length: localStepCount }, (_, index) => round * stride + index + 1),
    }),
    roundOf: (name) => Math.floor((name < 0 ? siblingOf(name) : name) / stride),
    siblingOf,
  };
}

/** Which name stands for which sample, as far as the log has shown. */
export interface Bindings {
  /** Whether the question may have seen the draw of that name; if so, that is settled from now on. */
  readonly bind: (question: TracedQuestion, name: number, round: number) => boolean;
  /** The atom behind a name. */
  readonly atomOf: (draw: GradientQuery<never>['draw'], name: number, of: 'f' | 'h') => number | undefined;
}

/**
 * Fresh bindings: no two names for one sample, no two samples for one name.
 *
 * @param drawsApart - whether f and h of a snapshot draw are sampled apart, as the implementation declared.
 */
export function createBindings(names: DrawNames, drawsApart: boolean): Bindings {
  const samples = new Map<string, DrawnSample>();
  const taken = new Set<DrawnSample>();
  const keyOf = (draw: string, name: number, of: string): string =>
    `${draw} ${name}${drawsApart && draw === 'snapshot' ? of : ''}`;
  return {
    bind: (question, name, round) => {
      const { draw, function: of } = question;
      if (draw === 'mean') return true;
      const key = keyOf(draw, name, of);
      const bound = samples.get(key);
      if (bound !== undefined) return question.samples.includes(bound);
      // a new name is a new sample; an old one whose round could not be followed may be any
      const isOld = names.roundOf(name) < round;
      const sample = question.samples.find(
        (candidate) => !taken.has(candidate) && (isOld || candidate.round === round),
      );
      if (sample === undefined) return false;
      samples.set(key, sample);
      taken.add(sample);
      return true;
    },
    atomOf: (draw, name, of) => samples.get(keyOf(draw, name, of))?.atom,
  };
}
