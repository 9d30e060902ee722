/** The types of expressions. */
import type { Refuse } from './complaints.js';
import type { Use } from './method.js';
import { operatorOf, type OperatorName, type Type } from './operators.js';
import type { Expression } from './page.js';
import { remember } from './remember.js';

const letters: Readonly<Record<string, Type>> = { c: 'count', s: 'scalar', v: 'vector' };
const named = (types: readonly (Type | undefined)[]): string =>
  types.map((type) => `a ${type ?? ''}`).join(' and ');

type Signatures = readonly (readonly (Type | undefined)[])[];
const read = new Map<OperatorName, Signatures>();

const signaturesOf = (operator: OperatorName): Signatures =>
  remember(read, operator, () =>
    operatorOf(operator)
      .types.split(' ')
      .map((word) => Array.from(word, (letter) => letters[letter])),
  );

/** What an operator makes of operands of these types; undefined where it takes no such operands. */
const resultOf = (operator: OperatorName, are: readonly Type[]): Type | undefined =>
  signaturesOf(operator)
    .find((types) => are.every((is, i) => is === types[i] || (is === 'count' && types[i] === 'scalar')))
    ?.at(-1);

/** The type of an expression of a resolved page. */
export function typeOf(e: Expression<Use>): Type {
  if (e.kind === 'number') return e.text.includes('.') ? 'scalar' : 'count';
  if (e.kind === 'name') return e.version.type;
  // in a sum of a scalar and a vector the scalar stands for a vector
  return e.kind === 'gradient' ? 'vector' : (resultOf(e.operator, e.operands.map(typeOf)) ?? 'vector');
}

/**
 * Refuses an expression whose operators do not take what they are applied to.
 *
 * @param isShifted - whether a scalar in a sum may stand for a vector of equal entries: under √, in max and min, and behind ⊘.
 */
export function checkTypes(e: Expression<Use>, refuse: Refuse, isShifted = false): void {
  if (e.kind === 'gradient') {
    checkTypes(e.point, refuse);
    const [point, drawn = 'sample'] = [typeOf(e.point), e.sample?.version.type];
    if (point !== 'vector') refuse(e.point.span, 'misfit', point, 'vector');
    if (drawn !== 'sample') refuse(e.sample?.span ?? e.span, 'misfit', drawn, 'sample');
  }
  if (e.kind !== 'apply') return;
  const { operator, operands, span } = e;
  for (const [i, operand] of operands.entries()) {
    checkTypes(operand, refuse, ['√', 'max', 'min'].includes(operator) || (operator === '⊘' && i === 1));
  }
  const are = operands.map(typeOf);
  const isSum = operator === '+' || operator === '−';
  if (resultOf(operator, are) !== undefined || (isSum && isShifted && !are.includes('sample'))) return;
  const { text, hint = 'Check what the names stand for.' } = operatorOf(operator);
  const shown = signaturesOf(operator).filter(([first], _, all) => all.length === 1 || first !== 'count');
  const takes = shown.map((types) => named(types.slice(0, -1))).join(', or ');
  refuse(span, 'operands', text.join('…'), named(are), takes, hint);
}
