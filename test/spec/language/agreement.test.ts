/** The six pages of the paper are the reference, exactly: every estimate, direction and point, from every start. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantNames, type RunRequest } from '../../../spec/algorithms/index.js';
import { compileMethod, parsePage, resolvePage, type CompiledMethod } from '../../../spec/language/index.js';
import { initializationKinds, type RunParameters, type Trace } from '../../../spec/model/index.js';
import { createRationalField, runExact, type Ratio } from '../../../src/exact/index.js';
import { arbitraryCase, instantiate, type TestCase } from '../../support/cases.js';
import { changedPages, parametersOf, readPage, runPage, worldOf } from '../../support/pages.js';
import { forAll } from '../../support/for-all.js';

const field = createRationalField();
type Rational = typeof field.zero;
type Request = Required<RunRequest<Rational>>;

const texts = (vector: readonly Rational[] | undefined): string[] | undefined => vector?.map(field.format);

/** The case with the schedules η/2^{t+k} and a/2^t. */
function withSchedules(request: Request, { parameters }: TestCase): Request {
  const { stepSize, momentumWeight, localStepCount, roundCount } = parameters;
  const part = ({ numerator, denominator }: Ratio, halvings: number): Rational =>
    field.fromRatio({ numerator, denominator: denominator * 2n ** BigInt(halvings) });
  const rounds = Array.from({ length: roundCount }, (_, t) => t);
  const scheduled: RunParameters<Rational> = {
    ...request.parameters,
    stepSize: rounds.map((t) => Array.from({ length: localStepCount }, (_, k) => part(stepSize, t + k))),
    momentumWeight: rounds.map((t) => part(momentumWeight, t)),
  };
  return { ...request, parameters: scheduled };
}

/** Of each round the estimate, the directions and points of the steps, and the iterate. */
const shownByTrace = ({ rounds }: Trace<Rational>): unknown =>
  rounds.map(({ correction, steps, iterate }) => ({
    estimate: texts(correction),
    directions: steps.map(({ direction }) => texts(direction)),
    points: steps.map(({ point }) => texts(point)),
    iterate: texts(iterate),
  }));

/** The same of a page. A run from its first sample has a = 1 in round 1, and any m⁰. */
function shownByPage(
  page: CompiledMethod<Rational>,
  request: Request,
  start: Trace<Rational>['start'],
): unknown {
  const estimate = start.correction ?? start.iterate.map(() => field.zero);
  const parameters = (round: number) => {
    const given = parametersOf(request, round);
    const isFirstSample = round === 1 && request.initialization.kind === 'first-snapshot';
    return isFirstSample ? { ...given, a: field.one } : given;
  };
  const states = { x: start.iterate, m: estimate, u: estimate };
  return runPage(page, request.parameters.roundCount, worldOf(request), parameters, states).map(
    ({ lines, states }) => {
      const named = (...names: readonly string[]) =>
        lines.flatMap(({ name, pass, value }) =>
          names.includes(name) ? [{ pass, texts: texts(value as readonly Rational[]) }] : [],
        );
      const steps = named('y').filter(({ pass }) => pass > 0);
      return {
        estimate: named('m', 'u')[0]?.texts,
        directions: named('d').map(({ texts }) => texts),
        points: (steps.length > 0 ? steps : named('x')).map(({ texts }) => texts),
        iterate: texts(states['x'] as readonly Rational[]),
      };
    },
  );
}

/** Both sides of the agreement on a case. */
function sidesOf(
  page: CompiledMethod<Rational>,
  testCase: TestCase,
  isScheduled: boolean,
): readonly [unknown, unknown] {
  const constant = instantiate(field, testCase);
  const request = isScheduled ? withSchedules(constant, testCase) : constant;
  const trace = runExact(field, testCase.variant, request);
  return [shownByPage(page, request, trace.start), shownByTrace(trace)];
}

describe.each(variantNames)('%s', (variant) => {
  const page = parsePage(readPage(variant));
  const method = compileMethod(resolvePage(page), field);
  const cases = arbitraryCase({ variants: [variant] });

  it('is the reference', () => {
    const kinds = new Set<string>();
    forAll(120, [cases, fc.boolean()], (testCase, isScheduled) => {
      kinds.add(testCase.initialization.kind);
      const [shown, expected] = sidesOf(method, testCase, isScheduled);
      expect(shown).toEqual(expected);
    });
    const all = initializationKinds.filter((kind) => (kind === 'none') === (kinds.size === 1));
    expect([...kinds].sort()).toEqual([...all].sort());
  });

  it('is not with any sign or any factor changed', () => {
    const some = fc.sample(cases, { numRuns: 30, seed: 3 });
    const unseen = changedPages(page).filter(({ page: changed }) => {
      const wrong = compileMethod(resolvePage(changed), field);
      return some.every((testCase) => {
        const [shown, expected] = sidesOf(wrong, testCase, false);
        return JSON.stringify(shown) === JSON.stringify(expected);
      });
    });
    expect(unseen.map(({ line }) => line)).toEqual([]);
    expect(changedPages(page).length).toBeGreaterThanOrEqual(4);
  });
});
