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
import { apply, namesOf, numeral, replaced } from './changes.js';
import { put, type Edit } from './edited-page.js';

/** The edit with this number. */
export type Hole = (number: number) => Edit;

/**
 * Another number for one that is written, a number for a parameter, a multiple of it; then a multiple of a vector more, in the line or in what it multiplies:
 * each with the number left open.
 */
export function* holesOf(method: Method): Generator<Hole> {
  const lines = method.lines.filter(({ value }) => typeOf(value) === 'vector');
  const vectors = namesOf(method.versions)('vector');
  for (const line of lines)
    for (const part of partsOnce(line))
      if (part.kind === 'number' || isParameter(part))
        yield holeOf(method, line, part, (number) => numeral(textOf(number), line));
  for (const line of lines)
    for (const part of partsOnce(line).filter(isParameter))
      yield holeOf(method, line, part, (number) => apply('·', numeral(textOf(number), line), part));
  for (const line of lines)
    for (const part of partsOnce(line).filter(isTermOf(line)))
      for (const vector of vectors)
        yield holeOf(method, line, part, (number) =>
          apply(number < 0 ? '−' : '+', part, apply('·', numeral(textOf(number), line), vector)),
        );
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

/** Its shortest digits: a page knows no exponents. */
function textOf(number: number): string {
  const text = String(Math.abs(number));
  const [digits = '', exponent] = text.split('e-');
  if (exponent === undefined) return text;
  return Math.abs(number).toFixed(Math.min(Number(exponent) + digits.replace(/^\d\.?/u, '').length, 100));
}

function holeOf(
  method: Method,
  line: Line<Use>,
  part: Expression<Use>,
  by: (number: number) => Expression<Use>,
): Hole {
  const should = printStatement(line);
  const { line: at } = line.span;
  return (number) => {
    const isHere = (one: Expression): boolean =>
      one === part || (part.kind === 'name' && one.kind === 'name' && one.name === part.name);
    const edited: Line<Use> = { ...line, value: replaced(line.value, isHere, by(number)), also: [] };
    const is = printStatement(edited);
    return { line: at, should, is, id: `L${at}: ${is}`, isOfRounds: true, page: put(method, line, [edited]) };
  };
}
