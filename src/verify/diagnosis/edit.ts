/** An edit of one equation, and what it explains. */
import type { Law } from './law.js';
import type { Kind, Transition } from './transition.js';

/** A condition in words, as the end of a sentence. */
export interface Condition {
  readonly text: string;
  readonly cost: number;
  /** The feature that it is a threshold of. */
  readonly of?: string;
}

/** What is written differently. */
export type Edit =
  | {
      readonly type: 'coefficient';
      readonly term: string;
      readonly isOwn: boolean;
      readonly law: Law;
      readonly due: string;
    }
  | { readonly type: 'replaced'; readonly term: string; readonly by: string; readonly isRough?: true }
  | { readonly type: 'transformed'; readonly term: string; readonly text: string }
  | { readonly type: 'values'; readonly text: string; readonly isEmpty?: true; readonly isRough?: true };

/** An edit, where it is made, and what it explains. */
export interface Fit {
  readonly kind: Kind;
  readonly what: string;
  readonly edit: Edit;
  readonly condition: Condition;
  /** Whether coordinates were looked at one by one. */
  readonly isByCoordinate: boolean;
  readonly cost: number;
  /** Wrong transitions that it explains; all of them where `isComplete`. */
  readonly wrong: readonly Transition[];
  readonly isComplete: boolean;
}
