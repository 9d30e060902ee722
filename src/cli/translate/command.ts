/** `auxopt translate`: the parameters of one library's momentum in another, with a proof by exact runs. */
import { Command, Option } from 'commander';
import {
  optimizerNames,
  optimizerParameters,
  type LibraryOptimizer,
  type OptimizerName,
  type OptimizerParameter,
  type OptimizerValues,
  optimizers,
} from '../../../spec/methods/index.js';
import { ContractError, InputError, refuseInput } from '../../errors.js';
import { formatRatio, ratioField, type Ratio } from '../../exact/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { parseNonNegative, parsePairs, parsePositiveNumber } from '../options.js';
import { paragraph, print, printJson } from '../text.js';
import { createVectorSpace, type Vector } from '../../../spec/algebra/index.js';
import { evaluateGradient } from '../../../spec/model/index.js';
import { createDataSource } from '../../verify/cases/case-data.js';

type GivenValues = Readonly<Partial<Record<OptimizerParameter, Ratio>>>;

interface TranslateOptions {
  readonly from: OptimizerName;
  readonly to: OptimizerName;
  readonly json?: true;
}

/** The seed of the exact runs: the same problems every time. */
const seed = 19;

const parsers: Readonly<Record<OptimizerParameter, (text: string) => Ratio>> = {
  lr: parsePositiveNumber,
  momentum: parseNonNegative,
  dampening: parseNonNegative,
  decay: parseNonNegative,
  weight: parsePositiveNumber,
};

/** The command. */
export function createTranslateCommand(): Command {
  const name = (flags: string, description: string): Option =>
    new Option(flags, description).choices(optimizerNames).makeOptionMandatory();
  return new Command('translate')
    .description(
      "translate the parameters of one library's momentum into another's, and check the result by exact runs",
    )
    .addOption(name('--from <name>', 'the optimizer that the parameters belong to'))
    .addOption(name('--to <name>', 'the optimizer that should make the same steps'))
    .argument(
      '<parameters...>',
      'those of --from, such as lr=0.1 momentum=0.9: lr (η of the methods), momentum, dampening (torch), decay (optax-ema), ' +
        'weight (a of sgd-ema and storm). If left out, weight is 1 and the others are 0',
      parsePairs(parsers),
    )
    .option('--json', 'print one JSON document (format auxopt-translate/1)')
    .action((given: GivenValues, options: TranslateOptions) => {
      process.exitCode = present(given, options);
    });
}

function present(given: GivenValues, { from, to, json }: TranslateOptions): number {
  const values = checkValues(from, given);
  const { values: found, reason } = translate(from, to, values);
  const [source, target] = [optimizerOf(from), optimizerOf(to)];
  const proof = found && compareRuns([from, values], [to, found], seed);
  if (proof?.difference !== undefined) throw new ContractError('the parameters do not make the same steps');
  const breaks = found === undefined ? [] : whatBreaks(from, to, found);
  if (json === true) {
    printJson({
      format: 'auxopt-translate/1',
      from: { name: from, title: source.title, recursion: source.form.recursion, parameters: values },
      to: {
        name: to,
        title: target.title,
        recursion: target.form.recursion,
        ...(found && { parameters: found }),
      },
      isEquivalent: found !== undefined,
      ...(reason === undefined ? {} : { reason }),
      ...(proof === undefined ? {} : { proof, breaks }),
    });
    return found === undefined ? doesNotHold : holds;
  }
  print(
    describe(source, values),
    `  ${source.form.recursion}`,
    found === undefined ? target.title : describe(target, found),
    `  ${target.form.recursion}`,
    '',
  );
  if (found === undefined || proof === undefined) {
    print(paragraph(`There are no equal parameters. ${reason ?? ''}.`));
    return doesNotHold;
  }
  print(
    paragraph(
      `Proof: both recursions, run in fractions on ${proof.problems} random quadratics with noise for ${proof.rounds} rounds, are at the same x after every round.`,
    ),
    '',
    'What breaks it:',
    ...breaks.map((line) => paragraph(`- ${line}`)),
  );
  return holds;
}

/** The values that the optimizer has. */
function checkValues(from: OptimizerName, given: GivenValues): OptimizerValues<Ratio> {
  const { form, title } = optimizerOf(from);
  if (given.lr === undefined)
    refuseInput('the parameters', 'lr is not given', 'the learning rate', 'For example: lr=0.1.');
  for (const name of optimizerParameters) {
    const value = given[name];
    if (value === undefined) continue;
    if (!form.parameters.includes(name)) {
      throw new InputError({
        problem: `${title} has no ${name}`,
        where: 'the parameters',
        expected: `only ${form.parameters.join(', ')}`,
        fix: 'Leave it out, or name the optimizer that has it with --from.',
      });
    }
    if (name !== 'lr' && ratioField.compare(value, ratioField.one) > (name === 'weight' ? 0 : -1)) {
      throw new InputError({
        problem: `${formatRatio(value)} is not a ${name}`,
        where: 'the parameters',
        expected: name === 'weight' ? 'a number in (0, 1]' : 'a number in [0, 1)',
        fix: `For example: ${name}=${name === 'weight' ? '0.1' : '0.9'}.`,
      });
    }
  }
  return given;
}

function describe({ title, names = {} }: LibraryOptimizer, values: OptimizerValues<Ratio>): string {
  const { firstLr } = values;
  const shown = optimizerParameters.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [`${names[name] ?? name} = ${formatRatio(ratioField.toRatio(value))}`];
  });
  const first =
    firstLr === undefined
      ? ''
      : `, and ${names.lr ?? 'lr'} = ${formatRatio(ratioField.toRatio(firstLr))} in the first step alone`;
  return `${title}: ${shown.join(', ')}${first}`;
}

/** What a translation comes to. */
interface Translation {
  /** The parameters; absent where there are none. */
  readonly values?: OptimizerValues<Ratio>;
  /** Why there are none. */
  readonly reason?: string;
}

/** An optimizer by its name. */
const optimizerOf = (name: OptimizerName): LibraryOptimizer => optimizers[name];

/** The parameters with which `to` makes the steps of `from`. */
export function translate(
  from: OptimizerName,
  to: OptimizerName,
  values: OptimizerValues<Ratio>,
): Translation {
  const [source, target] = [optimizerOf(from).form, optimizerOf(to).form];
  if (source === target) return { values };
  const weights = source.weights(ratioField, values);
  if (weights === undefined) {
    return {
      reason: `${optimizerOf(from).title} asks every sample at two points, which ${optimizerOf(to).title} does not; only with weight = 1 are they the same`,
    };
  }
  const found = target.solve(ratioField, weights);
  return typeof found === 'string' ? { reason: `${optimizerOf(to).title}: ${found}` } : { values: found };
}

/** The runs that a translation is tried on. */
interface ExactRuns {
  readonly problems: number;
  readonly rounds: number;
  /** The first problem and round whose x differs. */
  readonly difference?: { readonly problem: number; readonly round: number };
}

/** Runs of both recursions on random quadratics with noise, in fractions; every xᵗ must be equal. */
export function compareRuns(
  [from, given]: readonly [OptimizerName, OptimizerValues<Ratio>],
  [to, found]: readonly [OptimizerName, OptimizerValues<Ratio>],
  seed: number,
): ExactRuns {
  const [problems, rounds] = [5, 12];
  for (let problem = 1; problem <= problems; problem += 1) {
    const source = createDataSource(problem, seed);
    const { snapshotAtoms } = source.problem({ dimension: 2, snapshotAtoms: 2, localAtoms: 1 });
    const steps = [
      optimizerOf(from).form.create(ratioField, given),
      optimizerOf(to).form.create(ratioField, found),
    ] as const;
    const start = source.vector(2, 16);
    const states: [Vector<Ratio>, Vector<Ratio>] = [start, start];
    for (const [index, atom] of source.atoms(2, rounds).entries()) {
      const sample = snapshotAtoms[atom]?.target;
      if (sample === undefined) continue;
      const gradientAt = (point: Vector<Ratio>): Vector<Ratio> => evaluateGradient(ratioField, sample, point);
      states[0] = steps[0](states[0], gradientAt).map(ratioField.toRatio);
      states[1] = steps[1](states[1], gradientAt).map(ratioField.toRatio);
      if (!createVectorSpace(ratioField).equals(...states)) {
        return { problems, rounds, difference: { problem, round: index + 1 } };
      }
    }
  }
  return { problems, rounds };
}

/** What ends the equality of two optimizers, a sentence each. */
function whatBreaks(
  from: OptimizerName,
  to: OptimizerName,
  values: OptimizerValues<Ratio>,
): readonly string[] {
  const [source, target] = [optimizerOf(from).form, optimizerOf(to).form];
  const weights = target.weights(ratioField, values);
  const hasMemory = weights?.momentum.numerator !== 0n;
  return [
    ...(values.firstLr === undefined
      ? []
      : [
          'The first step: the memory of the given one begins with the whole first gradient, so that its first step is longer. Without the rate for it, the runs are different ones.',
        ]),
    ...(!hasMemory
      ? []
      : source.schedule === target.schedule
        ? [
            `Schedules: the equality is kept if all rates are multiplied by the same factors: in both, ${source.schedule}.`,
          ]
        : [
            `Schedules: with a rate that changes they are different methods. In ${optimizerOf(from).title}, ${source.schedule}; in ${optimizerOf(to).title}, ${target.schedule}.`,
          ]),
    ...([from, to].includes('optax-ema')
      ? ['Debiasing: optax.ema divides by 1 − decayᵗ unless debias=False is given.']
      : []),
    'Weight decay, if it is added to the gradient, is part of g in both; if it is decoupled (x ← (1 − lr·λ)x), it goes with the rate, which is another number now.',
    'Nesterov momentum, clipping and other options have to be off in both.',
  ];
}
