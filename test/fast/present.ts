/** The value, which the test knows to be there; a missing one fails the test with its name. */
export function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
}
