/** A published or shipped optimizer as a variant of this specification with some of its freedom fixed. */
import type { VariantName } from '../model/index.js';

/** The value that a method fixes for a parameter or for the problem; what is left out is free. */
export interface MethodRestriction {
  /**
   * What the auxiliary is: `zero` (the method has none), or `target` (the mean of h is f, and its samples are components of f).
   */
  readonly auxiliary?: 'zero' | 'target';
  /** `none`: every gradient is exact. `local`: the gradients of a snapshot are exact, those of the local steps are samples. */
  readonly noise?: 'none' | 'local';
  /** K. */
  readonly localStepCount?: 1;
  /** a; with a = 1 the estimate is this round's sample alone, so that m⁰ plays no part. */
  readonly momentumWeight?: 1;
}

/** One of the method's own parameters, and what it is in terms of η and a, and back. */
export interface MethodParameter {
  /** In the method's own notation. */
  readonly name: string;
  /** From η and a. */
  readonly from: string;
  /** What it gives of η and a. */
  readonly gives: string;
}

/** A method. */
export interface Method {
  readonly title: string;
  readonly variant: VariantName;
  readonly restriction: MethodRestriction;
  /** The recursion in the method's own notation, as TeX. */
  readonly latex: string;
  /** What a program has done that passes, as the end of a sentence that begins with "every step was". */
  readonly meaning: string;
  /** How the names in equations and mistakes are to be read for it, as the end of a sentence that begins with "Here". */
  readonly letters: string;
  /** Who published or ships it. */
  readonly source: string;
  /** What the auxiliary h stands for. */
  readonly auxiliary: string;
  /** Kinds of m⁰ that it starts from. */
  readonly starts: readonly ('zero' | 'first-snapshot' | 'none')[];
  readonly parameters: readonly MethodParameter[];
}
