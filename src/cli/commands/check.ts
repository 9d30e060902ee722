/** `auxopt check`: every theorem about a rate against exact expectations of stored and random cases. */
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { RateTheoremId } from '../../../spec/theorems/index.js';
import { formatProblemFile, toProblemFile } from '../../problems/index.js';
import { type Refutation, type TheoremCheck } from '../../properties/theorems/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { writeTextFile } from '../files.js';
import { checkProofStatus } from '../proof-status.js';
import { parseWholeNumber } from '../options.js';
import { createProgress } from '../output/progress.js';
import { heading, print } from '../output/text.js';
import { checkTheorems, formatTheoremTable, rateTheoremIds } from '../tightness/theorem-table.js';

type ProofStatus = Awaited<ReturnType<typeof checkProofStatus>>;

interface CheckOptions {
  readonly cases: number;
  readonly seed: number;
  readonly theorem?: RateTheoremId;
  readonly json?: true;
  readonly out: string;
}

/** The command. */
export function createCheckCommand(): Command {
  return new Command('check')
    .description('check the theorems on stored and random cases, by exact expectation')
    .addOption(
      new Option('--cases <number>', 'random cases a theorem').default(200).argParser(parseCaseCount),
    )
    .addOption(
      new Option('--seed <number>', 'seed of the random cases').default(1).argParser(parseWholeNumber),
    )
    .addOption(new Option('--theorem <id>', 'check this one alone').choices(rateTheoremIds))
    .option('--json', 'print one JSON document (format auxopt-check/1) instead of a table')
    .option('--out <folder>', 'where a violating case is saved', '.')
    .action(async (options: CheckOptions) => {
      process.exitCode = await check(options);
    });
}

function parseCaseCount(text: string): number {
  const count = parseWholeNumber(text);
  if (count < 1) throw new InvalidArgumentError('expected at least one case');
  return count;
}

async function check({ cases, seed, theorem, json, out }: CheckOptions): Promise<number> {
  const proofs = await checkProofStatus();
  const checks = checkTheorems({
    cases,
    seed,
    startProgress: createProgress,
    ...(theorem !== undefined && { theorems: [theorem] }),
  });
  // Saved before anything is printed: what cannot be saved is an error, not a verdict.
  const messages = checks.flatMap((result) =>
    result.refutations.map((each) => saveRefutation(result, each, seed, out)),
  );
  if (json === true) process.stdout.write(`${JSON.stringify(toDocument(checks, seed), null, 2)}\n`);
  else printChecks(checks, proofs);
  for (const message of messages) process.stderr.write(`${message}\n`);
  return checks.every(({ violations, unshown }) => violations === 0 && unshown === 0) ? holds : doesNotHold;
}

/** The document; its keys are described in docs/formats/check.md. */
function toDocument(checks: readonly TheoremCheck[], seed: number): object {
  return {
    format: 'auxopt-check/1',
    seed,
    theorems: checks.map(({ refutations, ...rest }) => ({
      ...rest,
      violating: refutations.map(({ source, verdict }) => ({ case: source, ratio: verdict.ratio })),
    })),
  };
}

/** Writes the violating case as a file, and says where it is and how to make it again. */
function saveRefutation({ id }: TheoremCheck, refutation: Refutation, seed: number, out: string): string {
  const { source, verdict, problemCase, rationalCase } = refutation;
  const path = join(out, `violation-${id.toLowerCase()}-${seed}-${source}.json`);
  const text =
    problemCase !== undefined
      ? formatProblemFile(toProblemFile(problemCase, { description: `G/bound = ${verdict.ratio} for ${id}` }))
      : `${JSON.stringify({ theorem: id, seed, case: source, blueprint: rationalCase?.blueprint, parameters: rationalCase?.parameters }, writeBigInt, 2)}\n`;
  writeTextFile(path, text);
  const isRandom = typeof source === 'number';
  const replay = isRandom ? `; again: auxopt check --theorem ${id} --seed ${seed} --cases ${source + 1}` : '';
  return `${id} is violated by ${isRandom ? `random case ${source}` : source}: G/bound = ${verdict.ratio}, saved as ${path}${replay}`;
}

function writeBigInt(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function printChecks(checks: readonly TheoremCheck[], proofs: ProofStatus): void {
  print(heading('Theorems against exact expectations'));
  print(formatTheoremTable(checks, proofs));
  print('G and the constants of the assumptions are exact; ratios are rounded down. Stored cases show that');
  for (const { id, neededTerms, outside, stored } of checks) {
    const needed = neededTerms.length === 0 ? 'no term' : neededTerms.join(', ');
    print(
      `  ${id}: not to be halved: ${needed}; ${outside} of ${stored} violate the bound outside the conditions.`,
    );
  }
  for (const { id, unshown } of checks) {
    if (unshown > 0) print(`${id}: ${unshown} stored cases no longer show what they are stored for.`);
  }
}
