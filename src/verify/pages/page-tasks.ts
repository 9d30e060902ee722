/** Everything that a program is asked of a method of which the kit has a page. */
import type { Method, Relation } from '../../../spec/language/index.js';
import { ContractError, InputError } from '../../errors.js';
import { createRatio, parseExactNumber, ratioField, type Ratio } from '../../exact/index.js';
import type { LevelTask } from '../levels/level.js';
import type { Capabilities, Response } from '../protocol/replies.js';
import { createNumberCodec, judgeArithmetic } from '../protocol/numbers.js';
import { nextSession, type CaseOutcome } from '../session/case-outcome.js';
import type { Peer } from '../peer/peer.js';
import { createPages, type CompiledPage } from './compile-page.js';
import { decidedCases } from './decided-cases.js';
import { isCount, linesOfRound, type PageCase } from './page-cases.js';
import { openMethodMessage, runPageCase } from './page-session.js';

/**
 * The runs of a method, and its parameters just outside of their domains, which are to be rejected.
 *
 * @throws InputError for a page that cannot be judged, and for a program that does not have the method.
 */
export function pageTasks(capabilities: Capabilities, method: Method, seed?: number): readonly LevelTask[] {
  const { methods = [], arithmetic, subnormals = 'gradual' } = capabilities;
  if (!methods.includes(method.name)) {
    throw new InputError({
      problem: `the implementation does not have the method ${method.name}`,
      where: '--method',
      expected: `${method.name} among the "methods" of its answer to hello${methods.length === 0 ? '' : `, which are ${methods.join(', ')}`}`,
      fix: 'Name it there, or give the page of a method that it has.',
    });
  }
  const pageFor = createPages(method, judgeArithmetic(arithmetic, subnormals));
  const pageOf = ({ parameters }: PageCase): CompiledPage => pageFor(parameters);
  const cases = decidedCases(method, capabilities, seed);
  const [first] = cases;
  for (const given of cases) checkSize(pageOf(given), given);
  return [
    ...cases.map((given, index): LevelTask => ({
      id: `L2/${given.id}`,
      level: 2,
      isAskedAgain: index === 0,
      run: (peer) => runPageCase(peer, pageOf(given), given, capabilities),
    })),
    ...(capabilities.saves === true && capabilities.oracleModes.includes('callback')
      ? cases.flatMap(restoredTask(pageOf, capabilities))
      : []),
    ...(first === undefined || capabilities.checksParameters !== true ? [] : faultsOf(method, first)).map(
      ({ id, what, given }): LevelTask => ({
        id: `L3/${method.name}/${id}`,
        level: 3,
        run: (peer) => askFault(peer, pageOf(first ?? given), given, what, capabilities),
      }),
    ),
  ];
}

/** Every third case once more, saved after one of its rounds and restored in a new process. */
const restoredTask =
  (pageOf: (given: PageCase) => CompiledPage, capabilities: Capabilities) =>
  (given: PageCase, index: number): readonly LevelTask[] => {
    if (index % 3 !== 0 || given.roundCount < 2) return [];
    const after = 1 + ((index / 3) % (given.roundCount - 1));
    const run: LevelTask['run'] = (peer, { renew }) => {
      if (renew === undefined) throw new ContractError('a program that is to be restored is started anew');
      return runPageCase(peer, pageOf(given), given, capabilities, { after, renew });
    };
    return [{ id: `L2/${given.id}/restored-after-${after}`, level: 2, run }];
  };

/** Rounds of more lines are not judged. */
const mostLines = 1000;

/** Refuses a page whose rounds would take for ever. */
function checkSize(page: CompiledPage, given: PageCase): void {
  const lines = linesOfRound(page, given);
  if (lines <= mostLines) return;
  throw new InputError({
    problem: `a round has ${lines} lines to execute in the case ${given.id}`,
    where: `the page of ${page.method.name}`,
    expected: `at most ${mostLines}`,
    fix: 'Let repeats be fewer, or nest them less.',
  });
}

interface PageFault {
  readonly id: string;
  readonly what: string;
  readonly given: PageCase;
}

/** By how much a value that breaks a relation differs from its end. */
const steps: Readonly<Record<Relation, number>> = { '>': 0, '<': 0, '≠': 0, '≥': -1, '≤': 1, '=': 1 };

/** A value outside of each end of each domain: the end itself where it is not part of it. */
function faultsOf(method: Method, given: PageCase): readonly PageFault[] {
  return method.parameters.flatMap((parameter) =>
    parameter.bounds.map(({ relation, value: end }): PageFault => {
      const { name } = parameter.name;
      const step = createRatio(BigInt(steps[relation]), isCount(parameter) ? 1n : 8n);
      const value = ratioField.toRatio(ratioField.add(parseExactNumber(end), step));
      const wrong: Ratio | number = isCount(parameter) ? Number(value.numerator) : value;
      return {
        id: `${name}-${relation}-${end}`,
        what: `${name} = ${ratioField.format(value)}, and ${name} ${relation} ${end}`,
        given: { ...given, parameters: new Map([...given.parameters, [name, wrong]]) },
      };
    }),
  );
}

async function askFault(
  peer: Peer,
  page: CompiledPage,
  given: PageCase,
  what: string,
  { arithmetic }: Capabilities,
): Promise<CaseOutcome> {
  const session = nextSession(peer);
  const answer = (await peer.request(
    openMethodMessage(page, given, session, createNumberCodec(arithmetic)),
  )) as Response;
  if (answer.type === 'rejected') return { verdict: 'pass' };
  if (answer.type === 'ok') await peer.request({ type: 'close', session });
  return {
    verdict: 'fail',
    message: `${what}: "openMethod" was answered with "${answer.type}", and "rejected" was expected.`,
  };
}
