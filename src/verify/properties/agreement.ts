/** Agreement: every state and every gradient of random runs against the equations, by the judge. */
import fc from 'fast-check';
import { arbitraryProblemCase } from '../../theorems/index.js';
import { AuxoptError } from '../../errors.js';
import { inputOf } from '../diagnosis/index.js';
import type * as Explaining from '../explain-failures.js';
import type { Suspicion } from '../report/verify-report.js';
import type { Evidence } from '../session/evidence.js';
import { runWholeCase } from '../session/case-outcome.js';
import { prepareCase } from '../session/prepared-case.js';
import { caseWithTape } from './observe.js';
import { BrokenLaw, type PropertyCase, type PropertyContext, type PropertyDefinition } from './property.js';
import { isInRange, startsOf } from './dyadic-case.js';
import type { ResolvedProblem } from '../../problems/index.js';
import type { Vector } from '../../../spec/algebra/index.js';
import { formatRatio, ratioField, type Ratio } from '../../exact/index.js';

/** Random quadratics with K and T large enough for what shows only later, small enough to read. */
export const agreement: PropertyDefinition = {
  id: 'agreement with the equations',
  law: 'every state is the image of the state before it under the equations of the algorithm',
  arbitrary: ({ variant, capabilities }) =>
    arbitraryProblemCase({
      variants: [variant],
      maximumDimension: 3,
      maximumSteps: 4,
      maximumRounds: 6,
      starts: startsOf(capabilities),
    }).map(({ problemCase }): PropertyCase => ({ problem: { ...problemCase, name: 'shrunk' } })),
  check: async (context, { problem }) => {
    const { capabilities } = context;
    fc.pre(isInRange(context.arithmetic, problem));
    const [oracleMode = 'callback'] = capabilities.oracleModes;
    const prepared = prepareCase(caseWithTape(problem), capabilities, oracleMode);
    fc.pre(prepared !== undefined);
    const { peer } = await context.subject.open();
    const { verdict, message, violation, evidence } = await runWholeCase(peer, prepared);
    if (verdict === 'pass') return;
    throw new BrokenLaw(message ?? verdict, {
      ...(violation === undefined ? {} : { equation: `${violation.equation}: ${violation.statement}` }),
      diagnose: () => explained(evidence),
    });
  },
};

const explaining = '../explain-failures.js';

/** What explains a failure; nothing in a browser, where no pages are. */
async function explained(evidence: Evidence | undefined): Promise<readonly Suspicion[]> {
  if (evidence === undefined) return [];
  try {
    // by a name that no bundler follows: it reads files
    const { explainFailures } = (await import(/* @vite-ignore */ explaining)) as typeof Explaining;
    return explainFailures([{ id: 'alone', isFailing: true, input: inputOf(evidence) }]).suspicions;
  } catch (error) {
    if (error instanceof AuxoptError) throw error;
    return [];
  }
}

/** What the judge says of one case; undefined where it has nothing against the run. */
export async function askJudge(
  context: PropertyContext,
  problem: ResolvedProblem,
): Promise<BrokenLaw | undefined> {
  try {
    await agreement.check(context, { problem });
    return undefined;
  } catch (error) {
    return error instanceof BrokenLaw ? error : undefined;
  }
}

/** Whether two numbers are the same. */
export function isSame(left: Ratio, right: Ratio): boolean {
  return ratioField.compare(left, right) === 0;
}

/** A number for a message, cut. */
export function show(value: Ratio): string {
  const text = formatRatio(value);
  return text.length <= 40 ? text : `${text.slice(0, 30)}… (${text.length} characters)`;
}

/**
 * Requires that two runs have the same iterates.
 *
 * @param what - what the second run is, for the message.
 * @throws BrokenLaw at the first difference.
 */
export function requireSameIterates(
  actual: readonly Vector<Ratio>[],
  expected: readonly Vector<Ratio>[],
  what: string,
  equation?: string,
): void {
  expected.forEach((vector, t) => {
    vector.forEach((value, i) => {
      const seen = actual[t]?.[i];
      if (seen !== undefined && isSame(seen, value)) return;
      throw new BrokenLaw(
        `x[${i}] after round ${t} is ${seen === undefined ? 'missing' : show(seen)}, expected ${show(value)}: ${what}`,
        equation === undefined ? {} : { equation },
      );
    });
  });
}
