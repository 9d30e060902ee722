/** The one way in which the kernel says no. */
import { AuxoptError } from '../../spec/errors.js';

/** A document proves nothing: it breaks the format, or a step does not follow. The message says where and why. */
export class RefusedError extends AuxoptError {
  /** What is wrong, without where. */
  readonly reason: string;

  /** @param reason - what is wrong; `within` puts in front of it where. */
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** Throws a {@link RefusedError}. */
export function refuse(reason: string): never {
  throw new RefusedError(reason);
}

/** The value of `read`; a refusal in it also says where it happened. */
export function within<Value>(where: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof RefusedError) refuse(`${where}: ${error.reason}`);
    throw error;
  }
}
