/** The options of `auxopt verify` that make a campaign of it, and those that a campaign cannot have. */
import type { Command } from 'commander';
import { defaultLevel, highestLevel } from '../verify/index.js';
import { InputError } from '../errors.js';
import { parseCommand } from './ask-options.js';
import type { VerifyCampaignRequest } from './verify-campaign.js';

/** What the command line gives, apart from what only one process can do. */
export interface GivenOptions extends Omit<VerifyCampaignRequest, 'command'> {
  /** A number of random problems; with a trace, a file. */
  readonly cases?: string;
  readonly trace?: string;
  readonly replayBundle?: string;
}

/** Whether the work is to be done as a campaign. */
export function isCampaign({ trace, cases, shard, out, workers }: GivenOptions): boolean {
  return (
    trace === undefined &&
    (cases !== undefined || shard !== undefined || out !== undefined || workers !== undefined)
  );
}

/**
 * What a campaign is asked for.
 *
 * @param source - tells which options were given, and which are there by default.
 * @throws InputError where an option has no meaning in a campaign.
 */
export function toCampaign(
  words: readonly string[],
  options: GivenOptions,
  source: Pick<Command, 'getOptionValueSource'>,
): VerifyCampaignRequest {
  const command = parseCommand(words);
  const isGiven = (name: keyof GivenOptions): boolean => source.getOptionValueSource(name) === 'cli';
  if (isGiven('path')) throw withoutMeaning('--path', 'every case begins at its own problem');
  if (isGiven('replayBundle')) throw withoutMeaning('--replay-bundle', 'several processes are asked at once');
  if (isGiven('totalLimit')) throw withoutMeaning('--total-limit', 'no case depends on the time of others');
  const { cases, ...rest } = options;
  if (cases === undefined) return { ...rest, command };
  if (rest.randomCases !== undefined) {
    throw new InputError({
      problem: '--random-cases is given as well',
      where: '--cases',
      expected: 'one of them: they are two names of one number',
      fix: 'Leave out --random-cases.',
    });
  }
  const level = isGiven('level') ? rest.level : highestLevel;
  if (level < highestLevel) {
    throw new InputError({
      problem: `there are no random problems in level ${level}`,
      where: '--cases',
      expected: `--level ${highestLevel} with it, which is the default then`,
      fix: 'Leave out one of them.',
    });
  }
  return { ...rest, command, level, randomCases: parseCases(cases) };
}

function parseCases(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && Number.isSafeInteger(count)) return count;
  throw new InputError({
    problem: `${JSON.stringify(text)} is no number of cases`,
    where: '--cases',
    expected: 'a whole number of at least 1; a file only with --trace',
    fix: `For example: auxopt verify --cases 100 -- python3 mine.py. Without it, levels 0 to ${defaultLevel} are asked.`,
  });
}

function withoutMeaning(option: string, reason: string): InputError {
  return new InputError({
    problem: `it has no meaning in a campaign: ${reason}`,
    where: option,
    expected: 'a verification in one process',
    fix: `Leave out ${option}, or else --cases, --shard, --out and --workers.`,
  });
}
