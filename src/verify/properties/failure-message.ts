/** The message of a property that does not hold. */
import { formatProblemFile, toProblemFile } from '../../problems/index.js';
import type { BrokenLaw, PropertyCase, PropertyDefinition } from './property.js';

/** What a message is made of. */
export interface Failure {
  readonly name: string;
  readonly definition: Pick<PropertyDefinition, 'law'>;
  readonly given: PropertyCase;
  /** What was seen. */
  readonly message: string;
  readonly equation: string | undefined;
  readonly suspicions: BrokenLaw['suspicions'];
  readonly seed: number;
  readonly path: string;
  readonly runs: number;
}

/** The message, ending with the problem file. */
export function formatFailure(failure: Failure): string {
  const { name, definition, given, message, equation, suspicions, seed, path, runs } = failure;
  const [likely] = suspicions;
  const lines = [
    `${name} does not hold.`,
    `  law       ${definition.law}`,
    ...(equation === undefined ? [] : [`  equation  ${equation}`]),
    `  seen      ${message}`,
    ...(likely === undefined ? [] : [`  likely    ${likely.mistake}. ${likely.mend}`]),
    ...(given.note === undefined ? [] : [`  case      ${given.note}`]),
    `  again     { seed: ${seed}, path: ${JSON.stringify(path)}, only: ${JSON.stringify(name)} } (found after ${runs} cases)`,
    'The smallest case found, as a problem file for `auxopt run`:',
  ];
  return `${lines.join('\n')}\n${formatProblemFile(toProblemFile(given.problem))}`;
}
