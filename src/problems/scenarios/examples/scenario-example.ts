/** What an example of a setting is. */
import { toProblemFile, type ProblemFileNotes } from '../../problem-file-text.js';
import { formatProblemFile } from '../../format-problem-file.js';
import type { ReadText } from '../../least-squares-data.js';
import type { ResolvedProblem } from '../../problem-case.js';

/** The four settings, in the order of the guide. */
export const settingNames = ['batch-reuse', 'transfer', 'federated', 'compressed-model'] as const;

/** One of the four settings. */
export type SettingName = (typeof settingNames)[number];

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

/** Target gradients of most examples: enough to leave the start behind, few enough for an exact expectation in seconds. */
export const settingBudget = 40;

/** The name of the problem file of an example. */
export function settingFileName({ setting, label }: Pick<SettingExample, 'setting' | 'label'>): string {
  return `setting-${setting}-${label}.json`;
}

/** The problem file of an example as text. */
export function formatSettingExample({ problemCase, notes }: SettingExample): string {
  return formatProblemFile(toProblemFile(problemCase, notes));
}
