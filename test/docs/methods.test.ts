/** docs/guide/methods.md says what the specification says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { methods, type Method, type MethodName } from '../../spec/methods/index.js';
import { root } from '../support/run-cli.js';

const [begin, end] = ['<!-- methods -->', '<!-- end of the methods -->'];

it('describes every method as the specification does', () => {
  const page = readFileSync(join(root, 'docs/guide/methods.md'), 'utf8');
  const described = page.slice(page.indexOf(begin) + begin.length, page.indexOf(end)).trim();
  expect(described).toBe(methodSections().trim());
});

/** One section per method. */
function methodSections(): string {
  return Object.entries<Method>(methods)
    .map(([name, method]) => section(name as MethodName, method))
    .join('\n');
}

function section(name: MethodName, method: Method): string {
  const { title, variant, restriction, latex, source, auxiliary, starts, parameters } = method;
  const { localStepCount, momentumWeight } = restriction;
  const fixed = [
    ...(restriction.auxiliary === 'zero' ? ['h = 0'] : restriction.auxiliary === 'target' ? ['h = f'] : []),
    ...(localStepCount === undefined ? [] : ['K = 1']),
    ...(momentumWeight === undefined || variant === 'sgd' ? [] : ['a = 1']),
    ...(restriction.noise === undefined
      ? []
      : [restriction.noise === 'none' ? 'no noise' : 'snapshots without noise']),
  ];
  const start =
    momentumWeight === 1 ? 'any (it has no effect)' : starts.map((kind) => `\`${kind}\``).join(' or ');
  return [
    `### ${name}`,
    '',
    `${title.charAt(0).toUpperCase()}${title.slice(1)}: \`${variant}\` with ${fixed.join(', ')}.`,
    '',
    '$$',
    latex,
    '$$',
    '',
    `- Source: ${source}.`,
    `- Auxiliary: ${auxiliary}`,
    `- Start: ${start}.`,
    ...parameters.map(({ name, from, gives }) =>
      name === from
        ? `- Parameter ${name}: the same in both.`
        : `- Parameter: ${name} = ${from}${gives === `${from} = ${name}` ? '' : `, so ${gives}`}.`,
    ),
    '',
  ].join('\n');
}
