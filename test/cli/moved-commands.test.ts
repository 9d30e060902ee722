/** An old name answers with one line, and what that line says exists. */
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { movedCommands, movedOptions } from '../../src/cli/moved-commands.js';
import { createProgram } from '../../src/cli/program.js';
import { auxopt } from '../support/run-cli.js';

it.each(Object.entries(movedCommands))('auxopt %s says: %s', async (name, instead) => {
  const said = { code: 2, stdout: '', stderr: `auxopt: auxopt ${name} is gone; use: ${instead}\n` };
  for (const args of [[name], [name, '--help'], ['help', name], [name, '--', 'x']]) {
    expect(auxopt(args)).toEqual(said);
  }
  const { commands } = await createProgram();
  expect(commands.map((command) => command.name())).not.toContain(name);
  expect(await missingIn(instead)).toEqual([]);
});

it.each(
  Object.entries(movedOptions).flatMap(([command, moved]) =>
    Object.entries(moved).map(([option, instead]) => [command, option, instead] as const),
  ),
)('auxopt %s %s says: %s', async (name, option, instead) => {
  const { commands } = await createProgram();
  const { options = [] } = commands.find((command) => command.name() === name) ?? {};
  const needed = name === 'translate' ? ['--from', 'torch', '--to', 'keras'] : [];
  const stderr = `auxopt: ${name} ${option} is gone; use: ${instead}\n`;
  expect(auxopt([name, ...needed, option, '1'])).toEqual({ code: 2, stdout: '', stderr });
  const known = options.map(({ long }) => long);
  expect(known).not.toContain(option);
  for (const used of instead.match(/--[a-z-]+/gu) ?? []) expect(known).toContain(used);
});

it('a line that names what is not there is seen', async () => {
  expect(await missingIn('auxopt checks --search')).toEqual(['auxopt checks']);
  expect(await missingIn('auxopt check --searching')).toEqual(['--searching']);
  expect(await missingIn('npm run nothing')).toEqual(['npm run nothing']);
});

/** The commands, options and scripts of a line that do not exist. */
async function missingIn(line: string): Promise<readonly string[]> {
  const [, script] = /npm run ([\w:-]+)/u.exec(line) ?? [];
  if (script !== undefined) return script in manifest.scripts ? [] : [`npm run ${script}`];
  const [, word = ''] = /auxopt ([a-z]+)/u.exec(line) ?? [];
  const { commands } = await createProgram();
  const command = commands.find((each) => each.name() === word);
  if (command === undefined) return [`auxopt ${word}`];
  const known = new Set(command.options.map(({ long }) => long));
  return (line.match(/--[a-z][a-z-]+/gu) ?? []).filter((option) => !known.has(option));
}
