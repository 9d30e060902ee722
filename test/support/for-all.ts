/** Properties of fast-check, with what they need and no more: how many cases, of what, and what holds. */
import fc from 'fast-check';

/** What holds for so many cases of these. */
export function forAll<Values extends [unknown, ...unknown[]]>(
  numRuns: number,
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  holds: (...values: Values) => void,
): void {
  fc.assert(fc.property<Values>(...arbitraries, holds), { numRuns });
}

/** The same of what takes its time. */
export async function forAllAsync<Values extends [unknown, ...unknown[]]>(
  numRuns: number,
  arbitraries: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  holds: (...values: Values) => Promise<void>,
): Promise<void> {
  await fc.assert(fc.asyncProperty<Values>(...arbitraries, holds), { numRuns });
}
