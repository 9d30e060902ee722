/** The recipes of the guide to campaigns: they parse, and their commands give the report of the whole. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, symlinkSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readBlocks, type FencedBlock } from '../support/fenced-blocks.js';
import { auxopt, main } from '../support/run-cli.js';
import { findWorkflowProblems, listSteps } from '../support/workflow-problems.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const page = 'docs/guide/campaigns.md';
const blocks = readBlocks(page);
const temporary = temporaryFolder();

function findBlock(language: string, text: string): FencedBlock {
  const found = blocks.filter((block) => block.language === language && block.code.includes(text));
  expect(found).toHaveLength(1);
  return found[0] as FencedBlock;
}

/** A folder to work in, with `auxopt` and `npx` on the path. */
function createHome(name: string): string {
  const home = join(temporary, name);
  mkdirSync(join(home, 'bin'), { recursive: true });
  const program = (lines: string): string => `#!/usr/bin/env bash\n${lines}\n`;
  writeFileSync(join(home, 'bin/auxopt'), program(`exec ${process.execPath} ${main} "$@"`));
  writeFileSync(join(home, 'bin/npx'), program('exec "$@"'));
  for (const file of ['auxopt', 'npx']) chmodSync(join(home, 'bin', file), 0o755);
  return home;
}

/** Runs a script of the guide on a tiny campaign. */
function runScript(home: string, script: string, env: Readonly<Record<string, string>> = {}): string {
  const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
    cwd: home,
    encoding: 'utf8',
    env: { PATH: `${home}/bin:${process.env['PATH'] ?? ''}`, HOME: home, CASES: '2', ...env },
  });
  expect([status, stderr], stdout).toEqual([0, '']);
  return stdout;
}

const whole = auxopt(['check', '--cases', '2', '--seed', '1', '--json']).stdout;

describe('blocks of the guide', () => {
  it.each(
    blocks.filter(({ language }) => language === 'bash').map(({ line, code }) => [line, code] as const),
  )('line %i is a script that bash reads', (_line, code) => {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: code, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('a broken script would not be', () => {
    expect(spawnSync('bash', ['-n'], { input: 'if true; then' }).status).not.toBe(0);
  });

  it.each(
    blocks.filter(({ language }) => language === 'yaml').map(({ line, code }) => [line, code] as const),
  )('line %i is YAML without doubled keys', (_line, code) => {
    expect(parse(code, { strict: true, uniqueKeys: true })).toBeTypeOf('object');
  });

  it('are all of a known language', () => {
    expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(['bash', 'yaml']));
    expect(blocks.length).toBeGreaterThanOrEqual(6);
  });
});

describe('on one machine', { tags: ['long', 'gate'] }, () => {
  it('three shards merge', () => {
    const home = createHome('plain');
    const { code } = findBlock('bash', 'auxopt check --cases 90 --seed 3 --shard 3/3');
    expect(runScript(home, code.replaceAll('--cases 90', '--cases 2'))).toContain('Theorems against exact');
    expect(existsSync(join(home, 'report.md'))).toBe(true);
  });

  it('of verify print what its whole prints', () => {
    const home = createHome('verify');
    const small = (text: string): string =>
      text.replaceAll('--cases 90', '--cases 1').replaceAll('python3 mine.py', 'auxopt serve --variant sgd');
    const [, promised = ''] =
      /`(npx auxopt verify --level 5 --cases 90[^`]*)`/.exec(readFileSync(page, 'utf8')) ?? [];
    const undivided = runScript(home, small(promised));
    expect(JSON.parse(undivided)).toMatchObject({ format: 'auxopt-verify/3', verdict: 'pass' });
    const said = runScript(home, small(findBlock('bash', '--shard 3/3 --out v3').code));
    expect(said.slice(said.indexOf('{\n'))).toBe(undivided);
  });
});

describe('GitHub Actions', () => {
  const { code } = findBlock('yaml', 'strategy.job-total');

  it('is a valid workflow', async () => {
    expect(await findWorkflowProblems(code)).toEqual([]);
  });

  it('merges to the report of the whole', { tags: 'long' }, () => {
    const home = createHome('actions');
    const runs = listSteps(code).flatMap(({ run }) => (run?.includes('auxopt') === true ? [run] : []));
    expect(runs).toHaveLength(2);
    const [shard = '', merge = ''] = runs;
    for (const index of ['1', '2']) runScript(home, shard, { SHARD: index, SHARDS: '2' });
    // download-artifact puts every artifact into a folder of its name
    mkdirSync(join(home, 'shards'));
    for (const name of ['shard-1', 'shard-2']) symlinkSync(join(home, name), join(home, 'shards', name));
    expect(runScript(home, `${merge} --json`)).toBe(whole);
  });
});

describe('Slurm', () => {
  it('merges to the report of the whole', { tags: 'long' }, () => {
    const home = createHome('slurm');
    const { code } = findBlock('bash', '#SBATCH --array');
    for (const task of ['1', '2'])
      runScript(home, code, {
        SLURM_ARRAY_TASK_ID: task,
        SLURM_ARRAY_TASK_COUNT: '2',
        SLURM_CPUS_PER_TASK: '1',
      });
    const merge = findBlock('bash', 'merge campaign/shard-*').code.trimEnd();
    expect(runScript(home, `${merge} --json`)).toBe(whole);
  });

  it('counts its tasks from 1', () => {
    expect(findBlock('bash', '#SBATCH --array').code).toMatch(/^#SBATCH --array=1-\d+$/m);
  });
});

describe('Kubernetes', () => {
  const job = parse(findBlock('yaml', 'JOB_COMPLETION_INDEX').code) as {
    spec: {
      completionMode: string;
      completions: number;
      podFailurePolicy: { rules: { onExitCodes: { values: number[] } }[] };
      template: {
        spec: {
          restartPolicy: string;
          containers: { command: string[]; args: string[]; env: { name: string; value: string }[] }[];
        };
      };
    };
  };
  const [container] = job.spec.template.spec.containers;

  it('is an indexed job with as many shards as completions', () => {
    expect(job.spec.completionMode).toBe('Indexed');
    expect(container?.env.find(({ name }) => name === 'SHARDS')?.value).toBe(String(job.spec.completions));
    // values of variables have to be texts, and a failure policy needs pods that are not started again
    for (const { value } of container?.env ?? []) expect(value).toBeTypeOf('string');
    expect(job.spec.template.spec.restartPolicy).toBe('Never');
    expect(job.spec.podFailurePolicy.rules[0]?.onExitCodes.values).toEqual([1]);
  });

  it('merges to the report of the whole', { tags: 'long' }, () => {
    const home = createHome('kubernetes');
    expect(container?.command).toEqual(['bash', '-c']);
    const script = (container?.args[0] ?? '').replaceAll('/campaign/', `${home}/campaign/`);
    for (const index of ['0', '1']) runScript(home, script, { JOB_COMPLETION_INDEX: index, SHARDS: '2' });
    expect(runScript(home, 'auxopt merge campaign/shard-* --json')).toBe(whole);
  });
});
