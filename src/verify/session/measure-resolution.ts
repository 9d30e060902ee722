/** What a run of the kit can see of η and a: the least error in one of them that its cases show. */
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import {
  mapSchedule,
  parametersAt,
  scheduledNames,
  valueAt,
  valuesOf,
  type RunParameters,
} from '../../../spec/model/index.js';
import { createRatio, type Ratio } from '../../exact/index.js';
import { createTellApart } from '../../judge/judge-trace.js';
import type { Resolution } from '../report/resolution.js';
import type { Evidence } from './evidence.js';
import { judgeRequestOf, readerOf } from './judge-run.js';

/**
 * The least errors that show, format by format: none smaller than the spacing of its numbers, 2^(1−p), is looked for.
 *
 * For each sign, ε is halved while some case shows it, the cases with the least work first.
 *
 * @param judged - the runs that were judged right.
 * @returns undefined where arithmetic is exact: there every error shows that a run is asked about.
 */
export function measureResolution(judged: readonly Evidence[]): Resolution | undefined {
  const found = variantNames.flatMap((name): Resolution => {
    const own = judged.filter(({ prepared }) => prepared.case.variant === name);
    const arithmetic = own[0]?.prepared.arithmetic ?? 'exact';
    if (arithmetic === 'exact') return [];
    const runs = own.toSorted((left, right) => workOf(left) - workOf(right)).map(asJudged);
    const measure = (scalar: (typeof scheduledNames)[number]): number =>
      Math.max(
        ...([1n, -1n] as const).map((sign) => {
          const finest = arithmetic.format.precision - 1;
          let halvings = 0;
          let isPossible = sign < 0n;
          for (const { parameters, shows } of runs) {
            const isShown = (count: number): boolean => {
              const other = moved(parameters, scalar, createRatio(sign, 1n << BigInt(count)));
              isPossible ||= other !== undefined;
              return other !== undefined && shows(other);
            };
            // the greatest count that this run shows, by bisection, where it shows more than those before it
            if (halvings === finest || !isShown(halvings + 1)) continue;
            halvings += 1;
            let hidden = finest + 1;
            while (hidden - halvings > 1) {
              const half = (halvings + hidden) >> 1;
              if (isShown(half)) halvings = half;
              else hidden = half;
            }
          }
          return isPossible ? 2 ** -halvings : 0;
        }),
      );
    const weight =
      algorithms[name].estimates === 'nothing' ? {} : { momentumWeight: measure('momentumWeight') };
    return [{ variant: name, stepSize: measure('stepSize'), ...weight }];
  });
  return found.length === 0 ? undefined : found;
}

/** A run as it was judged: its parameters, and whether others would show in it, for which it is read at the first question. */
function asJudged({ prepared, run: { trace }, singleRound }: Evidence) {
  const { parameters: given, ...request } = judgeRequestOf(prepared);
  const last = trace.rounds.length;
  const parameters = { ...given, roundCount: last };
  const round = singleRound && last;
  let made: ReturnType<typeof createTellApart> | undefined;
  const shows = (other: RunParameters<Ratio>): boolean =>
    (made ??= createTellApart({ ...request, parameters }, trace, readerOf(prepared), round))(other);
  return { parameters, shows };
}

/**
 * What a run that passes could have left out without showing, in words; undefined where nothing is.
 *
 * Where a program tells no local points, or no m, the judge computes them, and rounding may explain any state that follows. So the last local
 * step, and then the last update of m, is left out of the equations: a run that still passes says nothing about them.
 */
export function findHidden(evidence: Evidence): string | undefined {
  const { prepared, run } = evidence;
  const { rounds } = run.trace;
  const last = rounds.at(-1);
  if (prepared.arithmetic === 'exact' || last === undefined) return undefined;
  const { localStepCount } = prepared.case.parameters;
  const isSilent = last.steps.every(({ point, asked }) => point === undefined && asked === undefined);
  const mayHideStep = isSilent && localStepCount > 1;
  const mayHideUpdate =
    last.correction === undefined && algorithms[prepared.case.variant].estimates !== 'nothing';
  if (!mayHideStep && !mayHideUpdate) return undefined;
  const { parameters, shows } = asJudged(evidence);
  const each = rounds.map((_, index) => parametersAt(parameters, index + 1));
  const withoutStep = each.map(({ stepSize }) =>
    Array.from({ length: localStepCount }, (_, k) => valueAt(stepSize, k + 1)).with(-1, zero),
  );
  if (mayHideStep && !shows({ ...parameters, stepSize: withoutStep }))
    return 'the last local step could be missing, and rounding would explain the states; report y, or ask for gradients one by one';
  const withoutUpdate = each.map(({ momentumWeight }) => momentumWeight).with(-1, zero);
  if (mayHideUpdate && !shows({ ...parameters, momentumWeight: withoutUpdate }))
    return 'the last update of m could be missing, and rounding would explain the states; report m';
  return undefined;
}

const zero = createRatio(0n, 1n);

function workOf({ prepared: { case: given } }: Evidence): number {
  const { dimension } = given.problem;
  return dimension ** 2 * given.parameters.localStepCount * given.parameters.roundCount;
}

/** The parameters with c(1 + ε) for c; undefined where that is no a. */
function moved(
  parameters: RunParameters<Ratio>,
  scalar: (typeof scheduledNames)[number],
  { numerator, denominator }: Ratio,
): RunParameters<Ratio> | undefined {
  const move = (value: Ratio): Ratio =>
    createRatio(value.numerator * (denominator + numerator), value.denominator * denominator);
  const values = mapSchedule(parameters[scalar], move);
  if (scalar === 'momentumWeight' && valuesOf(values).some((value) => value.numerator > value.denominator))
    return undefined;
  return { ...parameters, [scalar]: values };
}
