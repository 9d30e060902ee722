/** The start of a run as a page of its own: one round that makes the first estimate. */
import {
  resolveNames,
  type Expression,
  type Line,
  type Method,
  type Statement,
  type Use,
} from '../../../spec/language/index.js';
import { named, numeral, replaced, tidied, usesIn, withBody, withSample } from '../../equations/index.js';
import { ratioField } from '../../exact/index.js';
import type { DiagnosisInput } from '../diagnosis/index.js';
import type { PageRun } from './page-run.js';
import { variantRun } from './variant-run.js';

/** The starts that gradients are asked for. */
export const askingStarts = ['exact', 'batch', 'first-snapshot'] as const;
export type AskingStart = (typeof askingStarts)[number];

/**
 * What makes the first estimate: its line with a = 1, and what that reads, of exact gradients or of a batch of B draws; the whole round where the
 * first round makes it. Undefined where a method has no estimate.
 */
export function startOf(method: Method, kind: AskingStart): Method | undefined {
  const [, estimate] = method.states.filter(({ from }) => from === undefined).map(({ name }) => name.name);
  const line = method.lines.find(({ target }) => target.name === estimate);
  if (line === undefined || estimate === undefined) return undefined;
  const isWeight = (e: Expression): boolean => e.kind === 'name' && e.name === 'a';
  const first: Line<Use> = {
    ...{ ...line, also: [] },
    value: tidied(replaced(line.value, isWeight, numeral('1', line))),
  };
  if (kind === 'first-snapshot')
    return resolveNames(withBody(method, (one) => (one === line ? [first] : [one])));
  const needed = new Set(usesIn(first.value).map(({ name }) => name));
  const kept = (one: Statement<Use>): readonly Statement<Use>[] => {
    // nothing is drawn for exact gradients; a program may do so
    if (one.kind === 'sample') return [kind === 'batch' ? { ...one, size: named('B') } : one];
    if (one.kind !== 'line') return [];
    const own = one === line ? first : one;
    if (one !== line && (!needed.has(one.target.name) || one.span.line > line.span.line)) return [];
    return [kind === 'batch' ? own : { ...own, value: withSample(own.value, undefined) }];
  };
  const page = withBody({ ...method, body: method.body.filter(({ kind: one }) => one !== 'repeat') }, kept);
  const size = { name: { ...named('B') }, bounds: [{ relation: '≥', value: '1' }] } as const;
  return resolveNames({
    ...page,
    states: page.states.filter(
      ({ name: { name } }) => name === estimate || name === page.states[0]?.name.name,
    ),
    parameters: kind === 'batch' ? [...page.parameters, size] : page.parameters,
  });
}

/** The start of a run, as one of the page that makes it; undefined where it is of another kind, or was not seen. */
export function startRun<V>(
  method: Method,
  kind: AskingStart,
  input: DiagnosisInput<V>,
): PageRun | undefined {
  const { initialization } = input.request;
  const isOfTape = input.questions === undefined;
  if (initialization.kind !== kind || input.isSingleRound === true) return undefined;
  if (isOfTape && kind === 'first-snapshot') return undefined;
  const run = variantRun(method, input, 'own');
  if (run === undefined || kind === 'first-snapshot')
    return run && { ...run, rounds: run.rounds.slice(0, 2) };
  const [told] = run.rounds;
  const { start } = run;
  const estimate = method.states[1]?.name.name ?? '';
  if (told === undefined) return undefined;
  const before = new Map([...start].filter(([name]) => name !== estimate));
  const size = initialization.kind === 'batch' ? initialization.size : 1;
  return {
    ...{ ...run, isCut: false, roundCount: 1 },
    // the draws of a tape are those of rounds
    ...(isOfTape && { drawAt: () => undefined }),
    start: new Map([...start, [estimate, input.request.startingPoint.map(() => ratioField.zero)]]),
    rounds: [{ states: before, questions: [] }, told],
    parametersAt: (round) => new Map([...run.parametersAt(round), ['B', size]]),
  };
}
