/** `auxopt print`: what is published with the program: the JSON Schemas, the vectors, the mistakes that the kit knows. */
import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { Argument, Command } from 'commander';
import { refuseInput } from '../../errors.js';
import { OutputFolderOption } from '../output-option.js';
import { printJsonText, printText, heading, print, table } from '../text.js';
import { writeTextFile } from '../write-file.js';
import { manifestName, type Manifest, type Vector } from '../../verify/vectors/vector-schema.js';
import { createPageVectorFiles, createPageVectors } from '../../verify/vectors/page-vectors.js';
import { packageRoot, version } from '../package.js';
import { inferUnits, printPage } from '../../../spec/language/index.js';
import { readTextFile } from '../read-file.js';
import { readPage } from '../read-page.js';
import { pageNames, pageTexts } from '../../verify/package-root.js';
import { variantNames } from '../../../spec/algorithms/index.js';
import { catalogue } from '../../verify/mutants/index.js';
import { formatDerivationJsonSchema } from '../../../proofs-checks/derivation/schema.js';
import { formatConstantsFileJsonSchema } from '../../advise/constants-file.js';
import { formatProblemFileJsonSchema } from '../../problems/problem-schema.js';
import { verificationSchemas } from '../../verify/report/published-schemas.js';

/** The text of every published schema by the name of its format. */
export const schemas: Readonly<Record<string, () => string>> = {
  'problem-file': formatProblemFileJsonSchema,
  constants: formatConstantsFileJsonSchema,
  ...verificationSchemas,
  derivation: formatDerivationJsonSchema,
};

/** A kind of thing that can be printed. */
interface Printable {
  /** All of it, for people or as JSON. */
  readonly list: (asJson: boolean) => void;
  /** The files of it, by name; absent where it has none. */
  readonly files?: () => ReadonlyMap<string, string>;
  /** Prints one of them. */
  readonly one?: (name: string) => void;
}

const fileOf = (format: string): string => `${format}.schema.json`;

const printables: Readonly<Record<string, Printable>> = {
  schemas: {
    list: (asJson) => {
      const names = Object.keys(schemas);
      if (asJson) printJsonText(`${JSON.stringify(names)}\n`);
      else printText(`${names.join('\n')}\n`);
    },
    files: () => new Map(Object.entries(schemas).map(([name, format]) => [fileOf(name), format()])),
    one: (name) => {
      const format = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
      const expected = `one of ${Object.keys(schemas).join(', ')}`;
      if (format === undefined) refuseInput(name, 'there is no such schema', expected, 'Choose one of them.');
      printJsonText(format());
    },
  },
  page: {
    list: (asJson) => {
      if (asJson) printJsonText(`${JSON.stringify(pageNames())}\n`);
      else printText(`${pageNames().join('\n')}\n`);
    },
    one: printOnePage,
  },
  vectors: { list: listVectors, files: allVectorFiles, one: printPageVectors },
  mutants: {
    list: (asJson) => {
      if (asJson) printJsonText(mutantsToJson());
      else printMutants();
    },
  },
};

interface PrintOptions {
  readonly json?: true;
  readonly out?: string;
}

/** The command. */
export function createPrintCommand(): Command {
  return new Command('print')
    .description('print JSON Schemas, test vectors, the mistakes that the kit knows, or the page of a method')
    .addArgument(new Argument('<what>', 'what to print').choices(Object.keys(printables)))
    .addArgument(
      new Argument(
        '[name]',
        'with schemas, which one; with page and vectors, a file or a name from the list',
      ),
    )
    .option('--json', 'print the list as JSON; with vectors, their open messages, one per line')
    .addOption(
      new OutputFolderOption(
        '--out <folder>',
        'write all of the files into this folder instead',
        (_, [what]) => [...(printables[what as string]?.files?.().keys() ?? [])],
      ),
    )
    .action((what: string, name: string | undefined, { json, out }: PrintOptions) => {
      const { list, files, one } = printables[what] ?? {};
      if (name !== undefined) {
        const isAlone = one !== undefined && json === undefined && out === undefined;
        if (isAlone) one(name);
        else
          refuseInput(
            name,
            'one schema, page or file of vectors is printed as it is',
            'auxopt print schemas NAME, auxopt print page NAME or auxopt print vectors NAME, without options',
            'Leave one of them out.',
          );
      } else if (out === undefined) list?.(json === true);
      else if (files === undefined)
        refuseInput('--out', `${what} have no files`, 'schemas or vectors', 'Use --json.');
      else for (const [file, text] of files()) writeTextFile(join(out, file), text);
    });
}

const folder = join(packageRoot, 'spec/vectors/v1');

/** The texts of all files, by name. */
function vectorFiles(): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readTextFile(join(folder, name))]),
  );
}

let pageVectorFiles: ReadonlyMap<string, string> | undefined;

/** Those of the variants, and those of the pages, which are made when they are asked for. */
function allVectorFiles(): ReadonlyMap<string, string> {
  pageVectorFiles ??= createPageVectorFiles(pageTexts(), version);
  return new Map([...vectorFiles(), ...pageVectorFiles]);
}

function printPageVectors(name: string): void {
  const file = createPageVectors(readPage(name).text, version);
  if (typeof file === 'string')
    refuseInput(
      name,
      file,
      'a page with runs of exact doubles',
      'Verify with the kit: auxopt verify --method.',
    );
  printJsonText(`${JSON.stringify(file)}\n`);
}

/** Prints a line for each: id, how many mistakes it catches, purpose; or its open message. */
function listVectors(asJson: boolean): void {
  const files = vectorFiles();
  const { files: listed } = JSON.parse(files.get(manifestName) ?? '') as Manifest;
  const vectors = listed.flatMap(({ name }) => JSON.parse(files.get(name) ?? '') as readonly Vector[]);
  const width = Math.max(...vectors.map(({ id }) => id.length));
  const lines = vectors.map(({ id, kills, open, purpose }) => {
    if (asJson) return JSON.stringify(open);
    const caught = new Set([...kills.tape, ...kills.callback]).size;
    return `${id.padEnd(width)}  ${String(caught).padStart(3)}  ${purpose}`;
  });
  printText(`${lines.join('\n')}\n`);
}

/** A page in its one form, a file that `--method` takes, and below it the units of its names, in terms of those of x (point) and of f and h (value). */
function printOnePage(name: string): void {
  const { method } = readPage(name);
  const { named, warnings } = inferUnits(method);
  printText(`\`\`\`method\n${printPage(method)}\`\`\`\n`);
  print();
  print(table(['name', 'unit'], [...named]));
  for (const { span, problem } of warnings) print(`Warning: line ${span.line}: ${problem}`);
}

/** The list as one document, `auxopt-mutants/3`. */
function mutantsToJson(): string {
  const mutants = catalogue.map(({ id, variant, mistake, mutation: { lines, runs } }) => ({
    ...{ id, variant, mistake },
    ...(lines === undefined ? {} : { lines }),
    ...(runs === undefined ? {} : { runs }),
  }));
  return `${JSON.stringify({ format: 'auxopt-mutants/3', mutants }, null, 2)}\n`;
}

/** The list as one table a variant: what each mutant does wrong. */
function printMutants(): void {
  for (const variant of variantNames) {
    const rows = catalogue
      .filter((mutant) => mutant.variant === variant)
      .map(({ id, mistake }) => [id, mistake]);
    if (rows.length === 0) continue;
    print(heading(`${variant} (${rows.length})`));
    print(table(['--mutant', 'mistake'], rows));
    print();
  }
}
