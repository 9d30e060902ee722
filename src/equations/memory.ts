/** Vectors with a memory in the place of a formula or of a gradient: sums that fade, averages, sums of all; how much is kept is left open. */
import {
  partsOf,
  printExpression,
  printStatement,
  repeatsOf,
  typeOf,
  type Expression,
  type Line,
  type Method,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { apply, numeral, replaced } from './parts.js';
import { tidied } from './edit-scopes.js';
import { fresh, inRoundOne, put, putAll, saying, type Edit } from './edited-page.js';
import type { Hole } from './holes.js';

/**
 * Every line with v in the place of its formula, where that does not read what it makes, or of a gradient: v ← c v + g, or v ← c v + (1 − c) g, with c
 * left open. It starts from 0 or from the first g, and in a repeat it may begin anew in every round.
 */
export function* memoriesOf(method: Method): Generator<Hole> {
  for (const line of method.lines) {
    const { target, value } = line;
    const parts = partsOf<Use>(value);
    const isMove = parts.some((part) => part.kind === 'name' && part.name === target.name);
    if (typeOf(value) !== 'vector') continue;
    const shown = new Set<string>();
    for (const part of parts) {
      const text = printExpression(part);
      if ((part === value ? isMove : part.kind !== 'gradient') || shown.has(text)) continue;
      shown.add(text);
      const isPassing = repeatsOf(target.version.blocks).length > 0;
      for (const isAverage of [false, true])
        for (const begins of isPassing ? (['zero', 'anew'] as const) : (['zero', 'first'] as const))
          yield {
            ...{ line, part, isEnd: false, size: 2 },
            with: (number) => withMemory(method, { line, part, isAverage, begins }, number),
          };
    }
  }
}

interface Memory {
  readonly line: Line<Use>;
  readonly part: Expression<Use>;
  readonly isAverage: boolean;
  /** How it begins: from 0, from what comes to it first, or from 0 before every repeat. */
  readonly begins: 'zero' | 'first' | 'anew';
}

function withMemory(method: Method, { line, part, isAverage, begins }: Memory, c: Expression<Use>): Edit {
  const v = fresh(method, `v${line.target.name}`);
  const text = printExpression(part);
  const by = replaced(line.value, (one) => printExpression(one) === text, v);
  const edited: Line<Use> = { ...line, value: by, also: [] };
  const set = (value: Expression<Use>): Line<Use> => ({
    ...{ kind: 'line', target: v, value: tidied(value), also: [], span: { ...line.span, from: 0 } },
  });
  const taken = isAverage ? apply('·', apply('−', numeral('1', line), c), part) : part;
  const memory = set(apply('+', apply('·', c, v), taken));
  const begun = inRoundOne(line, [set(part)], [memory]);
  const starts = {
    zero: 'from 0',
    first: `from ${text} in round 1`,
    anew: 'from 0 in every round',
  };
  const condition = `where ${printStatement(memory)}, ${starts[begins]}`;
  const kept: Statement = begins === 'first' ? begun : memory;
  const repeat = repeatsOf(line.target.version.blocks).at(-1);
  const page =
    begins === 'anew' && repeat !== undefined
      ? putAll(method, [[line, [kept, edited]]], [repeat, [set(apply('·', numeral('0', line), v))]])
      : put(method, line, [kept, edited]);
  const state = { name: v, isScalar: false, from: numeral('0', line) };
  return {
    ...saying([line], [edited], condition),
    ...{ page: { ...page, states: [...page.states, state] }, isOfRounds: false },
  };
}
