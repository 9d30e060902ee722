/** Reports as lines of a page: what a program may say of a state in the place of what it goes on with. */
import {
  printStatement,
  resolveNames,
  type Expression,
  type Line,
  type Method,
  type Page,
  type Use,
} from '../../spec/language/index.js';
import { valuesInstead } from './changes.js';
import { anywhere, namesOf } from './parts.js';
import { withValue } from './at-times.js';
import { andWords, named, pageOf, withNames, type Edit } from './edited-page.js';
import { stale } from './stale.js';

/** The names of states that a program goes on with, whatever it reports. */
const hiddenName = (name: string): string => `${name}̂`;

/** The page that goes on with states of its own, and reports these, in lines at its end. */
function reporting(
  method: Method,
  names: readonly string[],
  reported: (name: string) => Expression<Use>,
): Page {
  const rename = (use: Use): Use => (names.includes(use.name) ? named(hiddenName(use.name)) : use);
  const states = method.states.flatMap((state) => [
    state,
    ...(names.includes(state.name.name)
      ? [{ ...state, name: named(hiddenName(state.name.name)), from: named(state.name.name) }]
      : []),
  ]);
  const lines = names.map((name): Line<Use> => ({
    ...{ kind: 'line', target: named(name), value: reported(name), also: [], span: anywhere },
  }));
  return { ...pageOf(method, [...withNames(method.body, rename), ...lines]), states };
}

/** A page that says in its last line what is reported of a state. */
export interface Reporting {
  readonly method: Method;
  readonly line: Line<Use>;
  /** An edit of that line, as one of what is reported. */
  readonly asReport: (edit: Edit) => Edit;
}

/** The page that reports a state in a line of its own. */
export function reportingOf(method: Method, name: string): Reporting | undefined {
  const kept = resolveNames(reporting(method, [name], own));
  const line = kept.lines.at(-1);
  return line && { method: kept, line, asReport: (edit) => asReport(edit, [name]) };
}

const own = (of: string): Expression<Use> => named(hiddenName(of));

const asReport = (edit: Edit, names: readonly string[]): Edit => {
  const words = names.map((name) => `where ${hiddenName(name)} is the ${name} that it goes on with`);
  const condition = andWords(edit.condition, words.join(', '));
  return { ...edit, id: `report ${edit.id}`, isReport: true, isOfRounds: false, condition };
};

/** Everything that a program may report in the place of a state: a change of it, another vector of the round, an old one; or two states exchanged. */
export function* reportsOf(
  method: Method,
  name: string,
  { method: kept, line, asReport: asOne }: Reporting,
): Generator<Edit> {
  const names = namesOf(kept.versions);
  for (const further of [false, true])
    for (const value of valuesInstead(line, names, further, [])) yield asOne(withValue(kept, line, value));
  for (const edit of stale(kept, [line])) yield asOne(edit);
  for (const { name: other, isScalar } of method.states) {
    const both = [name, other.name];
    if (other.name === name || isScalar) continue;
    const swap = (of: string): Expression<Use> => own(both.find((one) => one !== of) ?? of);
    const [should, is] = [own, swap].map((reported) =>
      both.map((one) => printStatement({ ...line, target: named(one), value: reported(one) })).join(';  '),
    ) as [string, string];
    const edit = { id: is, line: line.span.line, should, is, isOfRounds: false };
    yield asReport({ ...edit, page: reporting(method, both, swap) }, both);
  }
}
