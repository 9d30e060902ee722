/** What is fuzzed: how inputs are made, and what must hold of each. */
import type fc from 'fast-check';
import { AuxoptError } from '../../../src/errors.js';

/** One subject, with inputs of one type. */
export interface TypedSubject<Input> {
  /** Its name on the command line and in files of findings. */
  readonly name: string;
  /** Share of the inputs. */
  readonly weight: number;
  readonly inputs: fc.Arbitrary<Input>;
  /** Throws where a property is broken. */
  readonly check: (input: Input) => void | Promise<void>;
}

/** A subject whose inputs are nobody else's business. */
export type Subject = TypedSubject<unknown>;

/** Hides the type of the inputs: the runner only carries them from `inputs` to `check`. */
export function subject<Input>(typed: TypedSubject<Input>): Subject {
  return typed as unknown as Subject;
}

/** The marks of a slip that an error message must not carry to a user. */
const slip =
  /Cannot read propert|is not a function|is not iterable|is not defined|undefined \(|Maximum call stack|Invalid array length|\[object Object\]|Cannot convert|Cannot mix BigInt/;

/** Fails where a message for a user is one of the JavaScript engine. */
export function assertPlainMessage(message: string): void {
  if (slip.test(message)) throw new Error(`the message is the engine's own: ${message.slice(0, 300)}`);
  if (message.length > 5000) throw new Error(`the message has ${message.length} characters`);
}

/**
 * What `read` gives; undefined where it refuses the input, with an error of the library that a person can read. Every other
 * error passes, and is a finding.
 */
export function accepted<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AuxoptError)) throw error;
    assertPlainMessage(error.message);
    for (const part of [error.problem, error.where, error.expected, error.fix]) {
      if (part === '') throw new Error(`a part of the error is empty: ${error.message}`, { cause: error });
    }
    return undefined;
  }
}

/** Fails with what was expected. */
export function assertTrue(holds: boolean, otherwise: () => string): void {
  if (!holds) throw new Error(otherwise());
}

/** Data as text that is the same for equal data; BigInts too. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each));
}
