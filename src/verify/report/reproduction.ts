/** The numbers of one wrong round, and a program in the user's language that makes the round again without the kit. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { isSchedule, parametersAt, valueAt, type AffineGradient } from '../../../spec/model/index.js';
import { nearestDouble, type Ratio } from '../../exact/index.js';
import { readExactText } from '../../judge/index.js';
import type { JudgedCase } from '../diagnosis/index.js';
import type { CaseResult, Reproduction } from './verify-report.js';

/** What is longer is no snippet. */
const largest = { dimension: 8, localStepCount: 8 };

/**
 * The round that the first failure is about; undefined where a state is not what is wrong, where the round is long, where it starts from
 * an estimate that nobody told, and for numbers that are no doubles.
 */
export function createReproduction(
  first: CaseResult | undefined,
  judged: readonly JudgedCase[],
): Reproduction | undefined {
  const violation = first?.violation;
  const input = judged.find(({ id, isFailing }) => isFailing && id === first?.id)?.input;
  const quantity = (['x', 'm', 'y'] as const).find((name) => name === violation?.quantity);
  if (violation === undefined || input === undefined || quantity === undefined) return undefined;
  // a snippet has single draws
  if (input.request.minibatches !== undefined) return undefined;
  const { request, trace, isSingleRound = false, read } = input;
  const { problem, parameters, initialization, tape, arithmetic } = request;
  if (arithmetic === 'exact' || arithmetic.format.name !== 'binary64' || problem === undefined)
    return undefined;
  const { localStepCount } = parameters;
  const isLong = problem.dimension > largest.dimension || localStepCount > largest.localStepCount;
  const place = isSingleRound ? trace.rounds.length : violation.round;
  const draws = tape.rounds[place - 1];
  if (isLong || draws === undefined) return undefined;
  const before = trace.rounds[place - 2] ?? trace.start;
  const numbers = (values: readonly (Ratio | undefined)[]): readonly number[] =>
    values.map((value) => (value === undefined ? NaN : nearestDouble(value)));
  const hasEstimate = algorithms[request.variant].estimates !== 'nothing';
  const isFirst = hasEstimate && place === 1;
  const m = !hasEstimate
    ? undefined
    : isFirst && initialization.kind === 'zero'
      ? trace.start.iterate.map(() => 0)
      : isFirst && initialization.kind === 'given'
        ? numbers(initialization.correction)
        : before.correction && numbers(before.correction.map(read));
  if (hasEstimate && m === undefined && !(isFirst && initialization.kind === 'first-snapshot'))
    return undefined;
  const affineOf = ({ matrix, vector: constant }: AffineGradient<Ratio>) => ({
    matrix: matrix.map(numbers),
    vector: numbers(constant),
  });
  const sample = problem.snapshotAtoms[draws.snapshot];
  const local = draws.local.flatMap((atom) => problem.localAtoms[atom] ?? []);
  const [expected, actual] = numbers([violation.expected, violation.actual].map(readExactText));
  if (sample === undefined || expected === undefined || actual === undefined) return undefined;
  const ofRound = parametersAt(parameters, place);
  if (isSchedule(ofRound.stepSize)) return undefined; // a snippet has one η
  return {
    case: first?.id ?? '',
    variant: request.variant,
    stepSize: nearestDouble(valueAt(ofRound.stepSize, 1)),
    momentumWeight: nearestDouble(ofRound.momentumWeight),
    localStepCount,
    round: input.asked?.round ?? place,
    x: numbers(before.iterate.map(read)),
    xPrevious: numbers((trace.rounds[place - 3] ?? trace.start).iterate.map(read)),
    ...(m === undefined ? {} : { m }),
    snapshot: { f: affineOf(sample.target), h: affineOf(sample.auxiliary) },
    local: local.map(({ auxiliary }) => affineOf(auxiliary)),
    quantity,
    ...(violation.step === undefined ? {} : { step: violation.step }),
    component: violation.component,
    expected,
    actual,
  };
}

/** The program, by the language that the implementation names; the plain numbers for any other. */
export function formatSnippet(reproduction: Reproduction, language: string): readonly string[] {
  const { round, component, quantity, step, expected, actual } = reproduction;
  const index = step === undefined ? '' : `, local step ${step}`;
  const title = `round ${round}${index}: coordinate ${component + 1} of ${quantity} should be ${expected}, and was reported as ${actual}`;
  if (/^python/iu.test(language)) return [`# ${title}`, ...pythonLines(reproduction)];
  if (/^(?:java|type)script|^node/iu.test(language)) return [`// ${title}`, ...javascriptLines(reproduction)];
  if (/^c(?:\d\d|\+\+)?$/iu.test(language)) return [`/* ${title} */`, ...cLines(reproduction)];
  return [title, JSON.stringify(reproduction)];
}

/** The start that the round is made from: its state is given, where there is one. */
function startOf({ variant, m }: Reproduction): string {
  if (m !== undefined) return 'given';
  return algorithms[variant].estimates === 'nothing' ? 'none' : 'first-snapshot';
}

function pythonLines(given: Reproduction): readonly string[] {
  const { quantity, component, step = 1, snapshot, local, m } = given;
  const of = ({ matrix, vector: constant }: (typeof local)[number]): string =>
    `affine(${JSON.stringify(matrix)}, ${JSON.stringify(constant)})`;
  const state = (values: readonly number[] | undefined): string =>
    values === undefined ? 'None' : `Vector(${JSON.stringify(values)})`;
  return [
    'from types import SimpleNamespace',
    'import auxopt_adapter',
    'auxopt_adapter.serve = lambda *_, **__: None  # so that your program does not wait for the kit',
    'from auxopt_adapter import Vector  # or: from numpy import array as Vector',
    'from your_program import your_variant  # your function of the task',
    'def affine(matrix, vector):',
    '    return lambda x: Vector([sum(a * v for a, v in zip(row, x)) - b for row, b in zip(matrix, vector)])',
    `snapshot = SimpleNamespace(f=${of(snapshot.f)}, h=${of(snapshot.h)})`,
    `local = iter([${local.map((one) => `SimpleNamespace(h=${of(one)})`).join(', ')}])`,
    'y = []  # the local points',
    `task = SimpleNamespace(variant=${JSON.stringify(given.variant)}, initialization=SimpleNamespace(kind=${JSON.stringify(startOf(given))}, size=None), step_size=${given.stepSize}, momentum_weight=${given.momentumWeight}, local_step_count=${given.localStepCount}, round_count=${given.round}, dimension=${given.x.length}, starting_point=${state(given.x)}, given_correction=${state(m)}, initial_correction=${state(m)}, draw_snapshot=lambda: snapshot, draw_local=lambda: next(local), report_step=lambda point: y.append(list(point)))`,
    'made = your_variant(task)  # a function of a round, or a generator that begins here',
    `x, m = next(made) if hasattr(made, "__next__") else made(${given.round}, ${state(given.x)}, ${state(given.xPrevious)}, ${state(m)})`,
    `print("expected", ${given.expected}, "got", ${quantity === 'y' ? `y[${step - 1}]` : quantity}[${component}])`,
  ];
}

function javascriptLines(given: Reproduction): readonly string[] {
  const { quantity, component, step = 1, snapshot, local, m } = given;
  const of = ({ matrix, vector: constant }: (typeof local)[number]): string =>
    `affine(${JSON.stringify(matrix)}, ${JSON.stringify(constant)})`;
  const state = {
    x: given.x,
    xPrevious: given.xPrevious,
    ...(m === undefined ? {} : { m }),
    round: given.round,
  };
  return [
    "import { yourVariant } from './your-program.mjs'; // your function of the task",
    'const affine = (matrix, vector) => (x) => matrix.map((row, i) => row.reduce((sum, a, j) => sum + a * x[j], 0) - vector[i]);',
    `const snapshot = { f: ${of(snapshot.f)}, h: ${of(snapshot.h)} };`,
    `const local = [${local.map((one) => `{ h: ${of(one)} }`).join(', ')}];`,
    'const y = []; // the local points',
    `const task = { variant: '${given.variant}', initialization: { kind: '${startOf(given)}' }, startingPoint: ${JSON.stringify(given.x)}, stepSize: ${given.stepSize}, momentumWeight: ${given.momentumWeight}, localStepCount: ${given.localStepCount}, roundCount: ${given.round}, dimension: ${given.x.length}, drawSnapshot: () => snapshot, drawLocal: () => local.shift(), reportStep: (point) => y.push([...point]) };`,
    `const { x, m } = yourVariant(task)(${JSON.stringify(state)});`,
    `console.log('expected', ${given.expected}, 'got', ${quantity === 'y' ? `y[${step - 1}]` : quantity}[${component}]);`,
  ];
}

function cLines(given: Reproduction): readonly string[] {
  const { quantity, component, step = 1, snapshot, local, m } = given;
  const d = given.x.length;
  const list = (values: readonly number[]): string => `{${values.join(', ')}}`;
  const all = [snapshot.f, snapshot.h, ...local];
  return [
    '#include <stdio.h>',
    `enum { d = ${d}, K = ${given.localStepCount} };`,
    `static const double eta = ${given.stepSize}, a = ${given.momentumWeight};`,
    `static const double M[][d][d] = {${all.map(({ matrix }) => `{${matrix.map(list).join(', ')}}`).join(', ')}};`,
    `static const double v[][d] = {${all.map(({ vector: constant }) => list(constant)).join(', ')}};`,
    'static void affine(int n, const double *at, double *g) {',
    '  for (int i = 0; i < d; i++) { g[i] = 0; for (int j = 0; j < d; j++) g[i] += M[n][i][j] * at[j]; g[i] -= v[n][i]; }',
    '}',
    'static void g_f(const double *at, double *g) { affine(0, at, g); }',
    'static void g_h(const double *at, double *g) { affine(1, at, g); }',
    'static void g_local(int k, const double *at, double *g) { affine(k + 1, at, g); } /* step k, from 1 */',
    'int main(void) {',
    `  double x[d] = ${list(given.x)}, x_previous[d] = ${list(given.xPrevious)}, m[d] = ${list(m ?? given.x.map(() => 0))}, y[K][d];`,
    '  (void)eta; (void)a; (void)x_previous; (void)y; (void)g_f; (void)g_h; (void)g_local;',
    '  /* your round: from x, x_previous and m to x and m; local point k into y[k - 1] */',
    `  printf("expected %.17g got %.17g\\n", (double)${given.expected}, ${quantity === 'y' ? `y[${step - 1}]` : quantity}[${component}]);`,
    '}',
  ];
}
