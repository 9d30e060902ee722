/** The examples of docs/guide/settings.md: each scenario on real rows, where the auxiliary helps and where it does not. */
import type { ReadText } from './least-squares-data.js';
import { readProblem } from './resolve-problem.js';
import type { ResolvedProblem } from './problem-case.js';

/** The four scenarios, in the order of the guide. */
export const scenarioNames = ['batch-reuse', 'transfer', 'federated', 'compressed-model'] as const;

/** One of the four scenarios. */
export type ScenarioName = (typeof scenarioNames)[number];

/** A scenario on real data, with the run that its problem file names. */
export interface ScenarioExample {
  readonly scenario: ScenarioName;
  /** What is special about this example, in a word or two. */
  readonly label: string;
  /** Its problem file, `setting-<scenario>-<label>.json`. */
  readonly file: string;
  /** One sentence: what is expected, and why. */
  readonly expectation: string;
  /** Whether the auxiliary is expected to beat SGD on the target at equal numbers of target gradients. */
  readonly helps: boolean;
  /** The unit of f; G, an average of squared gradients, has the same one, because features have none. */
  readonly unit: string;
  /** Target gradients that every algorithm may spend. */
  readonly budget: number;
  readonly problemCase: ResolvedProblem;
}

/** Target gradients of most examples: enough to leave the start behind, few enough for an exact expectation in seconds. */
const usualBudget = 40;

const examples: readonly (Pick<ScenarioExample, 'scenario' | 'label' | 'helps' | 'expectation'> & {
  readonly budget?: number;
})[] = [
  {
    scenario: 'batch-reuse',
    label: 'cached',
    helps: true,
    expectation:
      'The cached batch has flowers of all three species, so δ is a tenth of L, and its gradients have no noise.',
  },
  {
    scenario: 'batch-reuse',
    label: 'row-by-row',
    helps: false,
    expectation:
      'The same f and h, so the same δ; but local steps see one flower each, and σ_h² is far above the noise of a target gradient.',
  },
  {
    scenario: 'transfer',
    label: 'shifted',
    helps: true,
    expectation:
      'Shifted to their own means, measurements of both species vary alike, so δ is a seventh of L although the solutions differ.',
  },
  {
    scenario: 'transfer',
    label: 'distant',
    helps: false,
    expectation:
      'Shifted to the means of all penguins, the two species lie on different sides of the origin, and δ is nearly L.',
  },
  {
    scenario: 'federated',
    label: 'client',
    helps: true,
    expectation: 'Clients are alike, so the first of them stands for all: δ is a tenth of L.',
  },
  {
    scenario: 'federated',
    label: 'server',
    helps: true,
    // Variance reduction pays late: with fewer target gradients the second one of each round costs more than it brings.
    budget: 100,
    expectation:
      "The server's penguins are of one species, so δ is nearly L, and the lag of AuxMOM's estimate costs most of the gain. But clients are alike, so δ of the samples (A5) is hardly above δ of the means (A2): AuxMVR's estimate keeps up, and averages the noise away.",
  },
  {
    scenario: 'federated',
    label: 'distant',
    helps: false,
    expectation: "No client has a penguin of the server's species: δ is well above L.",
  },
  {
    scenario: 'compressed-model',
    label: 'light',
    helps: true,
    expectation:
      'Masks drop one coordinate in 25: δ is tiny, and σ_h² stays near the noise of a target gradient.',
  },
  {
    scenario: 'compressed-model',
    label: 'heavy',
    helps: false,
    expectation:
      'Masks drop one coordinate in five: δ is still a seventh of L, but σ_h² does not vanish anywhere near the minimiser.',
  },
];

/**
 * The examples of docs/guide/settings.md.
 *
 * @param readText - gives the texts of the problem files, which are in docs/examples.
 * @param chosen - one scenario alone; all where it is left out.
 * @returns nine examples; in the first of each scenario the auxiliary helps, in the last it does not.
 */
export function readScenarioExamples(readText: ReadText, chosen?: ScenarioName): readonly ScenarioExample[] {
  const wanted = examples.filter(({ scenario }) => chosen === undefined || scenario === chosen);
  return wanted.map((example) => {
    const file = `setting-${example.scenario}-${example.label}.json`;
    const unit = example.scenario === 'batch-reuse' ? 'cm²' : 'kg²';
    const problemCase = readProblem(readText(file), file, readText);
    return { budget: usualBudget, ...example, file, unit, problemCase };
  });
}
