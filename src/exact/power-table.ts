/** Powers of one base that are asked for again and again. */

/**
 * A function that gives baseᵉ, and remembers it.
 *
 * It keeps what it was asked for and nothing between: all powers of 10 up to the 64,000th would fill a gigabyte.
 */
export function createPowerTable(base: bigint): (exponent: number) => bigint {
  const powers = new Map<number, bigint>();
  return (exponent) => {
    const power = powers.get(exponent) ?? base ** BigInt(exponent);
    powers.set(exponent, power);
    return power;
  };
}
