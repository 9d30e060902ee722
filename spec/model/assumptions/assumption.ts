/** What every assumption has: a stable id and its statement; its predicate is in the same file. */
export interface Assumption {
  /** `A1` … `A5`. */
  readonly id: string;
  readonly title: string;
  readonly statement: string;
  readonly latex: string;
}
