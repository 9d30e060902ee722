/** A page of the reader's own: what it says, and a run of it on the problem that is shown. */
import {
  compileMethod,
  inferUnits,
  outsideDomain,
  parsePage,
  printParameter,
  resolvePage,
  texOfLine,
  type Method,
  type World,
} from '../../../spec/language/index.js';
import { printedName } from '../../../spec/language/tokens.js';
import { evaluateGradient, sampleFor, type AffineGradient } from '../../../spec/model/index.js';
import { pointsOf } from '../../../src/equations/generic-run.js';
import { AuxoptError, InputError } from '../../../src/errors.js';
import { toNumberProblem } from '../../../src/problems/arithmetic.js';
import { createAtomDraw, createStream, drawInteger } from '../../../src/problems/draws.js';
import { drawTapeFor, withVariant } from '../../../src/problems/index.js';
import { nearestDouble } from '../../../src/exact/index.js';
import { doubleField } from '../../../src/theorems/scenarios/double-field.js';
import type { OwnAnswer, OwnQuestion, Trajectories } from './answer.js';
import { readState } from './compute.js';
import type { PlaygroundState } from './state.js';
import { inPicture, ratios, trace } from './trajectories.js';

/** Lines that a run may compute: a page can ask for any number. */
const mostLines = 200_000;

/** Reads the page, and runs it beside SGD at the same step size. */
export function answerOwn({ text, values: typed, state }: OwnQuestion): OwnAnswer {
  let method: Method;
  try {
    method = resolvePage(parsePage(text));
  } catch (error) {
    return { kind: 'refused', message: messageOf(error) };
  }
  const { named, warnings } = inferUnits(method);
  const said = {
    kind: 'read',
    lines: method.lines.map((line) => texOfLine(method, line)),
    units: [...named],
    warnings: warnings.map(({ span, problem }) => `line ${span.line}: ${problem}`),
  } as const;
  try {
    const values = valuesOf(method, typed, state);
    const used = [...values].map(([name, value]) => `${name} = ${value}`).join(', ');
    return { ...said, values: used, run: runOwn(method, values, state) };
  } catch (error) {
    return { ...said, values: typed, run: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AuxoptError) return error.message;
  throw error;
}

const refuseValue = (where: string, problem: string, expected: string): never => {
  throw new InputError({ problem, where, expected, fix: 'Correct it, or leave it out.' });
};

/** The values of the parameters: as typed, else those of the sliders, else the first of a few that the page allows. */
function valuesOf(method: Method, typed: string, state: PlaygroundState): ReadonlyMap<string, number> {
  const names = method.parameters.map(({ name }) => name.name);
  const given = new Map<string, number>();
  for (const pair of typed.split(/[,;]/u).filter((one) => one.trim() !== '')) {
    const [, written = '', text = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/u.exec(pair) ?? [];
    const name = printedName(written);
    if (!names.includes(name))
      refuseValue(pair.trim(), 'no parameter of the page', `name = number, for ${names.join(', ')}`);
    const value = text === '' ? NaN : Number(text.replace('−', '-'));
    if (!Number.isFinite(value)) refuseValue(pair.trim(), 'no number', 'a number such as 0.1');
    given.set(name, value);
  }
  const isInside = (name: string, value: number): boolean =>
    outsideDomain(method, doubleField, {
      ...Object.fromEntries(names.map((one) => [one, 1])),
      [name]: value,
    }).every((one) => one.name.name !== name);
  const sliders: Readonly<Record<string, number>> = { η: Number(state.eta), a: Number(state.a), K: state.K };
  return new Map(
    method.parameters.map((parameter) => {
      const { name } = parameter.name;
      // what is below 1 is mostly a weight of what was before
      const isWeight = parameter.bounds.some(({ relation, value }) => relation === '<' && value === '1');
      const value =
        given.get(name) ??
        [sliders[name] ?? (isWeight ? 0.9 : 0.1), 0.1, 1, 5, 0, -1].find((one) => isInside(name, one)) ??
        1;
      if (!isInside(name, value))
        refuseValue(`${name} = ${value}`, 'outside of its domain on the page', printParameter(parameter));
      return [name, value] as const;
    }),
  );
}

function runOwn(method: Method, values: ReadonlyMap<string, number>, state: PlaygroundState): Trajectories {
  const problem = readState(state);
  const quadratic = toNumberProblem(ratios, problem.problem);
  const drawAtom = createAtomDraw(problem.problem.snapshotAtoms.map(({ probability }) => probability));
  const stream = createStream(state.seed, 3);
  const { rounds } = drawTapeFor(ratios, problem);
  const seen = new Set<number>();
  const asked = new Set<string>();
  const world: World<number, number> = {
    // the first sample of a round is that of SGD
    draw: ({ round: t, range }) => {
      if (range !== undefined) return drawInteger(stream, range[0], range[1]) - 1;
      const shared = seen.has(t) ? undefined : rounds[t - 1]?.snapshot;
      seen.add(t);
      return shared ?? drawAtom(stream);
    },
    gradient: ({ function: of }, at, draw) => {
      // one that is asked again costs nothing
      if (of === 'f') asked.add(`${draw ?? 'mean'} ${at.join(' ')}`);
      const { draw: from, atom } =
        draw === undefined
          ? ({ draw: 'mean', atom: 0 } as const)
          : ({ draw: 'snapshot', atom: draw % quadratic.snapshotAtoms.length } as const);
      const sample = sampleFor<AffineGradient<number>>(quadratic, { function: of, draw: from, atom });
      return evaluateGradient(doubleField, sample ?? quadratic.target, at);
    },
  };
  const point = problem.startingPoint.map(nearestDouble);
  const parameters = Object.fromEntries(values);
  let lines = 0;
  const run = pointsOf(
    method,
    compileMethod(method, doubleField, Math.sqrt, Math.pow),
    0,
    { x0: point, parametersAt: () => parameters, world, roundCount: state.T },
    (round) => {
      lines += 1;
      if (lines <= mostLines) return;
      throw new InputError({
        problem: `more than ${mostLines} lines are computed`,
        where: `round ${round}`,
        expected: 'a shorter run',
        fix: 'Make K or T smaller.',
      });
    },
  );
  const [points, costs] = [[point], [0]];
  for (const next of run) {
    const cost = (costs.at(-1) ?? 0) + asked.size;
    asked.clear();
    if (cost > state.T) break;
    points.push([...next]);
    costs.push(cost);
  }
  if (points.length === 1)
    throw new InputError({
      problem: `its first round asks for more than T = ${state.T} gradients of f`,
      where: 'the page',
      expected: 'a page whose rounds fit into the budget of SGD',
      fix: 'Make T larger.',
    });
  const own = inPicture({ name: method.name, variant: 'aux-mom', points, costs, stepsInRound: 1 });
  const { target, auxiliary } = quadratic;
  return { runs: [own, trace(withVariant(problem, 'sgd'))], target, auxiliary };
}
