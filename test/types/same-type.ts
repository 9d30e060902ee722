/** Equality of types, which assignability is not: `any` and wider or narrower types differ. */

/**
 * `true` where A and B are one type, `false` elsewhere: the compiler calls two such functions the same only where their A
 * and B are. Written out twice, because of an alias it would compare the arguments by assignability.
 */
export type Same<A, B> =
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- see above
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles where every claim is `true`. */
export type AllHold<Claims extends readonly true[]> = Claims;
