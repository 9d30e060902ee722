/** Lines that a round makes for nothing: every coefficient that their vector has further down is 0. Nobody need ask for their gradients. */
import { isZero } from '../../../spec/algebra/index.js';
import {
  everyStatement,
  expressionOf,
  expressionsOf,
  mergeTerms,
  partsOf,
  termsOf,
  type Compiler,
  type Expression,
  type Frame,
  type Line,
  type Method,
  type Use,
  type Version,
} from '../../../spec/language/index.js';
import { isOpaque, memoized } from '../../equations/index.js';
import { ratioField, type Ratio } from '../../exact/index.js';

type Holds = (frame: Frame<Ratio>) => boolean;

const always: Holds = () => true;

/**
 * Whether the vector of a line has weight in a round with these values. It has where anything but a sum of terms reads it, where it lives
 * on under another version, and where a coefficient has more in it than parameters, which are known before they are needed.
 */
export function createHasWeight(
  { body, versions, returns }: Method,
  { scalar }: Compiler<Ratio>,
): (version: Version) => Holds {
  const statements = [...everyStatement(body)];
  const hasWeight = memoized((version: Version): Holds => {
    const isIt = (part: Expression<Use> | undefined): boolean =>
      part?.kind === 'name' && part.version === version;
    const livesOn = versions.some(
      ({ origin }) =>
        'last' in origin && (origin.last === version || ('first' in origin && origin.first === version)),
    );
    const counted = (all: Iterable<Expression<Use>>): number => [...all].filter(isIt).length;
    const readers = statements.filter((statement) => {
      const { values, counts } = expressionsOf<Use>(statement);
      return counted(partsOf<Use>(...values, ...counts)) > 0;
    });
    if (livesOn || returns?.version === version || readers.length === 0) return always;
    const uses = readers.map((statement) => (statement.kind === 'line' ? useIn(statement) : undefined));
    return uses.includes(undefined) ? always : (frame) => uses.some((use) => use?.(frame));

    /** Undefined where the line reads it in another way than as a term. */
    function useIn({ value, also, target }: Line<Use>): Holds | undefined {
      const written = [value, ...also].map((e) => {
        const terms = termsOf(e, undefined, isOpaque);
        const merged = mergeTerms(terms).find(({ leaf }) => isIt(leaf))?.coefficient ?? [];
        const isWhole = counted(partsOf<Use>(e)) === terms.filter(({ leaf }) => isIt(leaf)).length;
        const coefficient = expressionOf(merged, e.span);
        const isEarly = partsOf<Use>(coefficient).every(
          (part) =>
            part.kind === 'number' ||
            part.kind === 'apply' ||
            (part.kind === 'name' && part.version.origin.kind === 'parameter'),
        );
        return isWhole && isEarly ? scalar(coefficient) : undefined;
      });
      if (written.includes(undefined)) return undefined;
      return (frame) =>
        written.some((coefficient) => coefficient && !isZero(ratioField, coefficient(frame))) &&
        hasWeight(target.version)(frame);
    }
  });
  return hasWeight;
}
