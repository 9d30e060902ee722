/** Parts of formulas: numbers, sums and products, names, and one part in the place of another. */
import {
  isFamily,
  type Expression,
  type OperatorName,
  type Type,
  type Use,
} from '../../spec/language/index.js';
import { isOne } from './presentations.js';

/** The names of a page by their types. */
export type NamesOf = (type: Type) => readonly Use[];

/** A number where something stands. */
export const numeral = (text: string, { span }: Pick<Expression, 'span'>): Expression<Use> => ({
  ...{ kind: 'number', text, span },
});

/** An operator with its operands; it stands where the first of them does. */
export const apply = (
  operator: OperatorName,
  ...operands: readonly [Expression<Use>, ...Expression<Use>[]]
): Expression<Use> => ({ kind: 'apply', operator, operands, span: operands[0].span });

/** 1 in every coordinate: a number that is added to a vector. */
export const ones = (e: Expression<Use>): Expression<Use> =>
  apply('where =', numeral('1', e), e, e, numeral('0', e));

/** Each coordinate cut off at ±c. */
export const cut = (e: Expression<Use>, c: Expression<Use>): Expression<Use> =>
  apply('max', apply('min', e, c), apply('negate', c));

/** 1 − e; of 1 − c it is c. */
export function rest(e: Expression<Use>): Expression<Use> {
  const [left, right] = e.kind === 'apply' && e.operator === '−' ? e.operands : [];
  return isOne(left) && right ? right : apply('−', numeral('1', e), e);
}

/** The expression with every such part replaced. */
export function replaced(
  e: Expression<Use>,
  isHere: (e: Expression) => boolean,
  by: Expression<Use>,
): Expression<Use> {
  if (isHere(e)) return by;
  if (e.kind === 'gradient') {
    const sample = e.sample && isHere(e.sample) ? (by as Use) : e.sample;
    return { ...e, point: replaced(e.point, isHere, by), ...(sample && { sample }) };
  }
  if (e.kind !== 'apply') return e;
  const operands = e.operands.map((operand) => replaced(operand, isHere, by));
  const [first, second] = operands;
  if (e.operator === '−' && isOne(first) && second) return rest(second);
  return { ...e, operands };
}

/** Whether a name is of the page itself: a parameter without a domain is one that explanations bring. */
export const isOfPage = ({ origin }: Use['version']): boolean =>
  origin.kind !== 'parameter' || origin.parameter.bounds.length > 0;

/** The names of a page by their types, as the last line of the page would read them. */
export const namesOf = (versions: readonly Use['version'][]): NamesOf => {
  const known = new Map(versions.filter(isOfPage).map((version) => [version.name, version]));
  const named = (version: Use['version']): Use => ({
    kind: 'name',
    name: version.name,
    version,
    span: anywhere,
  });
  // of a family the member that the innermost loop is about; elsewhere this is no page
  const index = versions.findLast(
    ({ type, origin }) => type === 'sample' && origin.kind === 'counter' && origin.repeat !== undefined,
  );
  return (type) =>
    [...known.values()]
      .filter((version) => version.type === type && (!isFamily(version.name) || index !== undefined))
      .map((version) =>
        isFamily(version.name) && index ? { ...named(version), index: named(index) } : named(version),
      );
};

/** The place of what the page does not have. */
export const anywhere = { line: 1, from: 1, to: 2 };
