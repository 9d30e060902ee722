/** The judge loaded again within a test: its rules and its limits. */
import { expect, it, vi } from 'vitest';

it('has four rules of reporting, a limit of texts and a limit of lists', async () => {
  vi.resetModules();
  const { reportingRules } = await import('../../src/judge/judge-report.js');
  const { readExactText } = await import('../../src/judge/read-reported.js');
  expect(reportingRules).toEqual({
    'REPORT.1': 'a run reports exactly its T rounds',
    'REPORT.2': 'every vector has the dimension of the problem',
    'REPORT.3': 'every number is finite, and written as its arithmetic allows',
    'REPORT.4': 'every number is one of the declared arithmetic',
  });
  expect(readExactText('1e1000000')).toBeDefined();
  expect(readExactText('1e1000001')).toBeUndefined();
});
