/** `auxopt adapter`: the file that lets the kit drive an implementation in a language. */
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { refuseInput } from '../../errors.js';
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
const adapters = {
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
} as const satisfies Readonly<Record<string, Adapter>>;

type Language = keyof typeof adapters;
const languages = Object.keys(adapters) as Language[];

interface AdapterOptions {
  readonly out?: string;
}

/** The command. */
export function createAdapterCommand(): Command {
  return new Command('adapter')
    .description('print the file that lets `auxopt verify` drive an implementation in another language')
    .addArgument(new Argument('[language]', 'the language; without it, all are listed').choices(languages))
    .addOption(new OutputOption('--out <file>', 'write it to a file instead of standard output'))
    .action((language: Language | undefined, { out }: AdapterOptions) => {
      if (language !== undefined) writeAdapter(language, out);
      else if (out === undefined) printText(listAdapters());
      else
        refuseInput(
          '--out',
          'no language is named',
          'a language beside it',
          `Name one of ${languages.join(', ')}.`,
        );
    });
}

function listAdapters(): string {
  return Object.entries(adapters)
    .map(([language, { summary }]) => `${language.padEnd(12)}${summary}\n`)
    .join('');
}

function writeAdapter(language: Language, out: string | undefined): void {
  const text = readTextFile(join(packageRoot, adapters[language].path));
  if (out === undefined) printText(text);
  else writeTextFile(out, text);
}
