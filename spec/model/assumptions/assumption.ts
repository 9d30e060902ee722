/** What every assumption has: a stable id and its statement; its predicate lives beside it. */
export interface Assumption {
  /** `A1` … `A5`. */
  readonly id: string;
  readonly title: string;
  readonly statement: string;
  readonly latex: string;
}
