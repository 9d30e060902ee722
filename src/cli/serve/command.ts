/** `auxopt serve`: the reference itself behind the verification protocol, right or wrong on purpose. */
import { Command, Option } from 'commander';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { serveImplementation } from '../../verify/adapters/serve-implementation.js';
import { type ArithmeticName, arithmeticNames } from '../../verify/protocol/message-parts.js';
import { catalogue, type Mutant } from '../../verify/mutants/index.js';
import { createReference } from '../../verify/served-reference/index.js';
import { InputError } from '../../errors.js';
import { onlyBeside } from '../command-line.js';
import { version } from '../package.js';
import { heading, print, printJsonText, table } from '../text.js';

interface ServeOptions {
  readonly variant?: VariantName;
  readonly arithmetic: ArithmeticName;
  readonly mutant?: string;
  readonly listMutants?: true;
  readonly json?: true;
}

/** The command. */
export function createServeCommand(): Command {
  const command = new Command('serve')
    .description('be an implementation to verify: auxopt verify -- auxopt serve (docs/formats/protocol.md)')
    .addOption(new Option('--variant <name>', 'have this variant alone').choices(variantNames))
    .addOption(
      new Option('--arithmetic <name>', 'what to compute in').choices(arithmeticNames).default('binary64'),
    )
    .addOption(new Option('--mutant <id>', 'make this mistake').conflicts('listMutants'))
    .addOption(
      new Option('--list-mutants', 'print the mistakes that can be made, and stop').conflicts('arithmetic'),
    )
    .option('--json', 'print the list as one JSON document')
    .action(async ({ variant, arithmetic, mutant: id, listMutants, json }: ServeOptions) => {
      if (listMutants === true) {
        const listed = catalogue.filter((mutant) => variant === undefined || mutant.variant === variant);
        if (json === true) printJsonText(mutantsToJson(listed));
        else printMutants(listed);
        return;
      }
      const mutant = id === undefined ? undefined : findMutant(id, variant);
      await serveImplementation(
        createReference({
          arithmetic,
          version,
          ...(variant === undefined ? {} : { variants: [variant] }),
          ...(mutant === undefined ? {} : { mutant }),
        }),
      );
    });
  return onlyBeside(command, ['json'], ['listMutants']);
}

/** The mutant of that id, of that variant. */
function findMutant(id: string, variant: VariantName | undefined): Mutant {
  const mutant = catalogue.find((candidate) => candidate.id === id);
  const list = `auxopt serve --list-mutants${variant === undefined ? '' : ` --variant ${variant}`}`;
  if (mutant === undefined) {
    throw new InputError({
      problem: `there is no mutant ${JSON.stringify(id)}`,
      where: '--mutant',
      expected: 'the id of a mutant',
      fix: `${list} prints them.`,
    });
  }
  if (variant !== undefined && mutant.variant !== variant) {
    throw new InputError({
      problem: `${id} is a mistake in ${mutant.variant}, not in ${variant}`,
      where: '--mutant',
      expected: `a mutant of ${variant}`,
      fix: `Choose --variant ${mutant.variant}, or another mutant: ${list} prints them.`,
    });
  }
  return mutant;
}

/** The list as one document, `auxopt-mutants/2`. */
export function mutantsToJson(mutants: readonly Mutant[]): string {
  const document = {
    format: 'auxopt-mutants/2',
    mutants: mutants.map(({ id, variant, mistake, fix, breaks }) => ({
      id,
      variant,
      mistake,
      fix,
      breaks,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The list as one table a variant: what each mutant does wrong, and which equation that breaks first. */
export function printMutants(mutants: readonly Mutant[]): void {
  for (const variant of variantNames) {
    const rows = mutants
      .filter((mutant) => mutant.variant === variant)
      .map(({ id, mistake, breaks }) => [id, mistake, breaks.equation]);
    if (rows.length === 0) continue;
    print(heading(`${variant} (${rows.length})`));
    print(table(['--mutant', 'mistake', 'breaks'], rows));
    print();
  }
}
