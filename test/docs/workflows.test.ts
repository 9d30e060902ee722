/** The workflow of this repository and the action to copy: valid, and every command in them exists. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { areas } from '../mutation/areas.mjs';
import { readBlocks } from '../support/fenced-blocks.js';
import { auxopt, root } from '../support/run-cli.js';
import { findActionProblems, findWorkflowProblems, listSteps } from '../support/workflow-problems.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const workflow = read('.github/workflows/ci.yml');
const mutation = read('.github/workflows/mutation.yml');
const nightly = read('.github/workflows/nightly.yml');
const action = read('.github/actions/verify/action.yml');
const guide = readBlocks('docs/guide/campaigns.md');

describe('the workflows', () => {
  it.each([
    ['an unknown key', workflow.replace('fail-fast:', 'fail-fats:')],
    ['a job that is not there', workflow.replace('needs: shard', 'needs: shards')],
    ['an expression that cannot be', workflow.replace('matrix.node }}', 'matrix..node }}')],
    ['an unknown context', workflow.replace('${{ matrix.shard }}', '${{ matrices.shard }}')],
    ['no runner', workflow.replaceAll('runs-on: ubuntu-latest', '')],
    ['no night', mutation.replace(/cron: '\d+ \d/, "cron: '17 25")],
  ])('with %s would not be valid', async (_name, broken) => {
    expect([workflow, mutation]).not.toContain(broken);
    expect(await findWorkflowProblems(broken)).not.toEqual([]);
  });

  const matrixOf = (content: string, job: string) =>
    (parse(content) as { jobs: Record<string, { strategy: { matrix: Record<string, unknown> } }> }).jobs[job]
      ?.strategy.matrix;

  it('run on every version of Node that is promised, and at night on every area', () => {
    expect(matrixOf(workflow, 'test')).toMatchObject({ node: [20, 22, 24] });
    expect(matrixOf(mutation, 'mutate')).toMatchObject({ area: areas.map(({ name }) => name) });
  });

  it('run every job of .ci/nightly at night, and the gate for every commit', () => {
    const commandsOf = (content: string) => listSteps(content).flatMap(({ run }) => run ?? []);
    expect(commandsOf(mutation)).toEqual(['npm ci', 'npm run mutation -- "$AREA"']);
    expect(commandsOf(nightly)).toEqual(['.ci/nightly $JOB']);
    expect(commandsOf(workflow)).toContain('.ci/run');
    const [, jobs = ''] = /^jobs='(.*)'$/m.exec(read('.ci/nightly')) ?? [];
    const asked = (matrixOf(nightly, 'nightly')?.['job'] as readonly string[]).map(
      (job) => job.split(' ')[0],
    );
    expect([...new Set(asked)]).toEqual(jobs.split(' '));
  });

  it('pin one commit of each action', () => {
    const actions = ['ci', 'mutation', 'nightly']
      .flatMap((name) => listSteps(read(`.github/workflows/${name}.yml`)))
      .flatMap(({ uses }) => uses ?? []);
    const names = new Set(actions.map((use) => use.split('@')[0]));
    expect([...new Set(actions)].map((use) => use.split('@')[0])).toEqual([...names]);
    expect(names.size).toBeGreaterThan(2);
  });
});

/** Every use of an action in a text that is not pinned by its commit, with the version beside it. */
function findUnpinned(content: string): readonly string[] {
  const uses = [...content.matchAll(/^\s*(?:- )?uses: (?!\.\/)(.*)$/gm)].map(([, use = '']) => use);
  return uses.filter((use) => !/^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use));
}

describe('every file of .github', () => {
  const folder = join(root, '.github');
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = all.filter((file) => /\.ya?ml$/.test(file));

  it.each(files)('%s is YAML without doubled keys, and pins what it uses', async (file) => {
    const content = readFileSync(join(folder, file), 'utf8');
    expect(parse(content, { strict: true, uniqueKeys: true })).toBeTypeOf('object');
    expect(findUnpinned(content)).toEqual([]);
    if (!file.startsWith('workflows')) return;
    expect(await findWorkflowProblems(content)).toEqual([]);
    expect((parse(content) as { permissions: unknown }).permissions).toEqual({ contents: 'read' });
    expect(listSteps(content).flatMap(({ run = '' }) => findMissing(run))).toEqual([]);
  });

  it('is not the only place that pins: so do the guides', () => {
    const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
    const texts = pages.map((page) => read(join('docs', page))).filter((text) => /^\s*- uses: /m.test(text));
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.flatMap(findUnpinned)).toEqual([]);
  }); // prettier-ignore

  it('that uses a tag, a branch or a short commit would be found', () => {
    expect(files.length).toBeGreaterThan(8);
    for (const use of ['a/b@v4', 'a/b@main', 'a/b@11bd719 # v4.2.2', `a/b@${'1'.repeat(40)}`])
      expect(findUnpinned(`  - uses: ${use}`)).toEqual([use]);
    expect(findUnpinned(`  - uses: a/b@${'1'.repeat(40)} # v4.2.2`)).toEqual([]);
  });
});

it('npm start says what to do where nothing was built', () => {
  const home = temporaryFolder();
  mkdirSync(join(home, '.ci'));
  copyFileSync(join(root, '.ci/start.mjs'), join(home, '.ci/start.mjs'));
  const start = () =>
    spawnSync(process.execPath, ['.ci/start.mjs', '--settings'], { cwd: home, encoding: 'utf8' });
  const { status, stderr } = start();
  expect([status, stderr]).toEqual([2, expect.stringContaining('Run `npm run build`')]);
  mkdirSync(join(home, 'dist/src/cli'), { recursive: true });
  writeFileSync(join(home, 'dist/src/cli/main.js'), 'console.log(process.argv.slice(2).join())');
  expect(start()).toMatchObject({ status: 0, stdout: 'demo,--settings\n' });
});

it.skipIf(process.platform === 'win32')('npx auxopt starts the build of a checkout', { tags: 'long' }, () => {
  expect(statSync(join(root, 'dist/src/cli/main.js')).mode & 0o111).toBe(0o111);
  const { stdout } = spawnSync('npx', ['auxopt', '--version'], { cwd: root, encoding: 'utf8' });
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('the action', () => {
  it('is valid, and would not be with a way to run that does not exist, or a step without a shell', () => {
    expect(findActionProblems(action)).toEqual([]);
    for (const [from, to] of [
      ['using: composite', 'using: compost'],
      ['      shell: bash\n', ''],
    ] as const)
      expect(findActionProblems(action.replace(from, to))).not.toEqual([]);
  });

  it('never puts an input into a script', () => {
    const scripts = listSteps(action).map(({ run = '' }) => run);
    expect(scripts.filter((run) => run.includes('${{'))).toEqual([]);
    expect(scripts.filter((run) => run !== '')).toHaveLength(2);
  });
});

/** A command in a script: `npm run NAME`, or `auxopt NAME` with its options. */
const npmCommand = /\bnpm (?:run (?:-s )?)?([\w:-]+)/g;
const auxoptCommand = /(?:^|[\s/"])auxopt"? ([a-z]+)((?:\\\n|[^\n|;&])*)/gm;
const ownScripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
/** What npm can do by itself. */
const npmOwn = ['ci', 'install', 'publish', 'pack', 'pkg'];
const helps = new Map<string, string | undefined>();

/** The help of a command, `undefined` where there is none. */
function helpOf(name: string): string | undefined {
  if (!helps.has(name)) {
    const { code, stdout } = auxopt([name, '--help']);
    helps.set(name, code === 0 && stdout.startsWith(`Usage: auxopt ${name}`) ? stdout : undefined);
  }
  return helps.get(name);
}

/** What of a script does not exist here. */
function findMissing(script: string): readonly string[] {
  const scripts = [...script.matchAll(npmCommand)].map(([, name = '']) => name);
  const missing = scripts.filter((name) => !ownScripts.includes(name) && !npmOwn.includes(name));
  const commands = [...script.matchAll(auxoptCommand)].flatMap(([, name = '', rest = '']) => {
    const help = helpOf(name);
    if (help === undefined) return [`auxopt ${name}`];
    const own = rest.split(' -- ')[0] ?? '';
    const flags = [...own.matchAll(/(?:^|\s)(--[a-z-]+)/g)].map(([, flag = '']) => flag);
    return flags
      .filter((flag) => !new RegExp(`${flag}\\b`).test(help))
      .map((flag) => `auxopt ${name} ${flag}`);
  });
  return [...missing, ...commands];
}

describe('every command', () => {
  it.each([
    ['the workflow', listSteps(workflow).flatMap(({ run }) => run ?? [])],
    ['the action', listSteps(action).flatMap(({ run }) => run ?? [])],
    ['the guide', guide.map(({ code }) => code)],
  ])('of %s exists', (_name, scripts) => {
    expect(scripts.join('\n').match(auxoptCommand)?.length).toBeGreaterThan(0);
    expect(findMissing(scripts.join('\n'))).toEqual([]);
  });

  it('that does not exist would be missed', () => {
    expect(findMissing('npm run nothing')).toEqual(['nothing']);
    expect(findMissing('npx auxopt chekc --cases 3')).toEqual(['auxopt chekc']);
    const long = 'npx auxopt check --cases 3 \\\n  --sharp 1/2 -- x';
    expect(findMissing(long)).toEqual(['auxopt check --sharp']);
  });
});

describe('the scripts of the action', () => {
  /** Runs a step as the runner does, with npm and auxopt replaced by programs that write down how they were called. */
  function runStep(name: string, env: Readonly<Record<string, string>>): string {
    const home = temporaryFolder();
    const calls = join(home, 'calls');
    const recorder = `#!/usr/bin/env bash\nprintf '<%s>' "$(basename "$0")" "$@" >> ${calls}\n`;
    mkdirSync(join(home, 'auxopt/node_modules/.bin'), { recursive: true });
    for (const path of ['npm', 'auxopt/node_modules/.bin/auxopt']) {
      writeFileSync(join(home, path), recorder);
      chmodSync(join(home, path), 0o755);
    }
    const { run = '' } = listSteps(action).find((step) => step.name === name) ?? {};
    const PATH = `${home}:${process.env['PATH'] ?? ''}`;
    const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      ...{ cwd: home, encoding: 'utf8' },
      env: { PATH, RUNNER_TEMP: home, GITHUB_STEP_SUMMARY: 'summary.md', ...env },
    });
    expect([status, stderr]).toEqual([0, '']);
    return readFileSync(calls, 'utf8').replaceAll(home, 'HOME');
  }

  it.each([
    ...['auxopt', 'auxopt@0.1.0', 'github:someone/auxopt#main', '--version; touch harm', 'npm'],
    './npm', // a file by its whole path, because npm looks in another folder
  ])('install %s', (what) => {
    const installed = what === './npm' ? 'HOME/npm' : what;
    expect(runStep('Install auxopt', { AUXOPT_PACKAGE: what })).toBe(
      `<npm><install><--prefix><HOME/auxopt><--no-save><--no-audit><--no-fund><--><${installed}>`,
    );
  });

  it.each([
    ['', undefined, ''],
    ['--cases 7 --seed 2', undefined, '<--cases><7><--seed><2>'],
    ['', 'my c.json', '<--certificate><my c.json><--badge><my c.json.svg>'],
  ])('hand the command to bash as it is, with %j and %s', (words, certificate, asked) => {
    const env = { AUXOPT_COMMAND: 'cd "my code" && python3 adapter.py', AUXOPT_JUNIT: 'out.xml' };
    const more = { AUXOPT_ARGUMENTS: words, ...(certificate && { AUXOPT_CERTIFICATE: certificate }) };
    const end = `<--junit><out.xml><--markdown><summary.md><--><bash><-c><${env.AUXOPT_COMMAND}>`;
    expect(runStep('Verify', { ...env, ...more })).toBe(`<auxopt><verify>${asked}${end}`);
  });
});
