/** The nightly workflow: valid, on every area, with the actions of the other one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { areas } from '../mutation/areas.mjs';
import { root } from '../support/run-cli.js';
import { findWorkflowProblems, listSteps } from '../support/workflow-problems.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const workflow = read('.github/workflows/mutation.yml');
const actionsOf = (content: string) => new Set(listSteps(content).flatMap(({ uses }) => uses ?? []));

describe('the mutation workflow', () => {
  it('is valid', async () => {
    expect(await findWorkflowProblems(workflow)).toEqual([]);
  });

  it.each([
    ['an unknown key', workflow.replace('fail-fast:', 'fail-fats:')],
    ['no night', workflow.replace("'17 2 * * *'", "'17 25 * * *'")],
    ['an unknown context', workflow.replace('${{ matrix.area }}', '${{ matrices.area }}')],
  ])('with %s would not be', async (_name, broken) => {
    expect(broken).not.toBe(workflow);
    expect(await findWorkflowProblems(broken)).not.toEqual([]);
  });

  it('mutates every area, and may write nothing', () => {
    const { jobs, permissions } = parse(workflow) as {
      jobs: { mutate: { strategy: { matrix: { area: string[] } } } };
      permissions: unknown;
    };
    expect(jobs.mutate.strategy.matrix.area).toEqual(areas.map(({ name }) => name));
    expect(permissions).toEqual({ contents: 'read' });
  });

  it('runs scripts that exist, on actions that the other workflow pins too', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = listSteps(workflow).flatMap(({ run }) => run ?? []);
    expect(commands).toEqual(['npm ci', 'npm run mutation -- "$AREA"']);
    expect(scripts['mutation']).toBe('node test/mutation/run.mjs');
    const known = actionsOf(read('.github/workflows/ci.yml'));
    expect([...actionsOf(workflow)].filter((action) => !known.has(action))).toEqual([]);
  });
});
