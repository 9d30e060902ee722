/** What a verification is asked. */
import type { VariantName } from '../../spec/model/index.js';
import type { SuiteName } from '../verify/cases/suites.js';
import { InputError } from '../errors.js';

/** Options that decide what is asked; a replay bundle keeps them. */
export interface AskOptions {
  readonly level: number;
  readonly variant?: readonly VariantName[];
  readonly only?: readonly string[];
  readonly suite: SuiteName;
  readonly problem?: readonly string[];
  readonly startLimit: number;
  readonly requestLimit: number;
  readonly totalLimit: number;
  readonly seed?: number;
  readonly randomCases?: number;
  readonly path?: string;
}

/** The words of a command, of which there must be one. */
export function parseCommand([file, ...args]: readonly string[]): readonly [string, ...string[]] {
  if (file !== undefined) return [file, ...args];
  throw new InputError({
    problem: 'there is nothing to verify',
    where: 'the command line',
    expected: 'the command of an implementation after --, or --trace FILE',
    fix: 'For example: auxopt verify -- python3 mine.py. The adapters are printed by auxopt adapter --list.',
  });
}

/** What is said where the options leave nothing to ask. */
export function noCaseFits(): InputError {
  return new InputError({
    problem: 'no case fits',
    where: '--only, --variant and --level',
    expected: 'ids such as L2/aux-mom/planar/callback, and variants that the implementation has',
    fix: 'Run without them to see all ids in the JSON report.',
  });
}
