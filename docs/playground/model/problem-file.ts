/** The problem file that a state means: what is computed here, and what `auxopt run` reads. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { problemFormat, type ExplicitProblemFile } from '../../../src/problems/index.js';
import { exact, textOf, type ExactMatrix } from './exact.js';
import { settings, type Knobs, type SettingProblem } from './settings.js';
import { sliderNames, type PlaygroundState } from './state.js';

/** The exact values of the sliders. */
function knobsOf(state: PlaygroundState): Knobs {
  return Object.fromEntries(sliderNames.map((name) => [name, exact(state[name])])) as unknown as Knobs;
}

/** The problem of a state. */
export function problemOf(state: PlaygroundState): SettingProblem {
  return settings[state.setting].build(knobsOf(state), state);
}

/** The problem file of a state. */
export function problemFileOf(
  state: PlaygroundState,
  problem: SettingProblem = problemOf(state),
): ExplicitProblemFile {
  const { target, auxiliary, startingPoint } = problem;
  const { title } = settings[state.setting];
  const isNoisy = problem.snapshotAtoms.length > 1;
  return {
    format: problemFormat,
    name: `playground: ${title}`,
    description: `Made in the playground of the documentation; setting ${state.setting}.`,
    dimension: startingPoint.length,
    target: { matrix: matrixText(target.matrix), vector: target.vector.map(textOf) },
    auxiliary: { matrix: matrixText(auxiliary.matrix), vector: auxiliary.vector.map(textOf) },
    ...(isNoisy ? { snapshotAtoms: problem.snapshotAtoms } : {}),
    ...(problem.localAtoms === undefined ? {} : { localAtoms: problem.localAtoms }),
    variant: state.variant,
    parameters: {
      stepSize: state.eta,
      momentumWeight: state.a,
      localStepCount: state.variant === 'sgd' ? 1 : state.K,
      roundCount: state.T,
    },
    initialization: { kind: algorithms[state.variant].estimates === 'nothing' ? 'none' : 'first-snapshot' },
    startingPoint: startingPoint.map(textOf),
    seed: state.seed,
  };
}

const matrixText = (matrix: ExactMatrix): readonly (readonly string[])[] =>
  matrix.map((row) => row.map(textOf));

/** The file as text, as the download has it. */
export function formatProblemFile(file: ExplicitProblemFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}
