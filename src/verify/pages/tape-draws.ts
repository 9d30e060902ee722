/** Which draws of a tape the samples of a round are. */
import type { PageRun } from './page-run.js';
import type { PageDraw } from './question-book.js';

/** The draws of one round. */
export interface TapeDraws {
  /** Notes a sample, and the pass that it is drawn in. */
  readonly drawn: (draw: PageDraw, pass: number | undefined) => void;
  /** Says which draw a sample is that a gradient sees; whether the tape has it. */
  readonly has: (draw: PageDraw | undefined) => boolean;
  /** Whether a sample was drawn that no gradient has seen: a program may have left it out, or not. */
  readonly hadChoice: () => boolean;
}

/**
 * A tape has one draw a round, and one a pass.
 *
 * @param isByUse - whether the draws of passes are taken one after another by what a gradient sees, or each by its pass.
 */
export function createTapeDraws({ drawAt }: PageRun, round: number, isByUse = false): TapeDraws {
  const waiting = new Map<
    PageDraw,
    { readonly isOfPass: boolean; readonly place: number; readonly isSecond: boolean }
  >();
  /** The first place of a round, and of its passes, whose draw no gradient has seen. */
  const unused = new Map<boolean, number>();
  const drawn = new Set<number>();
  let hadChoice = false;
  return {
    drawn: (draw, pass = 0) => {
      waiting.set(draw, { isOfPass: pass > 0, place: Math.max(pass - 1, 0), isSecond: drawn.has(pass) });
      drawn.add(pass);
    },
    has: (draw) => {
      const own = draw && waiting.get(draw);
      if (draw === undefined || own === undefined || draw.draw !== undefined) return true;
      const isThere = (place: number): boolean => drawAt?.(round, own.isOfPass, place) !== undefined;
      let next = unused.get(own.isOfPass) ?? 0;
      while (next < own.place && !isThere(next)) next += 1;
      unused.set(own.isOfPass, next + 1);
      hadChoice ||= own.isSecond || next !== own.place;
      // a second one of a pass has none
      const isOutside = own.isSecond && !isByUse;
      const found = isOutside ? undefined : drawAt?.(round, own.isOfPass, isByUse ? next : own.place);
      if (found !== undefined) draw.draw = found;
      return found !== undefined;
    },
    hadChoice: () => hadChoice,
  };
}
