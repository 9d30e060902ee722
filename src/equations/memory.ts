/** Vectors with a memory: a moving average, or a sum that fades, in the place of a formula or of a gradient. */
import {
  nameAt,
  partsOf,
  printExpression,
  printStatement,
  typeOf,
  type Choice,
  type Expression,
  type Line,
  type Method,
  type State,
  type Use,
} from '../../spec/language/index.js';
import { apply, namesOf, numeral, replaced } from './changes.js';
import { put, type Edit } from './edited-page.js';

/** Every line that does not make what it reads, with v in the place of its formula or of a gradient: v ← (1 − c) v + c g, or v ← c v + g, from 0. */
export function* remembered(method: Method): Generator<Edit> {
  const round = nameAt('t', { line: 1, from: 1, to: 2 }) as Use;
  const scalars = namesOf(method.versions)('scalar').filter(
    ({ version }) => version.origin.kind === 'parameter',
  );
  for (const line of method.lines) {
    const { target, value, span } = line;
    const parts = [...partsOf<Use>(value)];
    if (typeOf(value) !== 'vector' || parts.some((part) => part.kind === 'name' && part.name === target.name))
      continue;
    const gradients = parts.filter((part) => part.kind === 'gradient');
    const mark = nameAt(`v${target.name}`, { line: 1, from: 1, to: 2 }) as Use;
    const state: State = { name: mark, isScalar: false, from: numeral('0', line) };
    for (const part of [...(gradients.includes(value as (typeof gradients)[0]) ? [] : [value]), ...gradients])
      for (const scalar of scalars)
        for (const [kept, taken] of weights(scalar, line)) {
          const fresh = taken === undefined ? part : apply('·', taken, part);
          const memory: Line<Use> = {
            ...{ kind: 'line', target: mark, also: [], span: { ...span, from: 0 } },
            value: apply('+', apply('·', kept, mark), fresh),
          };
          const shown = printExpression(part);
          const edited = {
            ...{ ...line, also: [] },
            value: replaced(value, (one) => printExpression(one) === shown, mark),
          };
          const is = printStatement(edited);
          const begun: Choice<Use> = {
            ...{
              kind: 'choice',
              relation: '=',
              sides: [round, numeral('1', line)],
              span: { ...span, from: 0 },
            },
            ...{ then: [{ ...memory, value: part, span: { ...span, from: 0 } }], otherwise: [memory] },
          };
          for (const [words, statement] of [
            ['from 0', memory],
            [`from ${shown} in round 1`, begun],
          ] as const) {
            const condition = `where ${printStatement(memory)}, ${words}`;
            const page = put(method, line, [statement, edited]);
            yield {
              ...{ id: `L${span.line}: ${is}, ${condition}`, line: span.line, should: printStatement(line) },
              ...{ is, condition, page: { ...page, states: [...page.states, state] }, isOfRounds: false },
            };
          }
        }
  }
}

/** What is left of the memory, and what comes to it. */
function weights(
  c: Use,
  at: Line<Use>,
): readonly (readonly [kept: Expression<Use>, taken: Expression<Use> | undefined])[] {
  const rest = apply('−', numeral('1', at), c);
  return [
    [rest, c],
    [c, rest],
    [rest, undefined],
    [c, undefined],
  ];
}
