/** Edits with a number left open: the number of a mistake may be on no page. */
import {
  partsOf,
  printStatement,
  typeOf,
  type Expression,
  type Line,
  type Method,
  type Use,
} from '../../spec/language/index.js';
import { apply, namesOf, replaced } from './changes.js';
import { put, type Edit } from './edited-page.js';

/** The edit with this number, which may be any scalar. */
export interface Hole {
  readonly line: Line<Use>;
  /** How much is there that the line does not have: nothing, a product, or a term. */
  readonly size: 0 | 1 | 2;
  readonly with: (number: Expression<Use>) => Edit;
}

/**
 * Another number for one that is written, a number for a parameter, a multiple of it or of a vector; then a multiple of a vector more, in the
 * line or in what it multiplies: each with the number left open.
 */
export function* holesOf(method: Method): Generator<Hole> {
  const lines = method.lines.filter(({ value }) => typeOf(value) === 'vector');
  const vectors = namesOf(method.versions)('vector');
  for (const line of lines)
    for (const part of partsOnce(line))
      if (part.kind === 'number' || isParameter(part))
        yield holeOf(method, line, part, 0, (number) => number);
  for (const line of lines)
    for (const part of partsOnce(line))
      if (isParameter(part) || isTermOf(line)(part))
        yield holeOf(method, line, part, 1, (number) => apply('·', number, part));
  for (const line of lines)
    for (const part of partsOnce(line).filter(isTermOf(line)))
      for (const vector of vectors)
        yield holeOf(method, line, part, 2, (number) => {
          const [size] = number.kind === 'apply' && number.operator === 'negate' ? number.operands : [];
          return apply(size ? '−' : '+', part, apply('·', size ?? number, vector));
        });
}

/** The parts of a line, of those with one name the first. */
function partsOnce({ value }: Line<Use>): readonly Expression<Use>[] {
  const parts = [...partsOf<Use>(value)];
  return parts.filter(
    (part, i) =>
      part.kind !== 'name' ||
      parts.findIndex((other) => other.kind === 'name' && other.name === part.name) === i,
  );
}

const isParameter = (part: Expression<Use>): boolean =>
  part.kind === 'name' && part.version.origin.kind === 'parameter' && typeOf(part) === 'scalar';

const isTermOf =
  ({ value }: Line<Use>) =>
  (part: Expression<Use>): boolean =>
    typeOf(part) === 'vector' && (part === value || part.kind === 'gradient' || part.kind === 'name');

function holeOf(
  method: Method,
  line: Line<Use>,
  part: Expression<Use>,
  size: Hole['size'],
  by: (number: Expression<Use>) => Expression<Use>,
): Hole {
  const should = printStatement(line);
  const { line: at } = line.span;
  const isHere = (one: Expression): boolean =>
    one === part || (part.kind === 'name' && one.kind === 'name' && one.name === part.name);
  return {
    ...{ line, size },
    with: (number) => {
      const edited: Line<Use> = { ...line, value: replaced(line.value, isHere, by(number)), also: [] };
      const is = printStatement(edited);
      return {
        line: at,
        should,
        is,
        id: `L${at}: ${is}`,
        isOfRounds: true,
        page: put(method, line, [edited]),
      };
    },
  };
}
