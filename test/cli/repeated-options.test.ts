import { expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.js';
import { InputError } from '../../src/errors.js';
import { auxopt, main } from '../support/run-cli.js';

it('an option of one value is refused a second time, in every command', async () => {
  const { commands } = await createProgram();
  const all = commands.flatMap((command) => [command, ...command.commands]);
  const single = all.flatMap((command) =>
    command.options
      .filter((option) => !option.variadic && !option.isBoolean())
      .map((option) => ({ command, option })),
  );
  expect(single.length).toBeGreaterThan(60);
  for (const { command, option } of single) {
    const value = option.argChoices?.[0] ?? '1/2';
    // whatever its parser says of the value, it is given
    const give = (): unknown => {
      option.argParser(() => value);
      return command.parseOptions([`--${option.name()}`, value]);
    };
    give();
    expect(give, `${command.name()} --${option.name()}`).toThrow(InputError);
  }
});

it('a list and a flag may be repeated', () => {
  expect(auxopt(['run', 'docs/examples/toy.json', '--json', '--json']).code).toBe(0);
  const words = 'verify --level 1 --variant sgd --variant naive --json --'.split(' ');
  const asked = [...words, process.execPath, main, 'serve'];
  const { results } = JSON.parse(auxopt(asked).stdout) as { results: { variant?: string }[] };
  expect(new Set(results.map(({ variant }) => variant))).toEqual(new Set([undefined, 'sgd', 'naive']));
});
