/** The workflow of this repository and the action to copy: valid, and every command in them exists. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readBlocks } from '../support/fenced-blocks.js';
import { auxopt, root } from '../support/run-cli.js';
import {
  findActionProblems,
  findWorkflowProblems,
  listSteps,
  type Step,
} from '../support/workflow-problems.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const workflow = read('.github/workflows/ci.yml');
const action = read('.github/actions/verify/action.yml');
const guide = readBlocks('docs/guide/campaigns.md');

const temporary = temporaryFolder();

describe('the workflow', () => {
  it('is valid', async () => {
    expect(await findWorkflowProblems(workflow)).toEqual([]);
  });

  it.each([
    ['an unknown key', workflow.replace('fail-fast:', 'fail-fats:')],
    ['a job that is not there', workflow.replace('needs: shard', 'needs: shards')],
    ['an expression that cannot be', workflow.replace('matrix.node }}', 'matrix..node }}')],
    ['an unknown context', workflow.replace('${{ matrix.shard }}', '${{ matrices.shard }}')],
    ['no runner', workflow.replaceAll('runs-on: ubuntu-latest', '')],
  ])('with %s would not be', async (_name, broken) => {
    expect(broken).not.toBe(workflow);
    expect(await findWorkflowProblems(broken)).not.toEqual([]);
  });

  it('runs on every version of Node that is promised', () => {
    const { jobs } = parse(workflow) as { jobs: { test: { strategy: { matrix: { node: number[] } } } } };
    expect(jobs.test.strategy.matrix.node).toEqual([20, 22, 24]);
  });

  it('may write nothing', () => {
    expect((parse(workflow) as { permissions: unknown }).permissions).toEqual({ contents: 'read' });
  });
});

/** Every use of an action in a text that is not pinned by its commit, with the version beside it. */
function findUnpinned(content: string): readonly string[] {
  const uses = [...content.matchAll(/^\s*(?:- )?uses: (?!\.\/)(.*)$/gm)].map(([, use = '']) => use);
  return uses.filter((use) => !/^[\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use));
}

describe('every file of .github', () => {
  const folder = join(root, '.github');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.ya?ml$/.test(file),
  );

  it.each(files)('%s is YAML without doubled keys, and pins what it uses', async (file) => {
    const content = readFileSync(join(folder, file), 'utf8');
    expect(parse(content, { strict: true, uniqueKeys: true })).toBeTypeOf('object');
    expect(findUnpinned(content)).toEqual([]);
    if (!file.startsWith('workflows')) return;
    expect(await findWorkflowProblems(content)).toEqual([]);
    expect((parse(content) as { permissions: unknown }).permissions).toEqual({ contents: 'read' });
    const missing = listSteps(content).flatMap(({ run = '' }) => findMissing(run));
    expect(missing).toEqual([]);
  });

  it('is not the only place that pins: so do the guides', () => {
    const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
    const texts = pages.map((page) => read(join('docs', page))).filter((text) => /^\s*- uses: /m.test(text));
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.flatMap(findUnpinned)).toEqual([]);
  }); // prettier-ignore

  it('that uses a tag, a branch or a short commit would be found', () => {
    expect(files.length).toBeGreaterThan(8);
    for (const use of ['a/b@v4', 'a/b@main', 'a/b@11bd719 # v4.2.2', `a/b@${'1'.repeat(40)}`]) {
      expect(findUnpinned(`  - uses: ${use}`)).toEqual([use]);
    }
    expect(findUnpinned(`  - uses: a/b@${'1'.repeat(40)} # v4.2.2`)).toEqual([]);
  });
});

describe('npm start', () => {
  it('says what to do where nothing was built', () => {
    const home = mkdtempSync(join(temporary, 'start-'));
    mkdirSync(join(home, '.ci'));
    copyFileSync(join(root, '.ci/start.mjs'), join(home, '.ci/start.mjs'));
    const start = (): ReturnType<typeof spawnSync> =>
      spawnSync(process.execPath, ['.ci/start.mjs', '--settings'], { cwd: home, encoding: 'utf8' });
    expect(start()).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Run `npm run build`') as string,
    });
    mkdirSync(join(home, 'dist/src/cli'), { recursive: true });
    writeFileSync(join(home, 'dist/src/cli/main.js'), 'console.log(process.argv.slice(2).join())');
    expect(start()).toMatchObject({ status: 0, stdout: 'demo,--settings\n' });
  });
});

it.skipIf(process.platform === 'win32')('npx auxopt starts the build of a checkout', { tags: 'long' }, () => {
  expect(statSync(join(root, 'dist/src/cli/main.js')).mode & 0o111).toBe(0o111);
  const { stdout } = spawnSync('npx', ['auxopt', '--version'], { cwd: root, encoding: 'utf8' });
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('the action', () => {
  it('is valid', () => {
    expect(findActionProblems(action)).toEqual([]);
  });

  it.each([
    ['a way to run that does not exist', action.replace('using: composite', 'using: compost')],
    ['a step without a shell', action.replace('      shell: bash\n', '')],
  ])('with %s would not be', (_name, broken) => {
    expect(findActionProblems(broken)).not.toEqual([]);
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
/** Commands that come with another part of the package; an entry that has arrived is checked like the others. */
const toCome: readonly string[] = [];

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
    if (help === undefined) return toCome.includes(name) ? [] : [`auxopt ${name}`];
    const own = rest.split(' -- ')[0] ?? '';
    const flags = [...own.matchAll(/(?:^|\s)(--[a-z-]+)/g)].map(([, flag = '']) => flag);
    return flags
      .filter((flag) => !new RegExp(`${flag}\\b`).test(help))
      .map((flag) => `auxopt ${name} ${flag}`);
  });
  return [...missing, ...commands];
}

describe('every command', () => {
  const scriptsOf = (steps: readonly Step[]): readonly string[] => steps.flatMap(({ run }) => run ?? []);

  it.each([
    ['the workflow', scriptsOf(listSteps(workflow))],
    ['the action', scriptsOf(listSteps(action))],
    ['the guide', guide.map(({ code }) => code)],
  ])('of %s exists', (_name, scripts) => {
    const all = scripts.join('\n');
    expect(all.match(auxoptCommand)?.length).toBeGreaterThan(0);
    expect(findMissing(all)).toEqual([]);
  });

  it('that does not exist would be missed', () => {
    expect(findMissing('npm run nothing')).toEqual(['nothing']);
    expect(findMissing('npx auxopt chekc --cases 3')).toEqual(['auxopt chekc']);
    expect(findMissing('npx auxopt check --cases 3 \\\n  --sharp 1/2 -- x')).toEqual([
      'auxopt check --sharp',
    ]);
  });
});

describe('the scripts of the action', () => {
  /** Runs a step as the runner does, with npm and auxopt replaced by programs that write down how they were called. */
  function runStep(name: string, env: Readonly<Record<string, string>>): string {
    const home = mkdtempSync(join(temporary, 'step-'));
    const calls = join(home, 'calls');
    const recorder = `#!/usr/bin/env bash\nprintf '<%s>' "$(basename "$0")" "$@" >> ${calls}\n`;
    mkdirSync(join(home, 'auxopt/node_modules/.bin'), { recursive: true });
    for (const path of ['npm', 'auxopt/node_modules/.bin/auxopt']) {
      writeFileSync(join(home, path), recorder);
      chmodSync(join(home, path), 0o755);
    }
    const { run = '' } = listSteps(action).find((step) => step.name === name) ?? {};
    const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd: home,
      encoding: 'utf8',
      env: {
        PATH: `${home}:${process.env['PATH'] ?? ''}`,
        RUNNER_TEMP: home,
        GITHUB_STEP_SUMMARY: 'summary.md',
        ...env,
      },
    });
    expect([status, stderr]).toEqual([0, '']);
    return readFileSync(calls, 'utf8').replaceAll(home, 'HOME');
  }

  it.each(['auxopt', 'auxopt@0.1.0', 'github:someone/auxopt#main', '--version; touch harm'])(
    'install %s',
    (what) => {
      expect(runStep('Install auxopt', { AUXOPT_PACKAGE: what })).toBe(
        `<npm><install><--prefix><HOME/auxopt><--no-save><--no-audit><--no-fund><--><${what}>`,
      );
    },
  );

  it('install a file by its whole path, because npm looks in another folder', () => {
    expect(runStep('Install auxopt', { AUXOPT_PACKAGE: './npm' })).toMatch(/<--><HOME\/npm>$/);
    expect(runStep('Install auxopt', { AUXOPT_PACKAGE: 'npm' })).toMatch(/<--><npm>$/);
  });

  it('hand the command to bash as it is', () => {
    const env = { AUXOPT_COMMAND: 'cd "my code" && python3 adapter.py', AUXOPT_JUNIT: 'out.xml' };
    const start = '<auxopt><verify>';
    const end = `<--junit><out.xml><--markdown><summary.md><--><bash><-c><${env.AUXOPT_COMMAND}>`;
    expect(runStep('Verify', { ...env, AUXOPT_ARGUMENTS: '' })).toBe(start + end);
    expect(runStep('Verify', { ...env, AUXOPT_ARGUMENTS: '--cases 7 --seed 2' })).toBe(
      `${start}<--cases><7><--seed><2>${end}`,
    );
    expect(runStep('Verify', { ...env, AUXOPT_ARGUMENTS: '', AUXOPT_CERTIFICATE: 'my c.json' })).toBe(
      `${start}<--certificate><my c.json><--badge><my c.json.svg>${end}`,
    );
  });
});
