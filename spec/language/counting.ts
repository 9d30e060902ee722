/** What a page counts with: such a parameter is an integer. */
import { everyStatement, expressionsOf, partsOf, type Expression, type Page } from './page.js';

const isSumOfNames = (e: Expression): boolean =>
  e.kind === 'apply'
    ? ['+', '−', 'negate'].includes(e.operator) && e.operands.every(isSumOfNames)
    : e.kind === 'name' || (e.kind === 'number' && !e.text.includes('.'));

/** The names that a page counts with: how often, how many, to which power. */
export function namesThatCount({ states, body }: Page): ReadonlySet<string> {
  const all = [...everyStatement(body)].map(expressionsOf);
  const values = partsOf(...all.flatMap((of) => of.values), ...states.map(({ from }) => from));
  const exponents = values.flatMap((part) => {
    if (part.kind !== 'apply') return [];
    if (part.over !== undefined) return part.over.members.range ?? [];
    if (part.operator === 'mod') return part.operands;
    // what multiplies something in an exponent is any number
    const [exponent] = part.operator === '^' ? part.operands.slice(1) : [];
    return exponent !== undefined && isSumOfNames(exponent) ? [exponent] : [];
  });
  const families = states.flatMap(({ over }) => over?.members.range ?? []);
  const parts = partsOf(...exponents, ...families, ...all.flatMap(({ counts }) => counts));
  return new Set(parts.flatMap((part) => (part.kind === 'name' ? [part.name] : [])));
}
