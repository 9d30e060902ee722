/** The list of `auxopt serve --list-mutants`. */
import { variantNames } from '../../../spec/algorithms/index.js';
import type { Mutant } from '../../verify/mutants/index.js';
import { heading, print, table } from '../text.js';

/** The list as one document, `auxopt-mutants/1`. */
export function mutantsToJson(mutants: readonly Mutant[]): string {
  const document = {
    format: 'auxopt-mutants/1',
    mutants: mutants.map(({ id, variant, mistake, mend, breaks }) => ({
      id,
      variant,
      mistake,
      mend,
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
