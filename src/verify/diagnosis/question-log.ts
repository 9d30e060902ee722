/** The log of a run's questions, and how a suspected recursion is led along it. */
import type { Vector } from '../../../spec/algebra/index.js';
import type { GradientQuery, RoundDraws } from '../../../spec/model/index.js';

/** One answered question of the implementation. */
export interface LoggedQuestion<V> extends Omit<GradientQuery<never>, 'at'> {
  readonly at: Vector<V>;
  readonly value: Vector<V>;
  /** Whether the sample was drawn for this question. */
  readonly isFresh: boolean;
}

/** One gradient that was asked for. */
export type Asked = LoggedQuestion<number>;

/** A sample that was drawn. */
interface DrawnSample {
  readonly atom: number;
  readonly round: number;
  /** Its place among those of its kind and atom. */
  readonly place: number;
  readonly all: readonly DrawnSample[];
}

/** A question with the samples that it may have seen: its own where it was fresh, else all that have its atom. */
export interface TracedQuestion extends Asked {
  /** Those of `all` from `from` on, and before `to`: a copy for each question of a long run would fill the memory. */
  readonly samples: { readonly all: readonly DrawnSample[]; readonly from: number; readonly to: number };
}

/** The log by rounds, 0 for the start, with what each question may have seen. */
export function traceSamples(log: readonly (readonly Asked[])[]): readonly (readonly TracedQuestion[])[] {
  const drawn = new Map<string, DrawnSample[]>();
  return log.map((questions, round) =>
    questions.map((question) => {
      const { draw, atom, isFresh } = question;
      const key = `${draw} ${atom}`;
      const all = drawn.get(key) ?? [];
      drawn.set(key, all);
      const before = all.length;
      if (isFresh) all.push({ atom, round, place: before, all });
      return { ...question, samples: { all, from: isFresh ? before : 0, to: all.length } };
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
      const { all, from, to } = question.samples;
      if (bound !== undefined) return bound.all === all && bound.place >= from && bound.place < to;
      // a new name is a new sample; an old one whose round could not be followed may be any
      const isOld = names.roundOf(name) < round;
      // the latest first: that is the one which is usually meant
      for (let place = to - 1; place >= from; place -= 1) {
        const sample = all[place] as DrawnSample;
        if (!isOld && sample.round < round) return false;
        if (taken.has(sample) || !(isOld || sample.round === round)) continue;
        samples.set(key, sample);
        taken.add(sample);
        return true;
      }
      return false;
    },
    atomOf: (draw, name, of) => samples.get(keyOf(draw, name, of))?.atom,
  };
}
