/** What decides every case of a campaign `verify`: what is asked, and of whom. */
import { z } from 'zod';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import { caseOfProblem } from '../../verify/cases/case-of-problem.js';
import { suiteNames, suites, type SuiteName } from '../../verify/cases/suites.js';
import { highestLevel } from '../../verify/index.js';
import { listTasks, type AllTasks } from '../../verify/levels/all-levels.js';
import {
  capabilitiesSchema,
  implementationSchema,
  type Capabilities,
  type ImplementationName,
} from '../../verify/protocol/replies.js';
import { createMatcher } from '../../verify/report/expectations.js';
import { readProblem } from '../../problems/index.js';

/** The options. */
export interface VerifyCampaignOptions {
  /** The words that start the implementation; no shell sees them. */
  readonly command: readonly string[];
  readonly level: number;
  readonly suite: SuiteName;
  /** Only these variants, of those that it has. */
  readonly variants?: readonly VariantName[];
  /** Only results whose id fits one of these patterns. */
  readonly only?: readonly string[];
  /** Problem files as they are after their tables were read; they replace the suite. */
  readonly problems?: readonly string[];
  /** Random problems for each variant and oracle mode. */
  readonly cases: number;
  readonly seed: number;
  /** Limits in seconds: for the answer to `hello`, and for any other. */
  readonly startLimit: number;
  readonly requestLimit: number;
  /** What the implementation said of itself. */
  readonly implementation: ImplementationName;
  readonly capabilities: Capabilities;
}

const seconds = z.number().positive();

/** Its schema. */
export const verifyOptionsSchema: z.ZodType<VerifyCampaignOptions> = z.strictObject({
  command: z.array(z.string()).min(1),
  level: z.number().int().min(0).max(highestLevel),
  suite: z.enum(suiteNames),
  variants: z.array(z.enum(variantNames as [VariantName, ...VariantName[]])).exactOptional(),
  only: z.array(z.string()).exactOptional(),
  problems: z.array(z.string()).exactOptional(),
  cases: z.number().int().positive(),
  seed: z.number().int(),
  startLimit: seconds,
  requestLimit: seconds,
  implementation: implementationSchema,
  capabilities: capabilitiesSchema,
});

const known = new WeakMap<VerifyCampaignOptions, AllTasks>();

/** Everything that is asked; made once for the same options. */
export function tasksOf(options: VerifyCampaignOptions): AllTasks {
  const before = known.get(options);
  if (before !== undefined) return before;
  const { level, suite, variants, only, problems, cases: randomCases, seed, capabilities } = options;
  const matchers = only?.map(createMatcher);
  const tasks = listTasks(capabilities, {
    level,
    randomCases,
    seed,
    cases:
      problems === undefined
        ? suites[suite]()
        : problems.map((text) => caseOfProblem(readProblem(text, 'a problem of the campaign', noTable))),
    ...(variants === undefined ? {} : { variants }),
    ...(matchers === undefined ? {} : { only: (id: string) => matchers.some((fits) => fits(id)) }),
  });
  known.set(options, tasks);
  return tasks;
}

function noTable(table: string): never {
  throw new ContractError(`the table ${table} should have been read before the campaign`);
}
