/** A value that is no choice: the one that it is like is suggested, and none that it is not. */
import { expect, it } from 'vitest';
import { explainUsageError } from '../../src/cli/usage-errors.js';

const explain = (value: string): string =>
  explainUsageError(
    'verify',
    `error: option '--method <name>' argument '${value}' is invalid. Allowed choices are sgd, fedavg, scaffold-step.\n`,
  );

it.each([
  ['sdg', 'sgd'],
  ['FedAvg', 'fedavg'],
  ['scafold', 'scaffold-step'],
])('%s may mean %s', (value, meant) => {
  expect(explain(value)).toMatch(new RegExp(`Allowed choices[^]*\n\\(Did you mean ${meant}\\?\\)\n$`));
});

it.each(['foo', 'x', ''])('"%s" may mean nothing of them', (value) => {
  expect(explain(value)).toContain('Allowed choices are sgd, fedavg, scaffold-step.');
  expect(explain(value)).not.toContain('Did you mean');
});
