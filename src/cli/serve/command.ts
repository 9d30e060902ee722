/** `auxopt serve`: the reference itself behind the verification protocol, right or wrong on purpose. */
import { Command, Option } from 'commander';
import { variantNames } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { serveImplementation } from '../../verify/adapters/serve-implementation.js';
import { type ArithmeticName, arithmeticNames } from '../../verify/protocol/message-parts.js';
import { catalogue, type Mutant } from '../../verify/mutants/index.js';
import { createReference } from '../../verify/served-reference/index.js';
import { InputError } from '../../errors.js';
import { version } from '../package.js';

interface ServeOptions {
  readonly variant?: VariantName;
  readonly arithmetic: ArithmeticName;
  readonly mutant?: string;
}

/** The command. */
export function createServeCommand(): Command {
  return new Command('serve')
    .description(
      'be an implementation that can be verified, right or with a mistake: auxopt verify -- auxopt serve',
    )
    .addOption(new Option('--variant <name>', 'offer only this variant').choices(variantNames))
    .addOption(
      new Option('--arithmetic <name>', 'the arithmetic to compute in')
        .choices(arithmeticNames)
        .default('binary64'),
    )
    .option('--mutant <id>', 'make this mistake (auxopt print mutants)')
    .action(async ({ variant, arithmetic, mutant: id }: ServeOptions) => {
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
}

/** The mutant of that id, of that variant. */
function findMutant(id: string, variant: VariantName | undefined): Mutant {
  const mutant = catalogue.find((candidate) => candidate.id === id);
  if (mutant === undefined) {
    throw new InputError({
      problem: `there is no mutant ${JSON.stringify(id)}`,
      where: '--mutant',
      expected: 'the id of a mutant',
      fix: 'auxopt print mutants lists them.',
    });
  }
  if (variant !== undefined && mutant.variant !== variant) {
    throw new InputError({
      problem: `${id} is a mistake in ${mutant.variant}, not in ${variant}`,
      where: '--mutant',
      expected: `a mutant of ${variant}`,
      fix: `Choose --variant ${mutant.variant}, or another mutant: auxopt print mutants lists them.`,
    });
  }
  return mutant;
}
