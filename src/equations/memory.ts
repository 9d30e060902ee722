/** Vectors with a memory: a moving average, or a sum that fades, in the place of a formula or of a gradient. */
import {
  partsOf,
  printExpression,
  printStatement,
  typeOf,
  type Choice,
  type Expression,
  type Line,
  type Method,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { apply, namesOf, numeral, replaced } from './changes.js';
import { named, put, type Edit } from './edited-page.js';

/** Every line that does not make what it reads, with v in the place of its formula or of a gradient: v ← (1 − c) v + c g, or v ← c v + g. */
export function* remembered(method: Method): Generator<Edit> {
  const scalars = namesOf(method.versions)('scalar').filter(
    ({ version }) => version.origin.kind === 'parameter',
  );
  for (const line of method.lines) {
    const { target, value, span } = line;
    const parts = [...partsOf<Use>(value)];
    if (typeOf(value) !== 'vector' || parts.some((part) => part.kind === 'name' && part.name === target.name))
      continue;
    const v = named(`v${target.name}`);
    const state = { name: v, isScalar: false, from: numeral('0', line) };
    for (const part of parts.filter((one) => one === value || one.kind === 'gradient')) {
      const shown = printExpression(part);
      const by = replaced(value, (one) => printExpression(one) === shown, v);
      const edited: Line<Use> = { ...line, value: by, also: [] };
      const [should, is] = [line, edited].map(printStatement) as [string, string];
      for (const [memory, condition] of scalars.flatMap((scalar) => memoriesOf(v, part, scalar, line))) {
        const page = put(method, line, [memory, edited]);
        yield {
          ...{ id: `L${span.line}: ${is}, ${condition}`, line: span.line, should, is, condition },
          ...{ page: { ...page, states: [...page.states, state] }, isOfRounds: false },
        };
      }
    }
  }
}

/** The statements that keep v, from 0 or from what comes to it first, and when an edit with them is so, in words. */
function memoriesOf(
  v: Use,
  part: Expression<Use>,
  c: Use,
  at: Line<Use>,
): readonly (readonly [Statement, condition: string])[] {
  const rest = apply('−', numeral('1', at), c);
  const line = (value: Expression<Use>): Line<Use> => ({
    ...{ kind: 'line', target: v, value, also: [], span: { ...at.span, from: 0 } },
  });
  const weighed = (by: Expression<Use>): Expression<Use> => apply('·', by, part);
  const kept = [
    [rest, weighed(c)],
    [c, weighed(rest)],
    [rest, part],
    [c, part],
  ] as const;
  return kept.flatMap(([left, taken]) => {
    const memory = line(apply('+', apply('·', left, v), taken));
    const words = `where ${printStatement(memory)}, from`;
    const begun: Choice<Use> = {
      ...{
        kind: 'choice',
        relation: '=',
        sides: [named('t'), numeral('1', at)],
        span: { ...at.span, from: 0 },
      },
      ...{ then: [line(part)], otherwise: [memory] },
    };
    return [
      [memory, `${words} 0`],
      [begun, `${words} ${printExpression(part)} in round 1`],
    ] as const;
  });
}
