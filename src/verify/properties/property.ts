/** What a suite is made of, and how a property says that it does not hold. */
import type { VariantName } from '../../../spec/model/index.js';
import type fc from 'fast-check';
import { AuxoptError } from '../../errors.js';
import type { ResolvedProblem } from '../../problems/index.js';
import type { ArithmeticName } from '../protocol/message-parts.js';
import type { Capabilities } from '../protocol/replies.js';
import type { Suspicion } from '../report/verify-report.js';
import type { Subject } from './subject.js';

/** One property of one algorithm, for any test runner. */
export interface OptimizerProperty {
  /** Unique in its suite, for example `aux-mom: translation`. */
  readonly name: string;
  /**
   * Checks it; may be called more than once, and gives the same every time.
   *
   * @throws Error where it does not hold: the equation, what was seen, the likely mistake, the seed and the path, and the
   *   shrunk problem as a file for `auxopt run`.
   */
  readonly run: () => Promise<void>;
  /** Why there is nothing to run; then `run` resolves at once. */
  readonly skipped?: string;
}

/** What a property is checked with. */
export interface PropertyContext {
  readonly variant: VariantName;
  readonly arithmetic: ArithmeticName;
  readonly capabilities: Capabilities;
  readonly subject: Subject;
}

/** A property before it meets an implementation. */
export interface PropertyDefinition<Case extends PropertyCase = PropertyCase> {
  readonly id: string;
  /** The law, in a formula; it stands in messages where no equation of the algorithm is named. */
  readonly law: string;
  /** Which part of the asked number of runs is made, for properties whose runs are many. */
  readonly share?: number;
  /** Why the property does not apply, where it does not. */
  readonly skip?: (variant: VariantName, arithmetic: ArithmeticName) => string | undefined;
  /** Whether the property is about this variant at all. */
  readonly fits?: (variant: VariantName) => boolean;
  readonly arbitrary: (context: PropertyContext) => fc.Arbitrary<Case>;
  /** Throws a {@link BrokenLaw} where it does not hold. */
  readonly check: (context: PropertyContext, given: Case) => Promise<void>;
}

/** A drawn case; what goes beyond the problem file is told in words. */
export interface PropertyCase {
  readonly problem: ResolvedProblem;
  /** What else was drawn, for a person. */
  readonly note?: string;
}

/** A property that does not hold on a case. */
export class BrokenLaw extends AuxoptError {
  readonly equation: string | undefined;
  /** The likely mistakes: looked for when they are asked for, because of all cases on the way to the smallest nobody asks. */
  readonly diagnose: () => Promise<readonly Suspicion[]>;

  /** @param message - what was seen; `equation` the one that is broken, where one is known. */
  constructor(
    message: string,
    {
      equation,
      diagnose = () => Promise.resolve([]),
    }: Partial<Pick<BrokenLaw, 'equation' | 'diagnose'>> = {},
  ) {
    super(message);
    this.equation = equation;
    this.diagnose = diagnose;
  }
}
