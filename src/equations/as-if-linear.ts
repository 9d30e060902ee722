/** Functions of sums as sums of functions. */
import { operatorOf, type Expression, type Use } from '../../spec/language/index.js';

type Applied = Extract<Expression<Use>, { readonly kind: 'apply' }>;

/** A function as if it were linear: ‖a + b‖ for ‖a‖ + ‖b‖, and the other way round. */
export function asIfLinear(e: Applied): readonly Expression<Use>[] {
  const [left, right] = e.operands;
  if (left === undefined) return [];
  /** The function that a product is made with last, and the product of what is in it. */
  const inside = (one: Expression<Use>): readonly [of: string, what: Expression<Use>] | undefined => {
    if (one.kind !== 'apply') return undefined;
    const [first, second] = one.operands;
    if (first && second === undefined && operatorOf(one.operator).level >= 5) return [one.operator, first];
    const within = one.operator === '·' && second ? inside(second) : undefined;
    return within && first && [within[0], { ...one, operands: [first, within[1]] }];
  };
  const isSum = (one: Expression): one is Applied =>
    one.kind === 'apply' && (one.operator === '+' || one.operator === '−');
  if (right === undefined) {
    const [first, second] = isSum(left) ? left.operands : [];
    if (!isSum(left) || !first || !second || operatorOf(e.operator).level < 5) return [];
    return [
      {
        ...left,
        operands: [
          { ...e, operands: [first] },
          { ...e, operands: [second] },
        ],
      },
    ];
  }
  const [first, second] = isSum(e) ? [inside(left), inside(right)] : [];
  if (first === undefined || second?.[0] !== first[0] || left.kind !== 'apply') return [];
  return [
    {
      ...left,
      operator: first[0] as typeof left.operator,
      operands: [{ ...e, operands: [first[1], second[1]] }],
    },
  ];
}
