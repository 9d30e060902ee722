/** The version of the protocol and its limits. */

/** What this kit speaks. */
export const protocolVersion: { readonly major: number; readonly minor: number } = { major: 1, minor: 1 };

/** A longer line is a fault of its sender. */
export const largestLine: number = 4 * 1024 * 1024;
