/** `auxopt adapter`: the file that lets the kit drive an implementation in a language. */
import { join } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { InputError, refuseInput } from '../../errors.js';
import { readTextFile } from '../read-file.js';
import { writeTextFile } from '../write-file.js';
import { packageRoot } from '../package.js';
import { printText } from '../text.js';
import { OutputOption } from '../output-option.js';

interface Adapter {
  /** Where it is in the package. */
  readonly path: string;
  /** What it is and what it needs, in a few words. */
  readonly summary: string;
}

/** The only list to extend. */
const adapters: Readonly<Record<string, Adapter>> = {
  python: {
    path: 'src/verify/adapters/assets/auxopt_adapter.py',
    summary: 'one module, standard library only, Python 3.8 or newer',
  },
  torch: {
    path: 'src/verify/adapters/assets/auxopt_torch.py',
    summary: 'a bridge for optimizers of PyTorch, beside the module for Python',
  },
  c: {
    path: 'src/verify/adapters/assets/auxopt_adapter.h',
    summary: 'one C99 header without dependencies',
  },
  javascript: {
    path: 'docs/examples/adapters/aux-mom.mjs',
    summary: 'a program to start from; its adapter is the module auxopt/verify',
  },
};

interface AdapterOptions {
  readonly list?: true;
  readonly out?: string;
}

/** The command. */
export function createAdapterCommand(): Command {
  return new Command('adapter')
    .description('print the file that lets `auxopt verify` drive an implementation in another language')
    .addArgument(new Argument('[language]', 'which language').choices(Object.keys(adapters)))
    .addOption(new Option('--list', 'list the languages').conflicts(['out']))
    .addOption(new OutputOption('--out <file>', 'write it to a file in place of standard output'))
    .action((language: string | undefined, options: AdapterOptions) => {
      if (options.list !== true) printAdapter(language, options);
      else if (language === undefined) printText(listAdapters());
      else
        refuseInput('--list', `${language} is named beside it`, 'one of the two', 'Leave one of them out.');
    });
}

function listAdapters(): string {
  return Object.entries(adapters)
    .map(([language, { summary }]) => `${language.padEnd(12)}${summary}\n`)
    .join('');
}

function printAdapter(language: string | undefined, { out }: AdapterOptions): void {
  const adapter = adapters[language ?? ''];
  if (adapter === undefined) {
    throw new InputError({
      problem: 'the language is missing',
      where: 'auxopt adapter',
      expected: `one of ${Object.keys(adapters).join(', ')}`,
      fix: 'Name one, or write your own: docs/guide/verify-other-languages.md.',
    });
  }
  const text = readTextFile(join(packageRoot, adapter.path));
  if (out === undefined) {
    printText(text);
    return;
  }
  writeTextFile(out, text);
}
