/** The nightly workflows: valid, on every area, with the actions of the other one, and on scripts that exist. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { areas } from '../mutation/areas.mjs';
import { root } from '../support/run-cli.js';
import { findWorkflowProblems, listSteps } from '../support/workflow-problems.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const mutation = read('.github/workflows/mutation.yml');
const fuzz = read('.github/workflows/fuzz.yml');
const actionsOf = (content: string) => new Set(listSteps(content).flatMap(({ uses }) => uses ?? []));
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe.each([
  ['mutation', mutation, ['npm ci', 'npm run mutation -- "$AREA"']],
  [
    'fuzz',
    fuzz,
    [
      'npm ci',
      'npm run fuzz -- --inputs 1000000 --seed "$SEED"',
      'npm ci',
      'sudo apt-get install -y --no-install-recommends python3-numpy',
      'npm run test:slow -- planted-mistakes whole-catalogue killed- random-pilots',
      'npm ci',
      'npm run test:long',
    ],
  ],
])('the workflow %s', (script, workflow, commands) => {
  it('is valid, and may write nothing', async () => {
    expect(await findWorkflowProblems(workflow)).toEqual([]);
    expect((parse(workflow) as { permissions: unknown }).permissions).toEqual({ contents: 'read' });
  });

  it.each([
    ['an unknown key', workflow.replace('concurrency:', 'concurency:')],
    ['no night', workflow.replace(/cron: '\d+ \d/, "cron: '17 25")],
    ['an unknown context', workflow.replace(/\$\{\{ (matrix|github)\./, '${{ matrices.')],
  ])('with %s would not be', async (_name, broken) => {
    expect(broken).not.toBe(workflow);
    expect(await findWorkflowProblems(broken)).not.toEqual([]);
  });

  it('runs scripts that exist, on actions that the other workflow pins too', () => {
    expect(listSteps(workflow).flatMap(({ run }) => run ?? [])).toEqual(commands);
    expect(scripts[script]).toBeDefined();
    const known = actionsOf(read('.github/workflows/ci.yml'));
    expect([...actionsOf(workflow)].filter((action) => !known.has(action))).toEqual([]);
  });
});

it('every area is mutated', () => {
  const { jobs } = parse(mutation) as {
    jobs: { mutate: { strategy: { matrix: { area: string[] } } } };
  };
  expect(jobs.mutate.strategy.matrix.area).toEqual(areas.map(({ name }) => name));
});
