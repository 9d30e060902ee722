/** Second moments as whole numbers over one power of the base: any coefficients, any number of digits. */
import type { HalfVectorForm } from './half-vector.js';
import { applyForm } from './half-vector.js';
import { applyMomentMap } from './moment-map.js';
import { readMoments } from './read-moments.js';
import { createSummary, toRatio, type ScaledNumber } from './scaled-number.js';
import type { MomentProblem, SecondMoments } from './second-moments.js';

/** S·q^places in BigInt. */
export function createBigIntMoments(problem: MomentProblem): SecondMoments {
  const { scale, index, dimension, maps, measures, start } = problem;
  let places = Math.max(
    ...Object.values(maps).map(({ leastPlaces }) => leastPlaces),
    ...start.map(scale.placesOf),
  );
  const values = start.map((value) => scale.over(value, places));
  const summaries = {
    squaredGradient: createSummary(scale),
    snapshotVariance: createSummary(scale),
    targetVariance: createSummary(scale),
    localVariance: createSummary(scale),
  };
  const measure = (form: HalfVectorForm): ScaledNumber => ({
    numerator: applyForm(form, values),
    places: places + form.places,
  });
  return {
    arithmetic: 'bigint',
    apply: (kind) => {
      applyMomentMap(scale, index, maps[kind], values, places);
      places += maps[kind].places;
    },
    measure: (name) => {
      const form = measures[name];
      return form === undefined ? { numerator: 0n, denominator: 1n } : toRatio(scale, measure(form));
    },
    note: (name, isWanted) => {
      const value = measure(measures[name]);
      summaries[name].add(value);
      return isWanted ? toRatio(scale, value) : undefined;
    },
    average: (name) => summaries[name].average(),
    maximum: (name) => summaries[name].maximum(),
    moments: (from) =>
      readMoments(
        index,
        {
          entry: (position) => values[position] as bigint,
          one: scale.power(places),
          toRatio: (numerator, power) => scale.toRatio(numerator, power * places),
        },
        from,
        dimension,
      ),
  };
}
