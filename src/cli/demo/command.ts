/** `auxopt demo` (= `npm start`): the main job in ten seconds; exit 0 only where everything holds. */
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { type ScenarioName, scenarioNames, readScenarioExamples } from '../../problems/scenario-examples.js';
import { demonstrateRealData } from './real-data.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { exampleFolder, examplePath } from '../package.js';
import { loadProblem, readTextFile } from '../read-file.js';
import { createProgress, type StartProgress } from '../progress.js';
import { print, heading, paragraph } from '../text.js';
import { compareScenario, type ScenarioComparison } from '../../theorems/index.js';
import { findScenarioFailures, printScenarios } from './present-settings.js';
import { checkProofStatus } from '../proofs/proof-status.js';
import { checkTheoremsBriefly, formatTheoremTable } from '../check/theorem-table.js';
import { verifyImplementation, type Implementation, type VerifyReport } from '../../verify/index.js';

interface DemoOptions {
  readonly settings?: true | ScenarioName;
}

/** The command. */
export function createDemoCommand(): Command {
  return new Command('demo')
    .description(
      'show what is gained on real data, what is proved about it, and how a mistake is found (npm start)',
    )
    .addOption(
      new Option(
        '--settings [name]',
        'instead, show the four settings of the paper on real data, or one of them',
      ).choices(scenarioNames),
    )
    .action(async ({ settings }: DemoOptions) => {
      process.exitCode =
        settings === undefined
          ? await demonstrate()
          : demonstrateSettings(settings === true ? undefined : settings);
    });
}

async function demonstrate(): Promise<number> {
  const load = (file: string) => loadProblem(join(exampleFolder, file));
  print(
    'auxopt: minimise f, whose gradients are expensive, with the help of h, whose',
    'gradients are cheap and whose Hessian is within δ of that of f.',
    '',
  );
  const real = { deterministic: load('iris.json'), stochastic: load('iris-stochastic.json') };
  const failures = [...demonstrateRealData(real, createProgress)];
  print();
  failures.push(...(await demonstrateVerification()));
  print();
  failures.push(...(await demonstrateTheorems(createProgress)));
  print();
  if (failures.length > 0) {
    print(...failures.map((failure) => `DOES NOT HOLD: ${failure}`));
    return doesNotHold;
  }
  print('Everything holds. Next:');
  print(`  npx auxopt run ${examplePath('iris.json')}       a problem file (--plot draws it)`);
  print('  npx auxopt verify -- python3 mine.py         your own implementation');
  return holds;
}

/** Measures the examples of one setting, or of all. */
export function compareSettings(setting?: ScenarioName): readonly ScenarioComparison[] {
  const examples = readScenarioExamples((file) => readTextFile(join(exampleFolder, file)), setting);
  const progress = createProgress('settings', examples.length);
  try {
    return examples.map((example) => {
      const comparison = compareScenario(example);
      progress.advance();
      return comparison;
    });
  } finally {
    progress.finish();
  }
}

/** Prints them; returns the exit code. */
function demonstrateSettings(setting?: ScenarioName): number {
  const comparisons = compareSettings(setting);
  printScenarios(comparisons);
  const failures = comparisons.flatMap(findScenarioFailures);
  for (const failure of failures) print(`DOES NOT HOLD: ${failure}`);
  return failures.length === 0 ? holds : doesNotHold;
}

/** Prints the table; returns the sentences that say what does not hold. */
async function demonstrateTheorems(startProgress: StartProgress): Promise<readonly string[]> {
  const proofs = await checkProofStatus();
  const checks = checkTheoremsBriefly(startProgress);
  print(heading('Theorems: proved by a kernel of six rules or by Coq, checked by exact expectations'));
  print(formatTheoremTable(checks, proofs.short));
  const others = Object.entries(proofs.short).filter(([id]) => !checks.some((check) => check.id === id));
  const besides = others.map(([id, proof]) => `${id} (${proof})`).join(', ');
  print(paragraph(`Besides: ${besides}. ${proofs.note} More: auxopt check, auxopt proofs.`));
  return [
    ...checks
      .filter(({ violations, unshown }) => violations + unshown > 0)
      .map(({ id }) => `${id} is violated, or a stored case no longer shows what it is stored for`),
    ...proofs.refuted.map((id) => `the proof of ${id} is refuted`),
  ];
}

/** AuxMOM as a user would write it; the old estimate is weighted with `keep(a)`, which should be 1 − a. */
const auxMom = (keep: (a: number) => number): Implementation<number> => ({
  name: 'AuxMOM in a dozen lines',
  variants: {
    'aux-mom': ({ stepSize: eta, momentumWeight: a, localStepCount: K, roundCount: T, ...task }) => {
      if (!(eta > 0 && a > 0 && a <= 1 && K >= 1 && T >= 1)) throw new RangeError('outside the domain');
      return ({ x, m = [] }) => {
        const sample = task.drawSnapshot();
        const [f, h] = [sample.f(x), sample.h(x)];
        const estimate = m.map((mean, i) => keep(a) * mean + a * ((f[i] ?? NaN) - (h[i] ?? NaN)));
        let y = x;
        for (let k = 0; k < K; k += 1) {
          const local = task.drawLocal().h(y);
          y = y.map((value, i) => value - eta * ((local[i] ?? NaN) + (estimate[i] ?? NaN)));
        }
        return { x: y, m: estimate };
      };
    },
  },
});

/**
 * Prints both verdicts; returns the sentences that say what does not hold.
 *
 * @param planted - the weight of the old estimate in the wrong implementation.
 */
export async function demonstrateVerification(
  planted: (a: number) => number = () => 1,
): Promise<readonly string[]> {
  // single rounds: enough to see a mistake in an equation, and a second of work
  const verify = (keep: (a: number) => number): Promise<VerifyReport> =>
    verifyImplementation(auxMom(keep), { level: 1 });
  const [right, wrong] = [await verify((a) => 1 - a), await verify(planted)];
  const failure = wrong.results.find(({ verdict }) => verdict === 'fail');
  const [suspicion] = failure?.diagnosis ?? [];
  print(heading('Verification: AuxMOM in a dozen lines of JavaScript, held to its equations'));
  print(paragraph(`As it should be: ${right.verdict}, ${right.cases} cases of single rounds.`));
  print(
    paragraph(
      `With m in place of (1 − a)m in the estimate: ${wrong.verdict}, ${failure?.message?.split('\n')[0] ?? 'no message'}. ` +
        `Likely mistake: ${suspicion?.mistake ?? 'none named'}.`,
    ),
  );
  return [
    ...(right.verdict === 'pass' ? [] : ['a right implementation does not pass']),
    ...(wrong.verdict === 'fail' && suspicion !== undefined ? [] : ['a planted mistake is not named']),
  ];
}
