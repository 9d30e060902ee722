/** What an example of a setting is. */
import type { VariantName } from '../../../../spec/model/index.js';
import { toProblemFile, type ProblemFileNotes } from '../../random/problem-file-text.js';
import { formatProblemFile } from '../../random/format-problem-file.js';
import type { ReadText } from '../../least-squares-data.js';
import type { ResolvedProblem } from '../../problem-case.js';

/** The four settings. */
export type SettingName = 'batch-reuse' | 'transfer' | 'federated' | 'compressed-model';

/** A setting on real data, with the run that its problem file names. */
export interface SettingExample {
  readonly setting: SettingName;
  /** What is special about this example, in a word or two; the file is `setting-<setting>-<label>.json`. */
  readonly label: string;
  /** One sentence: what is expected, and why. */
  readonly expectation: string;
  /** Whether the auxiliary is expected to beat SGD on the target at equal numbers of target gradients. */
  readonly helps: boolean;
  /** The unit of f; G, an average of squared gradients, has the same one, because features have none. */
  readonly unit: string;
  /** Target gradients that every algorithm may spend. */
  readonly budget: number;
  readonly problemCase: ResolvedProblem;
  readonly notes: ProblemFileNotes;
}

/** Builds an example from the texts of the tables; the reader gets the name of a file in docs/examples. */
export type CreateSettingExample = (readText: ReadText) => SettingExample;

/** Parameters that do best on the grid of `auxopt settings` for the variant of the file, and that a test finds again. */
export interface ChosenRun {
  readonly variant: VariantName;
  readonly stepSize: string;
  readonly momentumWeight: string;
}

/** Target gradients of every example, and local steps between two of them. */
export const settingBudget = 60;

/** Rounds that the budget pays; `aux-mvr` spends two target gradients in each but the first. */
export function roundsOf(variant: VariantName): number {
  return variant === 'aux-mvr' ? Math.floor((settingBudget + 1) / 2) : settingBudget;
}

/** The name of the problem file of an example. */
export function settingFileName({ setting, label }: Pick<SettingExample, 'setting' | 'label'>): string {
  return `setting-${setting}-${label}.json`;
}

/** The problem file of an example as text. */
export function formatSettingExample({ problemCase, notes }: SettingExample): string {
  return formatProblemFile(toProblemFile(problemCase, notes));
}
