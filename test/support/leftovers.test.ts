/** Every file of tests is held to this by `setup.ts`. */
import { tmpdir } from 'node:os';
import { expect, it, vi } from 'vitest';
import { findLeftovers, readProcessState } from './leftovers.js';

it.each<readonly [string, () => void]>([
  ['the environment variable COLUMNS', () => (process.env['COLUMNS'] = 'wide')],
  ['the environment variable HOME', () => delete process.env['HOME']],
  [`the working folder ${tmpdir()}`, () => { process.chdir(tmpdir()); }], // prettier-ignore
  ['a listener of SIGUSR2', () => process.on('SIGUSR2', () => undefined)],
  ['fake timers', () => vi.useFakeTimers()],
])('%s that is left behind is found, and put right', (name, leave) => {
  const before = readProcessState();
  leave();
  expect(findLeftovers(before)).toEqual([name]);
  expect([findLeftovers(before), readProcessState()]).toEqual([[], before]);
});
