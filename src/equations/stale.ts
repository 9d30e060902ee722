/** Values that are old or drawn anew: a name as it was before its last change or in the round before, a gradient with a draw of its own. */
import {
  nameAt,
  partsOf,
  printExpression,
  printStatement,
  type Expression,
  type Line,
  type Method,
  type Name,
  type Page,
  type State,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { numeral, replaced } from './changes.js';
import { pageOf, put, rewrite, type Edit } from './edited-page.js';

/** Every line with one name, or one gradient, as it was before, or drawn anew. */
export function* stale(method: Method): Generator<Edit> {
  for (const line of method.lines) {
    const parts = new Map<string, Expression<Use>>();
    for (const part of partsOf<Use>(line.value))
      if (part.kind === 'gradient' || part.kind === 'name') parts.set(printExpression(part), part);
    for (const part of parts.values()) {
      const changing = part.kind === 'name' ? part.version.origin : undefined;
      if (changing?.kind === 'line') yield* beforeChange(method, line, part as Use, changing.line);
      if (part.kind === 'gradient' && part.sample !== undefined)
        yield drawnAnew(method, line, part, part.sample);
      yield* ofRoundBefore(method, line, part);
    }
  }
}

const marked = (name: string): Use => nameAt(`${name}⁻`, { line: 1, from: 1, to: 2 }) as Use;
const copy = (to: Name, value: Expression, { span }: Statement<Use>): Line => ({
  kind: 'line',
  target: to,
  value,
  also: [],
  span: { ...span, from: 0 },
});

function edit(
  line: Line<Use>,
  part: Expression<Use>,
  mark: Use,
  meaning: string,
  isOfRounds: boolean,
  pageOfLine: (edited: Line<Use>) => Page,
): Edit {
  const shown = printExpression(part);
  const edited: Line<Use> = {
    ...line,
    also: [],
    value: replaced(line.value, (e) => printExpression(e) === shown, mark),
  };
  const is = printStatement(edited);
  const at = line.span.line;
  const condition = `where ${mark.name} is ${shown} ${meaning}`;
  return {
    id: `L${at}: ${is}, ${condition}`,
    line: at,
    should: printStatement(line),
    is,
    condition,
    page: pageOfLine(edited),
    isOfRounds,
  };
}

/** A gradient with a draw of its own. */
function drawnAnew(method: Method, line: Line<Use>, part: Expression<Use>, sample: Use): Edit {
  const target = { ...sample, name: `${sample.name}′` };
  const shown = printExpression(part);
  const value = replaced(line.value, (e) => printExpression(e) === shown, {
    ...part,
    sample: target,
  } as typeof part);
  const edited: Line<Use> = { ...line, also: [], value };
  const is = printStatement(edited);
  const at = line.span.line;
  const condition = `where ${target.name} is another draw than ${sample.name}`;
  const { origin } = sample.version;
  const size = origin.kind === 'sample' ? origin.sampling.size : undefined;
  const draw: Statement = { kind: 'sample', target, span: { ...line.span, from: 0 }, ...(size && { size }) };
  return {
    ...{ id: `L${at}: ${is}, ${condition}`, line: at, should: printStatement(line), is, condition },
    ...{ page: put(method, line, [draw, edited]), isOfRounds: true },
  };
}

/** The value that the last change has replaced, where there is one. */
function* beforeChange(method: Method, line: Line<Use>, name: Use, change: Line<Use>): Generator<Edit> {
  const isSet = method.versions.some(
    (version) => version.name === name.name && version.index < name.version.index,
  );
  if (!isSet) return;
  const mark = marked(name.name);
  yield edit(line, name, mark, 'before its last change', true, (edited) =>
    pageOf(
      method,
      rewrite(method.body, (block) =>
        block.flatMap((one): readonly Statement[] => {
          if (one.span === change.span) return [copy(mark, name, one), one];
          return one.span === line.span ? [edited] : [one];
        }),
      ),
    ),
  );
}

/** The value of the round before; in round 1 its own, or 0. */
function* ofRoundBefore(method: Method, line: Line<Use>, part: Expression<Use>): Generator<Edit> {
  const type = part.kind === 'name' ? part.version.type : 'vector';
  const origin = part.kind === 'name' ? part.version.origin : undefined;
  const isFixed = origin?.kind === 'parameter' && origin.parameter.each !== 'round';
  if (
    (type !== 'vector' && type !== 'scalar') ||
    isFixed ||
    line.target.version.blocks.some(({ kind }) => kind === 'repeat')
  )
    return;
  const mark = marked(part.kind === 'name' ? part.name : 'g');
  const kept = marked(mark.name);
  const isKnown = origin?.kind === 'parameter' || (part.kind === 'name' && origin?.kind === 'state');
  const first: Expression<Use> = isKnown ? part : numeral('0', part);
  const state: State = { name: mark, isScalar: type === 'scalar', from: first };
  yield edit(line, part, mark, 'in the round before', false, (edited) => {
    const page = put(method, line, [copy(kept, part, line), edited]);
    const last = copy(mark, kept, line);
    return { ...page, states: [...page.states, state], body: [...page.body, last] };
  });
}
