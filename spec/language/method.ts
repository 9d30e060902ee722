/** A resolved page: every name says which version of a value it reads or sets, every gradient what it asks. */
import type { Type } from './operators.js';
import type { Choice, Gradient, Line, Name, Page, Parameter, Repeat, Sampling, State } from './page.js';

/**
 * What a name stands for between two changes (static single assignment). All versions of a name have one type. A round is a loop
 * over the states, so that `state`, `pass`, `after` and `choice` are of one kind: where two flows of values meet.
 */
export interface Version {
  readonly name: string;
  readonly type: Type;
  /** Its place in {@link Method.versions}. */
  readonly index: number;
  readonly origin: Origin;
  /** Where it is made, outermost first. */
  readonly blocks: readonly Block[];
}

/** How a version comes about. */
export type Origin =
  | { readonly kind: 'parameter'; readonly parameter: Parameter<Use> }
  /** t, the counter of a repeat, or the index of a mean or a sum. */
  | { readonly kind: 'counter'; readonly repeat?: Repeat<Use> }
  /** At the beginning of a round: the start, or `last` of the round before. */
  | { readonly kind: 'state'; readonly state: State<Use>; readonly last: Version }
  /** At the beginning of a pass: `first` in pass 1, then `last` of the pass before. */
  | { readonly kind: 'pass'; readonly repeat: Repeat<Use>; readonly first: Version; readonly last: Version }
  /** After a repeat: `last` of its last pass, or `first` if there was none. */
  | { readonly kind: 'after'; readonly repeat: Repeat<Use>; readonly first: Version; readonly last: Version }
  /** After a choice: `first` if it was made, `last` otherwise. */
  | { readonly kind: 'choice'; readonly choice: Choice<Use>; readonly first: Version; readonly last: Version }
  | { readonly kind: 'sample'; readonly sampling: Sampling<Use> }
  /** `kept`: what the other members of a family keep. */
  | { readonly kind: 'line'; readonly line: Line<Use>; readonly kept?: Version };

/** A name of a resolved page. */
export interface Use extends Name {
  readonly version: Version;
  readonly index?: Use;
}

/** A block that something stands in: a repeat, or one branch of a choice. */
export type Block =
  | { readonly kind: 'repeat'; readonly repeat: Repeat<Use> }
  | { readonly kind: 'branch'; readonly choice: Choice<Use>; readonly branch: 'then' | 'otherwise' };

/** A gradient that the page asks for, and where: its function, its point and its sample are in the gradient. */
export interface Question {
  readonly gradient: Gradient<Use>;
  /** The line that asks, or the state whose start does. */
  readonly asker: Line<Use> | State<Use>;
  readonly blocks: readonly Block[];
}

/** A page whose names are resolved and whose rules hold. */
export interface Method extends Page<Use> {
  /** In the order in which they come about; t is the first. */
  readonly versions: readonly Version[];
  /** In the order of the page. */
  readonly questions: readonly Question[];
  /** The lines with ←, in the order of the page. */
  readonly lines: readonly Line<Use>[];
}

/** The version whose value this one keeps: where a line only copies, what it copies. */
export function originalOf(version: Version): Version {
  const { origin } = version;
  const copied = origin.kind === 'line' && origin.line.value.kind === 'name' ? origin.line.value : undefined;
  return copied === undefined || copied.index !== undefined ? version : originalOf(copied.version);
}

/** The repeats that something stands in, outermost first; a loop over members is none. */
export const repeatsOf = (blocks: readonly Block[]): readonly Repeat<Use>[] =>
  blocks.flatMap((block) =>
    block.kind === 'repeat' && block.repeat.members === undefined ? [block.repeat] : [],
  );
