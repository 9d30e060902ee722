/** What runs that fail have in common, and others have not: a size or a parameter on one side of a number. */
import type { Method } from '../../../spec/language/index.js';
import { liftDouble, nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import type { PageRun } from './page-run.js';

interface OfRun {
  readonly run: PageRun;
}

/** A number that a run has. */
interface Trait {
  readonly name: string;
  readonly of: (run: PageRun) => Ratio | undefined;
}

const { compare } = ratioField;

/** In words, where the first runs are and none of the others is: `where K ≥ 2`; undefined where no one number tells. */
export function whereOnly(
  { parameters }: Method,
  failing: readonly OfRun[],
  others: readonly OfRun[],
): string | undefined {
  const traits: readonly Trait[] = [
    { name: 'd', of: ({ dimension }) => ratioField.fromString(String(dimension)) },
    ...parameters.map(({ name: { name } }) => ({
      name,
      of: (run: PageRun) => numberOf(run.parametersAt(1).get(name)),
    })),
  ];
  for (const { name, of } of traits) {
    const [inside, outside] = [failing, others].map((runs) =>
      runs.flatMap(({ run }) => of(run) ?? []).sort(compare),
    ) as [Ratio[], Ratio[]];
    const [least, greatest, before, behind] = [inside[0], inside.at(-1), outside.at(-1), outside[0]];
    if (!least || !greatest || !before || !behind) continue;
    const text = (value: Ratio): string => {
      const double = nearestDouble(value);
      return compare(liftDouble(double), value) === 0 ? String(double) : ratioField.format(value);
    };
    if (compare(before, least) < 0) return `where ${name} ≥ ${text(least)}`;
    if (compare(greatest, behind) < 0) return `where ${name} ≤ ${text(greatest)}`;
  }
  return undefined;
}

function numberOf(value: Ratio | number | readonly Ratio[] | undefined): Ratio | undefined {
  if (typeof value === 'number') return ratioField.fromString(String(value));
  return Array.isArray(value) ? undefined : (value as Ratio | undefined);
}
