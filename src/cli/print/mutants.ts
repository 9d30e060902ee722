/** The mistakes that `auxopt serve --mutant` can make. */
import { variantNames } from '../../../spec/algorithms/index.js';
import { catalogue } from '../../verify/mutants/index.js';
import { heading, print, table } from '../text.js';

/** The list as one document, `auxopt-mutants/2`. */
export function mutantsToJson(): string {
  const document = {
    format: 'auxopt-mutants/2',
    mutants: catalogue.map(({ id, variant, mistake, fix, breaks }) => ({
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
export function printMutants(): void {
  for (const variant of variantNames) {
    const rows = catalogue
      .filter((mutant) => mutant.variant === variant)
      .map(({ id, mistake, breaks }) => [id, mistake, breaks.equation]);
    if (rows.length === 0) continue;
    print(heading(`${variant} (${rows.length})`));
    print(table(['--mutant', 'mistake', 'breaks'], rows));
    print();
  }
}
