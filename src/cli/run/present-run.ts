/** The table of `auxopt run`. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { valuesOf, type Schedule } from '../../../spec/model/index.js';
import { formatRatio, type Ratio } from '../../exact/index.js';
import { readExactText } from '../../judge/index.js';
import type { CertifiedBound, ResolvedRun } from '../../problems/index.js';
import type { HuberDescription } from '../../problems/huber-problem.js';
import { showLine } from '../../verify/report/foreign-text.js';
import { heading, print, table } from '../text.js';
import { formatShort, formatSignificant } from '../../exact/short-number.js';
import type { RunResult } from './run-case.js';

/** Prints what was run, what the problem is, and a selection of rounds. */
export function printRun(resolved: ResolvedRun, result: RunResult, description: HuberDescription): void {
  const { parameters, initialization, seed } = resolved;
  const algorithm = algorithms[resolved.variant];
  print(heading(resolved.name));
  print(
    `${algorithm.title} (${resolved.variant}): ${algorithm.summary}. ` +
      `η = ${formatSchedule(parameters.stepSize)}, a = ${formatSchedule(parameters.momentumWeight)}, ` +
      `K = ${parameters.localStepCount}, T = ${parameters.roundCount}, start: ${initialization.kind}, seed ${seed}.`,
  );
  print(
    `d = ${description.dimension}, L ${bound(description.smoothness)}, δ ${bound(description.hessianSimilarity)}; ` +
      (description.optimum === undefined
        ? 'f is not bounded below.'
        : `inf f ${equal(description.optimum.value)}.`),
  );
  print(`Arithmetic: ${describeArithmetic(result)}.`);
  print(
    table(
      ['round', 'target gradients', 'f(x)', '‖∇f(x)‖²', 'x'],
      selectRounds(result.rounds.length).flatMap((index) => {
        const round = result.rounds[index];
        if (round === undefined) return [];
        const value = (exact: typeof round.targetValue): string =>
          exact === undefined ? 'not finite' : formatSignificant(exact.ratio, 6);
        return [
          [
            String(round.round),
            String(round.targetGradients),
            value(round.targetValue),
            value(round.squaredGradient),
            round.iterate.slice(0, 4).map(shortenNumber).join(', ') + (round.iterate.length > 4 ? ', …' : ''),
          ],
        ];
      }),
      [0, 1, 2, 3],
    ),
  );
  if (result.judgement !== undefined) {
    const { verdict, compared, worst, largestBoundInUlps } = result.judgement;
    print(
      `Judged as binary64: ${verdict}; ${compared} components compared, the worst at ` +
        `${((worst?.fraction ?? 0) * 100).toFixed(1)} % of its rounding bound (bounds up to ${largestBoundInUlps.toPrecision(3)} ulp).`,
    );
  }
}

/** An exact field by its base; doubles by their name. */
function describeArithmetic({ engine, arithmetic }: RunResult): string {
  const name = showLine(arithmetic, 60);
  return engine === 'exact' ? `exact (${name.replace('radix', 'base')})` : name;
}

/** `= x` where x is short, else ≈ and its first digits. */
function equal(value: Ratio): string {
  const text = formatShort(value);
  return text.startsWith('≈') ? text : `= ${text}`;
}

/** A constant, or the first and the last value of a schedule. */
function formatSchedule(value: Schedule<Ratio>): string {
  const [first, ...others] = valuesOf(value).map((one) => formatShort(one, 40));
  return others.length === 0 ? (first ?? '') : `${first} … ${others.at(-1)} (a schedule)`;
}

/** Indices 0, 1, 2, 5, 10, 20, 50, … and the last, of `count`. */
export function selectRounds(count: number): readonly number[] {
  const selected = [0];
  for (let decade = 1; decade < count; decade *= 10) {
    selected.push(...[1, 2, 5].map((digit) => digit * decade).filter((round) => round < count - 1));
  }
  return count > 1 ? [...selected, count - 1] : selected;
}

function bound({ upper, exact }: CertifiedBound): string {
  return exact ? equal(upper) : `≤ ${formatRatio(upper)}`;
}

/** A coordinate to 6 digits where its text is long; NaN and Infinity stay as they are. */
function shortenNumber(text: string): string {
  if (text.length <= 10) return text;
  // a fraction may be longer than those that are read
  const [numerator = '', denominator] = text.split('/');
  const value =
    denominator === undefined
      ? readExactText(text)
      : { numerator: BigInt(numerator), denominator: BigInt(denominator) };
  return value === undefined ? text : formatSignificant(value, 6);
}

/** The document `auxopt-run/1`; no dates, no timings. */
export function runDocument(resolved: ResolvedRun, result: RunResult): object {
  const { name, variant, seed, parameters, initialization } = resolved;
  const { engine, arithmetic, rounds, judgement } = result;
  return {
    format: 'auxopt-run/1',
    name,
    variant,
    engine,
    arithmetic,
    seed,
    parameters,
    initialization,
    rounds: rounds.map(({ round, iterate, correction, targetValue, squaredGradient, targetGradients }) => ({
      round,
      x: iterate,
      m: correction,
      targetValue: targetValue?.text ?? null,
      squaredGradient: squaredGradient?.text ?? null,
      targetGradients,
    })),
    judgement: judgement && {
      verdict: judgement.verdict,
      compared: judgement.compared,
      violations: judgement.violations.map(({ error: _error, bound: _bound, ...rest }) => ({
        ...rest,
        fraction: String(rest.fraction),
        boundInUlps: String(rest.boundInUlps),
      })),
      worstFraction: String(judgement.worst?.fraction ?? 0),
    },
  };
}
