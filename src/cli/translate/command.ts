/** `auxopt translate`: the parameters with which one page makes the steps of another, for every problem at once. */
import { Command, Option } from 'commander';
import {
  holds as relationHolds,
  inferUnits,
  parsePage,
  printStatement,
  type Method,
} from '../../../spec/language/index.js';
import { InputError } from '../../errors.js';
import { createQuestionNames, genericRun, assertLinear } from '../../equations/index.js';
import { createRatio, formatRatio, parseExactNumber, ratioField, type Ratio } from '../../exact/index.js';
import { doesNotHold, holds } from '../exit-codes.js';
import { paragraph, print, printJson } from '../text.js';
import { namedPage, type NamedPage } from './library-names.js';
import {
  firstDifference,
  parametersOf,
  roundsToCompare,
  solveParameters,
  type PageParameters,
} from './solve-parameters.js';

interface TranslateOptions {
  readonly from: string;
  readonly to: string;
  readonly json?: true;
  readonly nesterov?: true;
}

const { compare, subtract, zero } = ratioField;

/** The command. */
export function createTranslateCommand(): Command {
  return new Command('translate')
    .description(
      "translate the parameters of one optimizer into another's: a library's name (torch, keras, …), the name of a page, or a page of your own",
    )
    .addOption(
      new Option(
        '--from <name|page.md>',
        'the optimizer that the parameters belong to',
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '--to <name|page.md>',
        'the optimizer that should make the same steps',
      ).makeOptionMandatory(),
    )
    .argument(
      '<parameters...>',
      'of --from, by the names of its library or its page, such as lr=0.1 momentum=0.9',
    )
    .option('--json', 'print one JSON document (format auxopt-translate/2)')
    .addOption(new Option('--nesterov').hideHelp())
    .action((words: readonly string[], options: TranslateOptions) => {
      process.exitCode = present(words, options);
    });
}

function present(words: readonly string[], { from, to, json, nesterov }: TranslateOptions): number {
  if (nesterov === true) {
    throw new InputError({
      problem: "Nesterov's momentum is another method, and no option",
      where: '--nesterov',
      expected: 'its own name',
      fix: 'Write for example --from torch-nesterov or --to keras-nesterov.',
    });
  }
  const [source, target] = [namedPage(from, '--from'), namedPage(to, '--to')];
  for (const { method } of [source, target]) assertLinear(method);
  const given = readValues(source, words);
  const found = solveParameters(source.method, given, target.method, fixedOf(target));
  const reason = found === undefined ? whyNot(source, given, target) : undefined;
  const rounds = roundsToCompare(source.method, target.method);
  const breaks = found === undefined ? [] : whatBreaks([source, given], [target, found]);
  if (json === true) {
    printJson({
      format: 'auxopt-translate/2',
      from: documentOf(source, given),
      to: documentOf(target, found),
      isEquivalent: found !== undefined,
      ...(reason === undefined ? { rounds, breaks } : { reason }),
    });
    return found === undefined ? doesNotHold : holds;
  }
  print(...textOf(source, given), ...textOf(target, found), '');
  if (reason !== undefined) {
    print(paragraph(`No equal parameters were found. ${reason}`));
    return doesNotHold;
  }
  print(
    paragraph(
      `Proof: with any gradients in place of those of a problem, both pages are at the same x after each of ${rounds} rounds, and they are linear with fewer states together: they are at the same x forever, on every problem.`,
    ),
    '',
    'What breaks it:',
    ...breaks.map((line) => paragraph(`- ${line}`)),
  );
  return holds;
}

/** The values of letters that the library has no name for. */
const fixedOf = ({ letters, defaults }: NamedPage): ReadonlyMap<string, Ratio> =>
  new Map([...defaults].filter(([letter]) => ![...letters.values()].includes(letter)));

/** The letter of a page for a name as it is typed: in Greek or ASCII. */
const letterOf = (name: string): string =>
  parsePage(`method p\ngiven ${name} > 0\nstate x\n\nx ← x`).parameters[0]?.name.name ?? name;

function readValues(
  { name: of, method, letters, defaults }: NamedPage,
  words: readonly string[],
): PageParameters {
  const values = new Map<string, Ratio | number>(defaults);
  const names = [...letters.keys()];
  for (const word of words) {
    const [, name = '', text = ''] = /^([^=]*)=(.+)$/u.exec(word) ?? [];
    const letter = letters.get(name) ?? letters.get(/^[A-Za-z]\w*$/.test(name) ? letterOf(name) : name);
    const refuse = (problem: string, expected: string, fix: string): never => {
      throw new InputError({ problem, where: `the parameter ${word}`, expected, fix });
    };
    if (letter === undefined)
      return refuse(
        `${of} has no ${JSON.stringify(name)}`,
        `name=value with ${names.join(', ')}`,
        'Leave it out, or name another optimizer with --from.',
      );
    if (text.includes(','))
      return refuse(
        'here is more than one value',
        'one value for all rounds',
        'Give the value of one round; below the answer it says what a changed rate does.',
      );
    if (text.length > 100 || Math.abs(Number(/e(.*)/i.exec(text)?.[1] ?? 0)) > 100)
      return refuse('the number is too long', 'at most 100 digits', 'Write fewer.');
    const value = parseExactNumber(text);
    const parameter = method.parameters.find((one) => one.name.name === letter);
    const isInside = parameter?.bounds.every(({ relation, value: end }) =>
      relationHolds[relation](compare(value, parseExactNumber(end))),
    );
    if (parameter === undefined || isInside !== true)
      return refuse(
        `${text} is outside of the domain of ${letter}`,
        `numbers that are ${(parameter?.bounds ?? []).map(({ relation, value: end }) => `${relation} ${end}`).join(' and ')}`,
        'Without momentum name sgd.',
      );
    values.set(letter, parameter.name.version.type === 'count' ? Number(text) : value);
  }
  const missing = method.parameters.find(({ name }) => !values.has(name.name));
  if (missing === undefined) return { values, first: new Map() };
  const word = [...letters].find(([, letter]) => letter === missing.name.name)?.[0] ?? missing.name.name;
  throw new InputError({
    problem: `${word} is not given`,
    where: 'the parameters',
    expected: names.map((name) => `${name}=…`).join(' '),
    fix: `For example: ${word}=0.1.`,
  });
}

const shown = (value: Ratio | number): string =>
  typeof value === 'number' ? String(value) : formatRatio(ratioField.toRatio(value));

/** Values by the names of the library. */
const named = (
  { letters }: NamedPage,
  values: ReadonlyMap<string, Ratio | number>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...letters].flatMap(([word, letter]) =>
      values.has(letter) ? [[word, shown(values.get(letter) ?? zero)]] : [],
    ),
  );

const documentOf = (page: NamedPage, found: PageParameters | undefined) => ({
  name: page.name,
  page: page.method.name,
  ...(found && { parameters: named(page, found.values) }),
  ...(found && found.first.size > 0 && { firstRound: named(page, found.first) }),
});

function textOf(page: NamedPage, found: PageParameters | undefined): readonly string[] {
  const list = (values: PageParameters['values']): string =>
    Object.entries(named(page, values))
      .map(([name, value]) => `${name} = ${value}`)
      .join(', ');
  const first = found && found.first.size > 0 ? `, and ${list(found.first)} in round 1 only` : '';
  const title = page.name === page.method.name ? page.name : `${page.name} (page ${page.method.name})`;
  const lines = page.method.lines.map((line) => `  ${printStatement(line)}`);
  return [found === undefined ? title : `${title}: ${list(found.values)}${first}`, ...lines];
}

/** Why there are none, as far as the questions tell. */
function whyNot(source: NamedPage, given: PageParameters, target: NamedPage): string {
  const numbers = [createRatio(1n, 3n), createRatio(2n, 7n), createRatio(3n, 11n), createRatio(5n, 13n)];
  const some: PageParameters = {
    values: new Map(
      target.method.parameters.map(({ name: { name, version } }, i) => [
        name,
        version.type === 'count' ? 1 : (numbers[i % numbers.length] ?? zero),
      ]),
    ),
    first: new Map(),
  };
  const pages = [
    [source, given],
    [target, some],
  ] as const;
  const [ones = 0, others = 0] = pages.map(([{ method }, parameters]) => {
    const names = createQuestionNames(ratioField, (one, other) => compare(one, other) === 0);
    genericRun(method, ratioField, parametersOf(method, parameters), 4, names);
    return names.words.length - 1;
  });
  if (ones !== others)
    return `In four rounds ${source.name} asks for ${ones} gradients and ${target.name} for ${others}.`;
  const difference = firstDifference(
    [source.method, parametersOf(source.method, given)],
    [target.method, parametersOf(target.method, some)],
  );
  const weight = difference === undefined ? '' : ` They differ from round ${difference.round} on.`;
  return `Both ask for the same gradients, and ${target.name} has no parameters that give them the same weights, not even with others in round 1.${weight}`;
}

/** The letters that are rates by their unit. */
const ratesOf = (method: Method): readonly string[] => {
  const units = inferUnits(method);
  return method.parameters.flatMap(({ name, each }) =>
    each !== undefined && units.of(name.version) === 'point²/value' ? [name.name] : [],
  );
};

/** What a rate that changes does to the memory; undefined where there is none. */
function memoryOf(method: Method, parameters: PageParameters): string | undefined {
  const names = createQuestionNames(ratioField, (one, other) => compare(one, other) === 0);
  const rates = ratesOf(method);
  const halved = { from: 3, by: createRatio(1n, 2n), names: rates };
  const stepOf = (change?: typeof halved): readonly Ratio[] => {
    const xs = genericRun(method, ratioField, parametersOf(method, parameters, change), 3, names);
    return (xs[2] ?? []).map((value, i) => subtract(value, xs[1]?.[i] ?? zero));
  };
  const [plain, changed] = [stepOf(), stepOf(halved)];
  const old = names.words.flatMap((word, i) => (i > 0 && !word.includes('round 3') ? [i] : []));
  if (rates.length === 0 || old.every((i) => compare(plain[i] ?? zero, zero) === 0)) return undefined;
  return old.some((i) => compare(plain[i] ?? zero, changed[i] ?? zero) !== 0)
    ? 'the rate of a round multiplies the whole momentum vector'
    : 'the rate of a round multiplies only the new gradient, and what the momentum vector already holds keeps the rate of its own round';
}

/** What ends the equality, a sentence each. */
function whatBreaks(
  [source, given]: readonly [NamedPage, PageParameters],
  [target, found]: readonly [NamedPage, PageParameters],
): readonly string[] {
  const sides = [
    [source.method, given],
    [target.method, found],
  ] as const;
  const [left, right] = sides.map(([method, parameters]) => {
    const change = { from: 3, by: createRatio(1n, 2n), names: ratesOf(method) };
    return [method, parametersOf(method, parameters, change)] as const;
  }) as [
    readonly [Method, ReturnType<typeof parametersOf>],
    readonly [Method, ReturnType<typeof parametersOf>],
  ];
  const [one, other] = sides.map(([method, parameters]) => memoryOf(method, parameters));
  const both = [
    one === undefined ? [] : [`in ${source.name}, ${one}`],
    other === undefined ? [] : [`in ${target.name}, ${other}`],
  ]
    .flat()
    .join('; ');
  const why = both === '' ? '' : `: ${both}`;
  const atRest = [source, target].flatMap(({ name, method }) =>
    method.states
      .slice(1)
      .flatMap(({ name: state, from }) => (from === undefined ? [`${state.name} of ${name}`] : [])),
  );
  return [
    ...(atRest.length === 0 ? [] : [`Starts: ${atRest.join(' and ')} is given, and has to begin at 0.`]),
    ...(found.first.size === 0
      ? []
      : [
          `Round 1: the memories of the two begin differently. Without the parameters of round 1 that are given above, ${target.name} makes other steps.`,
        ]),
    firstDifference(left, right) === undefined
      ? `Schedules: the equality is kept if all rates are multiplied by the same factors${why}.`
      : `Schedules: with a rate that changes they are different methods${why}.`,
    'Weight decay, clipping and whatever else is not on the two pages has to be off in both.',
  ];
}
