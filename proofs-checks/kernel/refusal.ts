/** The one way in which the kernel says no, and how much work it does before it says so. */
import { AuxoptError } from '../../spec/errors.js';

/** A document proves nothing: it breaks the format, or a step does not follow. The message says where and why. */
export class RefusedError extends AuxoptError {}

/** Throws a {@link RefusedError}. */
export function refuse(reason: string): never {
  throw new RefusedError(reason);
}

/** The value of `read`; a refusal in it also says where it happened. */
export function within<Value>(where: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const message = `${where}: ${error.message}`;
    throw Object.assign(error, { message, problem: message });
  }
}

/** Whole numbers, which are cheap to count with. */
const mostEffort = 8_000_000;
let isLimited = false;
let spent = 0;

/** Counts work, a whole number: formulas that are read, terms that are produced, steps of a division. */
export function spend(work: number): void {
  spent += work;
  if (spent > mostEffort && isLimited) refuse('the document takes too much work to check');
}

/** Runs a check with a limit on its work, so that every document ends; a check inside of it counts as part of it. */
export function limitEffort<Value>(run: () => Value): Value {
  if (isLimited) return run();
  isLimited = true;
  spent = 0;
  try {
    return run();
  } finally {
    isLimited = false;
  }
}
