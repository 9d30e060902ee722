/** What a verification is asked. */
import type { VariantName } from '../../spec/model/index.js';
import type { SuiteName } from '../conformance/cases/suites.js';

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
