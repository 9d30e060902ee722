/** Files of cases and of states: refused, or judged; only right states pass. */
import fc from 'fast-check';
import { createVerificationCases } from '../../../src/verify/cases/create-cases.js';
import { tapeCaseMessage } from '../../../src/verify/trace-files/tape-case.js';
import { linesOf } from '../../../src/problems/text-lines.js';
import { parseCases, verifyTrace } from '../../../src/verify/trace-files/judge-trace-file.js';
import type { StateRecord } from '../../../src/verify/protocol/replies.js';
import { expectedStates } from '../../verify/vectors/expected-states.js';
import { nearJson, nearText } from '../kit/mutate.js';
import { accepted, assertPlainMessage, assertTrue, subject, type Subject } from '../kit/subject.js';
import { sameState } from './same-state.js';

const cases = createVerificationCases()
  .filter(({ problem, parameters: { roundCount } }) => problem.dimension <= 2 && roundCount <= 3)
  .slice(0, 16);

const hello = {
  type: 'hello',
  protocol: { major: 1, minor: 1 },
  implementation: { name: 'mine', version: '1', language: 'text' },
  capabilities: {
    variants: ['aux-mom'],
    arithmetic: 'decimal',
    oracleModes: ['tape'],
    snapshotDraws: 'joint',
  },
};

/** The right states of a case, as a program would write them. */
const rightStates = new Map(
  cases.map((given) => [
    given.id,
    expectedStates(given).flatMap(({ round, x, y, m }): readonly StateRecord[] => [
      ...y.map((point, index) => ({ type: 'state' as const, session: given.id, round, step: index + 1, y: point })),
      { type: 'state', session: given.id, round, x, ...(m === undefined ? {} : { m }) },
    ]),
  ]),
); // prettier-ignore

const caseText = nearText(nearJson(cases.map(tapeCaseMessage), 3), 1);

/** Wrong cases: refused, or cases that can be judged. */
export const caseFiles: Subject = subject({
  name: 'case-files',
  weight: 0.5,
  inputs: caseText,
  check: (text) => {
    const read = accepted(() => parseCases(linesOf(text), 'cases'));
    for (const given of read ?? []) {
      const states = rightStates.get(given.id) ?? [];
      const lines = [hello, ...states].map((message) => JSON.stringify(message)).join('\n');
      if (states.length > 0) accepted(() => verifyTrace(linesOf(lines), [given], 'trace'));
    }
  },
});

/** Wrong states: refused, or judged wrong, or the right ones in other words. */
export const traces: Subject = subject({
  name: 'traces',
  weight: 0.5,
  inputs: fc.constantFrom(...rightStates).chain(([id, states]) =>
    fc.record({
      id: fc.constant(id),
      head: fc.oneof({ weight: 9, arbitrary: fc.constant(JSON.stringify(hello)) }, { weight: 1, arbitrary: nearJson([hello], 2) }),
      at: fc.nat({ max: states.length - 1 }),
      line: nearText(nearJson(states, 2), 1),
    }),
  ),
  check: ({ id, head, at, line }) => {
    const states = rightStates.get(id) ?? [];
    const lines = [head, ...states.map((state, index) => (index === at ? line : JSON.stringify(state)))];
    const report = accepted(() => verifyTrace(linesOf(lines.join('\n')), cases, 'trace'));
    if (report === undefined) return;
    for (const { message } of report.results) if (message !== undefined) assertPlainMessage(message);
    if (report.verdict !== 'pass' || !head.includes('"arithmetic":"decimal"')) return;
    const said = line.split('\n').filter((each) => each.trim() !== '').map((each) => JSON.parse(each) as StateRecord);
    const meant = states[at];
    const isLeftOut = said.length === 0; // a local point need not be told, nor m
    assertTrue(
      isLeftOut || (meant !== undefined && said.every((each) => states.some((right) => sameState(each, right)))),
      () => 'a changed state passes',
    );
  },
}); // prettier-ignore
