/** A mutant of a report. */
export interface ReportedMutant {
  readonly file: string;
  readonly location: { readonly start: Position; readonly end: Position };
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
  readonly status: string;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** Why a mutant lives. */
export interface Explanation {
  readonly file: string;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
  readonly reason: string;
  readonly count?: number;
}

/** The numbers of a folder. */
export interface Summary {
  readonly folder: string;
  readonly mutants: number;
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  readonly noCoverage: number;
  readonly score: number;
  readonly unexplained: readonly ReportedMutant[];
  readonly unused: readonly Explanation[];
  readonly isGood: boolean;
}

/** A mutation testing report, as far as it is read. */
export interface Report {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly mutatorName: string;
          readonly replacement?: string;
          readonly location: ReportedMutant['location'];
          readonly status: string;
          readonly statusReason?: string;
        }[];
      }
    >
  >;
}

export declare const leastScore: number;
export declare function listMutants(report: Report): ReportedMutant[];
export declare function forgetTimeouts(report: Report): Report;
export declare function summarize(
  folder: string,
  mutants: readonly ReportedMutant[],
  explanations: readonly Explanation[],
): Summary;
export declare function formatSummary(summaries: readonly Summary[]): string;
