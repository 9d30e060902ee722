/** The questions of a round, and which of them each gradient of a page is. */
import { absolute, createVectorSpace, type Vector } from '../../../spec/algebra/index.js';
import type { Gradient, Use } from '../../../spec/language/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';

/** A question that a program asked. */
export interface AskedQuestion {
  readonly function: 'f' | 'h';
  /** Which draw of the run it sees, from 0; −1, −2, … for the first, the second, … sample by its number; absent for an exact gradient. */
  readonly draw?: number;
  readonly at: Vector<Ratio>;
  readonly value: Vector<Ratio>;
  /** How far the program may be from the value, of which it was told parts. */
  readonly errors?: Vector<Ratio>;
  /** Whether the draw was made for it. */
  readonly isFresh: boolean;
  /** Of a variant: what the value is the mean of. */
  readonly rows?: AskedRows;
}

/** The rows of a minibatch. */
export interface AskedRows {
  /** Whether they are of a draw of the local steps. */
  readonly isLocal: boolean;
  readonly coordinates: readonly (Ratio | readonly Ratio[])[];
  /** B of such minibatches, and of the others. */
  readonly full: number;
  readonly other: number;
}

/** A draw of the page, and which draw of the program it is, once a question has told. */
export interface PageDraw {
  draw?: number;
  /** The sample that an index is: it may be asked for by its number too. */
  readonly member?: number;
}

/** What a page asks. */
export interface DueQuestion extends Pick<AskedQuestion, 'function' | 'at'> {
  /** Absent for an exact gradient. */
  readonly sample?: PageDraw;
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
  readonly has: (due: Omit<DueQuestion, 'bound'>) => boolean;
  /**
   * The question for a gradient: one that differs in nothing, else in the draw, else, if it is needed, in the point; undefined where none is
   * left of its function. It says which draw a sample is that had none.
   */
  readonly claim: (due: DueQuestion, isNeeded: () => boolean) => Claim | undefined;
  /** The draw of a sample of the page: of those that no other sample has, the one that was asked at most of these; undefined if none was. */
  readonly chooseDraw: (wanted: readonly DueQuestion[]) => number | undefined;
  /** Whether several draws were asked alike, and a sample could be any of them. */
  readonly hadChoice: () => boolean;
  /** What nothing took and nothing asked before: of draws that nothing saw, which may be of the next round, and others. */
  readonly left: (isOfUse?: (question: AskedQuestion) => boolean) => {
    readonly ahead: readonly AskedQuestion[];
    readonly stray: readonly AskedQuestion[];
  };
}

const { compare, subtract } = ratioField;
const { equals } = createVectorSpace(ratioField);

/** Whether the answer to a question depends on no draw: an exact gradient, or one of a sample by its number. */
export const isOfNoDraw = ({ draw = -1 }: Pick<AskedQuestion, 'draw'>): boolean => draw < 0;

/** The samples that a page names by their numbers: they are drawn already, and each is one draw. */
export function createMemberDraws(): (member: number) => PageDraw {
  const draws = new Map<number, PageDraw>();
  return (member) => {
    const draw = draws.get(member) ?? { draw: -member };
    draws.set(member, draw);
    return draw;
  };
}

/** In words, which sample a gradient was to see, and which a question saw. */
export const otherDraw = (
  { gradient: { member, sample }, isExact }: { readonly gradient: Gradient<Use>; readonly isExact: boolean },
  { draw = 0 }: Pick<AskedQuestion, 'draw'>,
): Record<'expected' | 'actual', string> => ({
  expected: member === undefined ? `the draw of ${sample?.name ?? 'no sample'}` : `sample ${member}`,
  actual:
    draw < 0 ? `sample ${-draw}` : isExact ? 'a sample, in place of the exact gradient' : 'another draw',
});

const isNear = (at: Vector<Ratio>, due: DueQuestion): boolean =>
  at.length === due.at.length &&
  at.every((value, i) => {
    const bound = due.bound[i];
    return (
      bound === undefined || compare(absolute(ratioField, subtract(value, due.at[i] ?? value)), bound) <= 0
    );
  });

const isSame = (one: AskedQuestion, other: AskedQuestion): boolean =>
  one.function === other.function && one.draw === other.draw && equals(one.at, other.at);

/**
 * A book of what was asked in a round, in that order.
 *
 * @param ahead - what the round before has left: its draws may be samples of this one, as those may that were made in it.
 * @param earlier - exact gradients of the rounds before, which a program may have kept.
 * @param prefersLast - which of several draws that were asked alike a sample is: the last one, or the first.
 */
export function createQuestionBook(
  ahead: readonly AskedQuestion[],
  questions: readonly AskedQuestion[],
  earlier: readonly AskedQuestion[],
  prefersLast = false,
): QuestionBook {
  let hadChoice = false;
  const asked = [...ahead, ...questions];
  const fresh = [
    ...new Set([...ahead, ...questions.filter(({ isFresh }) => isFresh)].flatMap(({ draw }) => draw ?? [])),
  ];
  const taken = new Set<AskedQuestion>();
  const chosen = new Set<number>();
  const isFree = (question: AskedQuestion): boolean => !taken.has(question);
  const isOfDraw = ({ draw }: AskedQuestion, { sample }: Pick<DueQuestion, 'sample'>): boolean =>
    sample === undefined
      ? draw === undefined
      : draw !== undefined && (draw === sample.draw || -draw === sample.member);
  // a draw that is another sample's stands for no gradient of this one
  const isOpen = ({ draw }: AskedQuestion, { sample }: Pick<DueQuestion, 'sample'>): boolean =>
    sample === undefined ? false : draw !== undefined && draw >= 0 && !chosen.has(draw);
  return {
    has: (due) =>
      asked.some(
        (one) =>
          isFree(one) &&
          one.function === due.function &&
          equals(one.at, due.at) &&
          (isOfDraw(one, due) || isOpen(one, due)),
      ),
    claim: (due, isNeeded) => {
      const { sample } = due;
      const free = asked.filter((question) => isFree(question) && question.function === due.function);
      const near = free.filter(({ at }) => isNear(at, due));
      const own = (one: AskedQuestion): boolean => isOfDraw(one, due);
      const open = ({ draw }: AskedQuestion): boolean => draw === undefined || !chosen.has(draw);
      const exact = near.filter((one) => equals(one.at, due.at));
      const kept = earlier.filter((one) => own(one) && one.function === due.function && isNear(one.at, due));
      const atPoint = [
        exact.filter(own),
        near.filter(own),
        kept.toReversed(),
        exact.filter(open),
        near.filter(open),
      ];
      // what was asked twice stands for another point last of all
      const isAgain = (one: AskedQuestion): boolean => [...taken].some((other) => isSame(one, other));
      const instead = (): readonly AskedQuestion[] =>
        [...free.filter(own), ...free.filter(open)].toSorted(
          (left, right) => Number(isAgain(left)) - Number(isAgain(right)),
        );
      const [found = isNeeded() ? instead()[0] : undefined] = atPoint.flat();
      if (found === undefined) return undefined;
      taken.add(found);
      const { draw } = found;
      if (sample !== undefined && sample.draw === undefined && draw !== undefined && fresh.includes(draw)) {
        sample.draw = draw;
        chosen.add(draw);
      }
      return { question: found, isAtPoint: isNear(found.at, due), isOfDraw: own(found) };
    },
    chooseDraw: (wanted) => {
      const asks = (draw: number, due: DueQuestion): boolean =>
        asked.some(
          (one) => one.draw === draw && isFree(one) && one.function === due.function && isNear(one.at, due),
        );
      const open = fresh.filter((draw) => !chosen.has(draw));
      const counts = open.map((draw) => wanted.filter((due) => asks(draw, due)).length);
      const most = Math.max(0, ...counts);
      const best = most === 0 ? [] : open.filter((_, i) => counts[i] === most);
      hadChoice ||= best.length > 1;
      const draw = best.at(prefersLast ? -1 : 0);
      if (draw !== undefined) chosen.add(draw);
      return draw;
    },
    hadChoice: () => hadChoice,
    left: (isOfUse = () => false) => {
      const seen = [...taken];
      const rest = asked.filter(
        (question) => isFree(question) && !isOfUse(question) && !seen.some((one) => isSame(one, question)),
      );
      const isAhead = ({ draw }: AskedQuestion): boolean =>
        draw !== undefined && fresh.includes(draw) && !chosen.has(draw);
      // a gradient without chance may be for a log
      return {
        ahead: rest.filter((one) => isAhead(one) && !ahead.includes(one)),
        stray: rest.filter((one) => (isAhead(one) ? ahead.includes(one) : !isOfNoDraw(one))),
      };
    },
  };
}
