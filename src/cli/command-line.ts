/** What a command line asks in vain: options that the chosen mode does not read, and empty names. One place for every command. */
import type { Command } from 'commander';
import { refuseInput } from '../errors.js';
import { OutputOption } from './output-option.js';

/** The options of each command that have an effect only beside one of others, by their keys. */
const needs = new WeakMap<Command, Map<string, readonly string[]>>();

/** Says that options have an effect only beside one of `others`; where two exclude each other, `Option.conflicts` says so. */
export function onlyBeside(command: Command, keys: readonly string[], others: readonly string[]): Command {
  const known = needs.get(command) ?? new Map<string, readonly string[]>();
  for (const key of keys) known.set(key, others);
  needs.set(command, known);
  return command;
}

/** @throws InputError for an option without effect, and for a name without a character. */
export function checkCommandLine(command: Command): void {
  refuseIdleOptions(command);
  refuseEmptyNames(command);
}

function refuseIdleOptions(command: Command): void {
  const nameOf = (key: string): string =>
    command.options.find((option) => option.attributeName() === key)?.long ?? key;
  for (const [key, others] of needs.get(command) ?? []) {
    const isIdle = others.every((other) => command.getOptionValue(other) === undefined);
    if (!isIdle || command.getOptionValueSource(key) !== 'cli') continue;
    const wanted = others.map(nameOf).join(' or ');
    refuseInput(
      nameOf(key),
      `it has no effect without ${wanted}`,
      `${wanted} beside it`,
      `Leave ${nameOf(key)} out, or add what it belongs to.`,
    );
  }
}

/** An output says itself that its name is empty; the words of a command after -- may be what they want. */
function refuseEmptyNames(command: Command): void {
  const named = [
    ...command.registeredArguments.map((argument, index) => ({
      where: `<${argument.name()}>`,
      value: argument.name() === 'command' ? undefined : (command.processedArgs[index] as unknown),
    })),
    ...command.options.map((option) => ({
      where: option.long ?? option.flags,
      value:
        option instanceof OutputOption
          ? undefined
          : (command.getOptionValue(option.attributeName()) as unknown),
    })),
  ];
  const empty = named.find(({ value }) => [value].flat().includes(''));
  if (empty === undefined) return;
  refuseInput(
    empty.where,
    'the name is empty',
    'a name of at least one character',
    'Give one; where it comes from a variable of the shell, that may be empty.',
  );
}
