/** One table of exit codes for every command. */

/** The run did what was asked, and what was checked holds. */
export const holds = 0;
/** Something that was checked does not hold. */
export const doesNotHold = 1;
/** Usage or bad input. */
export const badInput = 2;
/**
 * What should be judged could not be started, or standard output was lost and with it the result. Where standard output is closed from the
 * start, nothing can be seen of that: Node opens /dev/null in its place, as those do who want the exit code alone.
 */
export const couldNotStart = 3;
