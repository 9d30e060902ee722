/** Gradients that are drawn anew. */
import {
  partsOf,
  printExpression,
  printStatement,
  type Expression,
  type Gradient,
  type Line,
  type Method,
  type Statement,
  type Use,
} from '../../spec/language/index.js';
import { insteadOf } from './at-times.js';
import { fresh, saying, type Edit } from './edited-page.js';
import { replaced } from './parts.js';

/** Gradients with a draw of their own: one, all at one point, all of the line. */
export function* drawnAnew(method: Method, line: Line<Use>): Generator<Edit> {
  const gradients = partsOf<Use>(line.value).filter((part) => part.kind === 'gradient');
  const seen = new Set<string>();
  for (const of of [printExpression, ({ point }: Gradient<Use>) => printExpression(point), () => ''])
    for (const { sample, ...one } of gradients) {
      if (sample === undefined) continue;
      const target = { ...sample, name: `${sample.name}′` };
      const key = of({ ...one, sample });
      const isHere = (e: Expression<Use>): boolean =>
        e.kind === 'gradient' && e.sample?.name === sample.name && of(e) === key;
      const within = (e: Expression<Use>): Expression<Use> => {
        if (e.kind === 'gradient') return isHere(e) ? { ...e, sample: target } : e;
        return e.kind === 'apply' ? { ...e, operands: e.operands.map(within) } : e;
      };
      const edited: Line<Use> = { ...line, also: [], value: within(line.value) };
      const is = printStatement(edited);
      if (seen.has(is)) continue;
      seen.add(is);
      const condition = `where ${target.name} is another draw than ${sample.name}`;
      const { origin } = sample.version;
      const size = origin.kind === 'sample' ? origin.sampling.size : undefined;
      const draw: Statement = {
        kind: 'sample',
        target,
        span: { ...line.span, from: 0 },
        ...(size && { size }),
      };
      const edit = saying([line], [edited], condition);
      yield insteadOf(method, line, [draw, edited], edit);
      // where several samples are drawn for a line, it may be drawn first
      if (of !== printExpression || gradients.length < 2) continue;
      const taken = fresh(method, `g${target.name}`);
      const first: Line<Use> = { ...edited, target: taken, value: within({ ...one, sample }) };
      const later = { ...edited, value: replaced(line.value, isHere as (e: Expression) => boolean, taken) };
      yield insteadOf(method, line, [draw, first, later], {
        ...edit,
        id: `${edit.id}, which is drawn first`,
      });
    }
}
