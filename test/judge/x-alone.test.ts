/** The smallest error of one coordinate that is seen where x alone is reported, and where m and y are too: the table of the decision on bounds. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { mapParameters, parametersAt, valueAt, type AffineGradient } from '../../spec/model/index.js';
import { floatFormats, nearestDouble, type Ratio } from '../../src/exact/index.js';
import { judgeTrace, readDouble, type JudgeRequest } from '../../src/judge/index.js';
import { createFullCases } from '../../src/verify/cases/create-cases.js';
import type { VerificationCase } from '../../src/verify/cases/verification-case.js';
import { root } from '../support/run-cli.js';

type Vector = readonly number[];
interface Round {
  readonly iterate: Vector;
  readonly correction?: Vector;
  readonly steps: readonly { readonly point: Vector }[];
}

const gradient = ({ matrix, vector }: AffineGradient<Ratio>, at: Vector): Vector =>
  matrix.map((row, i) =>
    row.reduce(
      (sum, entry, j) => sum + nearestDouble(entry) * (at[j] ?? 0),
      -nearestDouble(vector[i] as Ratio),
    ),
  );

/** An honest run of AuxMOM in doubles. */
function runOf({
  parameters,
  problem,
  tape,
  startingPoint,
  initialization,
}: VerificationCase): readonly Round[] {
  const { stepSize, momentumWeight: a } = parametersAt(mapParameters(parameters, nearestDouble), 1);
  const eta = valueAt(stepSize, 1);
  let x: Vector = startingPoint.map(nearestDouble);
  let m: Vector =
    initialization.kind === 'given' ? initialization.correction.map(nearestDouble) : x.map(() => 0);
  return tape.rounds.map(({ snapshot, local }): Round => {
    const { target, auxiliary } = problem.snapshotAtoms[snapshot] as (typeof problem.snapshotAtoms)[number];
    const [f, h] = [gradient(target, x), gradient(auxiliary, x)];
    m = m.map((value, i) => (1 - a) * value + a * ((f[i] ?? 0) - (h[i] ?? 0)));
    const steps = local.map((atom) => {
      const g = gradient((problem.localAtoms[atom] as (typeof problem.localAtoms)[number]).auxiliary, x);
      x = x.map((value, i) => value - eta * ((g[i] ?? 0) + (m[i] ?? 0)));
      return { point: x };
    });
    return { iterate: x, correction: m, steps };
  });
}

/** The least power of two of ulps that is seen in the first coordinate of x at the end of a round; undefined where none up to 2⁵⁹ is. */
function leastSeen(given: VerificationCase, rounds: readonly Round[], count: number): number | undefined {
  const { parameters, tape, problem, startingPoint, initialization, variant } = given;
  const request: JudgeRequest = {
    variant,
    problem,
    startingPoint,
    initialization,
    parameters: { ...parameters, roundCount: count },
    tape: { ...tape, rounds: tape.rounds.slice(0, count) },
    arithmetic: { format: floatFormats.binary64, subnormals: 'gradual' },
  };
  const verdictOf = (ulps: number): string => {
    const bump = (v: Vector): Vector =>
      v.map((value, i) =>
        i > 0 ? value : value + ulps * 2 ** (Math.floor(Math.log2(Math.abs(value))) - 52),
      );
    const changed = rounds.slice(0, count).map((round, i) =>
      i < count - 1
        ? round
        : {
            ...round,
            iterate: bump(round.iterate),
            steps: round.steps.map(({ point }, k) => ({
              point: k === round.steps.length - 1 ? bump(point) : point,
            })),
          },
    );
    const trace = { start: { iterate: startingPoint.map(nearestDouble) }, rounds: changed };
    return judgeTrace(request, trace, readDouble).verdict;
  };
  expect(verdictOf(0)).toBe('pass');
  // what is seen of an error is seen of a larger one
  let [low, high] = [0, 60];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (verdictOf(2 ** middle) === 'fail') high = middle;
    else low = middle + 1;
  }
  return low === 60 ? undefined : 2 ** low;
}

const power = (ulps: number | undefined): string => (ulps === undefined ? 'none' : String(Math.log2(ulps)));

it('the table in the decision on bounds is what the judge does', { tags: 'long' }, () => {
  const names = ['one-step', 'planar', 'no-noise', 'many-steps', 'long', 'many-rounds'];
  const cases = names.map(
    (name) => createFullCases(1).find(({ id }) => id === `aux-mom/${name}`) as VerificationCase,
  );
  const lines = cases.map((given) => {
    const { problem, parameters } = given;
    const { localStepCount: K, roundCount: T } = parameters;
    const rounds = runOf(given);
    const alone = rounds.map(({ iterate }): Round => ({ iterate, steps: [] }));
    const cells = [leastSeen(given, rounds, T), leastSeen(given, alone, 1), leastSeen(given, alone, T)];
    // with every state a step is judged by itself: an error is seen in a few of its last places, whatever d, K and T are
    expect(cells[0]).toBeLessThanOrEqual(32);
    return `| ${problem.dimension} | ${K} | ${T} | ${cells.map(power).join(' | ')} |`;
  });
  const page = readFileSync(`${root}docs/decisions/0003-rounding-bounds.md`, 'utf8').replace(/ +\|/g, ' |');
  for (const line of lines) expect(page).toContain(line);
});
