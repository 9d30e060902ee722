/** Runs one property: draws cases, shrinks what fails, and says what is wrong. */
import fc from 'fast-check';
import type { VariantName } from '../../../spec/model/index.js';
import { ContractError } from '../../errors.js';
import { PeerFault } from '../peer/peer.js';
import type { ArithmeticName } from '../protocol/message-parts.js';
import { askJudge } from './agreement.js';
import { BrokenLaw, type PropertyCase, type PropertyContext, type PropertyDefinition } from './property.js';
import type { Subject } from './subject.js';
import { formatProblemFile, toProblemFile } from '../../problems/index.js';

/** One run of one property. */
export interface PropertyRun {
  readonly name: string;
  readonly definition: PropertyDefinition;
  readonly variant: VariantName;
  readonly arithmetic: ArithmeticName;
  readonly subject: Subject;
  readonly seed: number;
  readonly path: string | undefined;
  readonly numRuns: number;
}

/** @throws Error where the property does not hold, or the implementation is not the one that was announced. */
export async function runProperty(run: PropertyRun): Promise<void> {
  try {
    const { capabilities } = await run.subject.open();
    requireAnnounced(run, capabilities);
    await checkProperty(run, { ...run, capabilities });
  } finally {
    await run.subject.close();
  }
}

function requireAnnounced(
  { variant, arithmetic }: PropertyRun,
  capabilities: PropertyContext['capabilities'],
): void {
  if (capabilities.arithmetic !== arithmetic) {
    throw new ContractError(
      `the implementation computes in ${capabilities.arithmetic}, the suite was made for ${arithmetic}: name the arithmetic of the implementation in the options.`,
    );
  }
  if (!capabilities.variants.includes(variant)) {
    throw new ContractError(
      `the implementation has no ${variant}: name the variants that it has in the options.`,
    );
  }
}

async function checkProperty(run: PropertyRun, context: PropertyContext): Promise<void> {
  const { definition, seed, path } = run;
  let hasHung = false;
  const property = fc.asyncProperty(definition.arbitrary(context), async (given: PropertyCase) => {
    // every try of a smaller case would hang again: the first one is the counterexample
    if (hasHung) return;
    try {
      await definition.check(context, given);
    } catch (error) {
      hasHung = error instanceof PeerFault && error.verdict !== 'protocol';
      throw error;
    }
  });
  const details = await fc.check(property, {
    seed,
    numRuns: Math.max(1, Math.ceil(run.numRuns / (definition.share ?? 1))),
    ...(path === undefined ? {} : { path }),
  });
  if (!details.failed) return;
  const [given] = details.counterexample ?? [];
  const cause = details.errorInstance;
  if (given === undefined)
    throw new ContractError(`${run.name}: too few cases fit the arithmetic; seed ${seed}`, { cause });
  if (!(cause instanceof BrokenLaw) && !(cause instanceof PeerFault)) throw cause;
  // whatever the law, the judge may know which equation is broken on this case
  const isLawAlone = cause instanceof BrokenLaw && cause.equation === undefined;
  const judged = isLawAlone ? await askJudge(context, given.problem) : undefined;
  const laws = [cause, judged].filter((law) => law instanceof BrokenLaw);
  const equation = laws.map((law) => law.equation).find((named) => named !== undefined);
  const [likely] = (await Promise.all(laws.map((law) => law.diagnose()))).flat();
  const again = `seed: ${seed}, path: ${JSON.stringify(details.counterexamplePath ?? '')}`;
  const lines = [
    `${run.name} does not hold.`,
    `  law       ${definition.law}`,
    ...(equation === undefined ? [] : [`  equation  ${equation}`]),
    `  seen      ${cause.message}`,
    ...(likely === undefined ? [] : [`  likely    ${likely.mistake}. ${likely.fix}`]),
    ...(given.note === undefined ? [] : [`  case      ${given.note}`]),
    `  again     { ${again}, only: ${JSON.stringify(run.name)} } (found after ${details.numRuns} cases)`,
    'The smallest case found, as a problem file for `auxopt run`:',
    formatProblemFile(toProblemFile(given.problem)),
  ];
  throw new ContractError(lines.join('\n'), { cause });
}
