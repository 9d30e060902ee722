/** The questions of a round, and which of them each gradient of a page is. */
import { absolute, type Vector } from '../../../spec/algebra/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';

/** A question that a program asked. */
export interface AskedQuestion {
  readonly function: 'f' | 'h';
  /** Which draw of the run it sees, from 0; absent for an exact gradient. */
  readonly draw?: number;
  readonly at: Vector<Ratio>;
  readonly value: Vector<Ratio>;
  /** Whether the draw was made for it. */
  readonly isFresh: boolean;
}

/** Where and of what a gradient is asked. */
type Place = Pick<AskedQuestion, 'function' | 'at'> & { readonly draw?: number | undefined };

/** What a page asks. */
export interface DueQuestion extends Pick<AskedQuestion, 'function' | 'draw' | 'at'> {
  /** How far an honest program may be from the point; undefined for any distance. */
  readonly bound: readonly (Ratio | undefined)[];
}

/** A question that stands for a gradient of the page, and in what it differs. */
export interface Claim {
  readonly question: AskedQuestion;
  readonly isAtPoint: boolean;
  readonly isOfDraw: boolean;
}

/** The questions of one round, each of which is taken once. */
export interface QuestionBook {
  /** Whether a question that nothing took differs in nothing from a gradient. */
  readonly has: (due: Place) => boolean;
  /**
   * The question for a gradient: one that differs in nothing, else in the draw, else in the point; undefined where none is left of its
   * function.
   */
  readonly claim: (due: DueQuestion) => Claim | undefined;
  /** The next draw for a sample: the first one that was asked at a point where the page has the sample, else the first one left. */
  readonly chooseDraw: (wanted: readonly DueQuestion[]) => number | undefined;
  /** What nothing took and nothing asked before: of draws that nothing saw, which may be of the next round, and others. */
  readonly left: () => { readonly ahead: readonly AskedQuestion[]; readonly stray: readonly AskedQuestion[] };
}

const { compare, subtract } = ratioField;

const isNear = (at: Vector<Ratio>, due: DueQuestion): boolean =>
  at.length === due.at.length &&
  at.every((value, i) => {
    const bound = due.bound[i];
    return (
      bound === undefined || compare(absolute(ratioField, subtract(value, due.at[i] ?? value)), bound) <= 0
    );
  });

const isSame = (one: Place, other: Place): boolean =>
  one.function === other.function &&
  one.draw === other.draw &&
  one.at.every((value, i) => compare(value, other.at[i] ?? ratioField.zero) === 0);

/**
 * A book of what was asked in a round, in that order.
 *
 * @param fresh - the draws that may be samples of this round: those made in it, or left by the one before.
 */
export function createQuestionBook(asked: readonly AskedQuestion[], fresh: readonly number[]): QuestionBook {
  const taken = new Set<AskedQuestion>();
  const chosen = new Set<number>();
  const isFree = (question: AskedQuestion): boolean => !taken.has(question);
  return {
    has: (due) => asked.some((question) => isFree(question) && isSame(question, due)),
    claim: (due) => {
      const free = asked.filter((question) => isFree(question) && question.function === due.function);
      const isOfDraw = ({ draw }: AskedQuestion): boolean => draw === due.draw;
      // a draw that is some other sample's stands for no gradient of this one, unless nothing else does
      const isOpen = ({ draw }: AskedQuestion): boolean => draw === undefined || !chosen.has(draw);
      const near = free.filter(({ at }) => isNear(at, due));
      const question =
        free.find((one) => isSame(one, due)) ??
        near.find(isOfDraw) ??
        near.find(isOpen) ??
        free.find(isOfDraw) ??
        free.find(isOpen);
      if (question === undefined) return undefined;
      taken.add(question);
      return { question, isAtPoint: near.includes(question), isOfDraw: isOfDraw(question) };
    },
    chooseDraw: (wanted) => {
      const open = fresh.filter((draw) => !chosen.has(draw));
      const fits = (draw: number): boolean =>
        wanted.some((due) =>
          asked.some(
            (one) => one.draw === draw && isFree(one) && one.function === due.function && isNear(one.at, due),
          ),
        );
      const draw = open.find(fits) ?? open[0];
      if (draw !== undefined) chosen.add(draw);
      return draw;
    },
    left: () => {
      const seen = [...taken];
      const rest = asked.filter((question) => isFree(question) && !seen.some((one) => isSame(one, question)));
      const isAhead = ({ draw }: AskedQuestion): boolean =>
        draw !== undefined && fresh.includes(draw) && !chosen.has(draw);
      // an exact gradient may be for a log
      return {
        ahead: rest.filter(isAhead),
        stray: rest.filter((one) => !isAhead(one) && one.draw !== undefined),
      };
    },
  };
}
