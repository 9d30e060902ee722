/** Every option is one more thing to know: how many there may be, counted as the lines of all --help. */
import { expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.js';

/** Lines of a help text that begin an option. */
const optionLines = (help: string): number => help.match(/^ {2}-/gmu)?.length ?? 0;

it('commands and options stay few', async () => {
  const program = await createProgram();
  const lines = [program, ...program.commands].map((command) => optionLines(command.helpInformation()));
  const total = lines.reduce((sum, count) => sum + count, 0);
  expect(program.commands.length).toBeLessThanOrEqual(11);
  expect(total).toBeLessThanOrEqual(105);
});

it('an option more is counted', async () => {
  const run = (await createProgram('run')).commands.find((command) => command.name() === 'run');
  const before = optionLines(run?.helpInformation() ?? '');
  expect(before).toBeGreaterThan(5);
  run?.option('--more', 'one more');
  expect(optionLines(run?.helpInformation() ?? '')).toBe(before + 1);
});
