/** Runs a composite action step by step, as the runner of a CI job does: its files are there and empty, and `uses` is resolved here. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { parse } from 'yaml';
import type { Step } from './workflow-problems.js';

interface ActionStep extends Step {
  readonly if?: string;
  readonly with?: Readonly<Record<string, string | boolean>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly required: boolean; readonly default?: string }>>;
  readonly runs: { readonly steps: readonly ActionStep[] };
}

/** What became of a step; `code` is undefined where it was left out. */
export interface StepRun {
  readonly name: string;
  readonly code: number | undefined;
  readonly stderr: string;
  /** What it left in the file of its summary. */
  readonly summary: string;
}

/**
 * @param folder - the checkout; the runner's own folder is made beside its files.
 * @param uses - what each used action does, by its name, with its inputs.
 */
export function runAction(
  text: string,
  folder: string,
  given: Readonly<Record<string, string>>,
  uses: Readonly<Record<string, (inputs: Readonly<Record<string, string>>) => void>>,
  env: NodeJS.ProcessEnv,
): readonly StepRun[] {
  const action = parse(text) as Action;
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => {
      const value = given[name] ?? input.default;
      if (value === undefined) throw new Error(`the input ${name} is required`);
      return [name, value];
    }),
  );
  let hasFailed = false;
  /** An expression, which has only what is used here: inputs, comparisons, and functions of the state of the job. */
  const evaluate = (expression: string): unknown => {
    const code = expression.replaceAll(/inputs\.([\w-]+)/g, (_, name: string) => JSON.stringify(inputs[name] ?? ''));
    const hash = (path: string): string => (path !== '' && existsSync(join(folder, path)) ? 'hash' : '');
    return runInNewContext(code, { cancelled: () => false, success: () => !hasFailed, hashFiles: hash });
  }; // prettier-ignore
  const expand = (value: string | boolean): string =>
    String(value).replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression: string) => String(evaluate(expression)));
  const temporary = join(folder, 'runner');
  mkdirSync(temporary);
  return action.runs.steps.map((step, index) => {
    const name = step.name ?? '';
    const condition = /^\$\{\{(.*)\}\}$/.exec(step.if ?? 'true')?.[1] ?? 'true';
    const isAsked = /cancelled\(\)|always\(\)|failure\(\)/.test(condition) || !hasFailed;
    if (!isAsked || evaluate(condition) !== true) return { name, code: undefined, stderr: '', summary: '' };
    const files = Object.fromEntries(
      ['STEP_SUMMARY', 'OUTPUT', 'ENV', 'PATH', 'STATE'].map((file) => [`GITHUB_${file}`, join(temporary, `${file}-${index}`)]),
    ); // prettier-ignore
    for (const file of Object.values(files)) writeFileSync(file, '');
    const expanded = (values: Readonly<Record<string, string | boolean>> = {}): Record<string, string> =>
      Object.fromEntries(Object.entries(values).map(([key, value]) => [key, expand(value)]));
    if (step.uses !== undefined) {
      const [used = ''] = step.uses.split('@');
      const act = uses[used];
      if (act === undefined) throw new Error(`${used} is not known here`);
      act(expanded(step.with));
      return { name, code: 0, stderr: '', summary: '' };
    }
    const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...env, ...files, GITHUB_ACTIONS: 'true', CI: 'true', RUNNER_TEMP: temporary, ...expanded(step.env) },
    }); // prettier-ignore
    hasFailed ||= status !== 0;
    return { name, code: status ?? -1, stderr, summary: readFileSync(files['GITHUB_STEP_SUMMARY'] ?? '', 'utf8') };
  }); // prettier-ignore
}
