/** One table of exit codes for every command. */

/** The run did what was asked, and what was checked holds. */
export const holds = 0;
/** Something that was checked does not hold. */
export const doesNotHold = 1;
/** Usage or bad input. */
export const badInput = 2;
/**
 * What should be judged could not be started, the system refused what the kit itself needs, or standard output was lost or closed from
 * the start and with it the result.
 */
export const couldNotStart = 3;
