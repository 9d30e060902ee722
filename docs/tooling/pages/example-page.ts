/** The example problems: what each file holds, with the command that runs it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProblemText } from '../../../src/problems/index.js';

/** Pages by path. */
export function examplePages(root: string): ReadonlyMap<string, string> {
  const folder = join(root, 'docs/examples');
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const sections = files.sort().map((file) => {
    const problem = parseProblemText(readFileSync(join(folder, file), 'utf8'), file);
    const { parameters, variant, description, source } = problem;
    const { stepSize, momentumWeight, localStepCount, roundCount } = parameters;
    return [
      `## ${file}`,
      [
        `**${problem.name}.**`,
        description ?? '',
        `${variant}, η = ${[stepSize].flat().join(', ')}, a = ${[momentumWeight].flat().join(', ')}, K = ${localStepCount}, T = ${roundCount}.`,
        source === undefined ? '' : `Source: ${source}`,
      ]
        .filter((text) => text !== '')
        .join(' '),
      `\`npx auxopt run docs/examples/${file}\` ([the file](../examples/${file}))`,
    ].join('\n\n');
  });
  return new Map([
    [
      'experiments/example-problems.md',
      ['# Example problems', 'Problem files of the repository, and how to run them.', ...sections, ''].join(
        '\n\n',
      ),
    ],
  ]);
}
