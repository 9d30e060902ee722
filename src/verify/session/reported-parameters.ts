/** What an implementation says of η and a: a schedule that it chose itself, or a repetition of what it was given. */
import { algorithms } from '../../../spec/algorithms/index.js';
import {
  isSchedule,
  parametersAt,
  scheduledNames,
  valueAt,
  type PerStep,
} from '../../../spec/model/index.js';
import { nearestDouble, ratioField, roundRatio, type Ratio } from '../../exact/index.js';
import type { ComponentReport } from '../../judge/index.js';
import { broken } from './audit-rules.js';
import { formatOf } from '../protocol/numbers.js';
import type { PreparedCase } from './prepared-case.js';
import type { RecordedRound } from './recorder.js';

/** A case with the η and a that its rounds have used, and what is wrong with how they were reported. */
export interface FollowedParameters {
  readonly prepared: PreparedCase;
  readonly violations: readonly ComponentReport[];
}

interface Value {
  readonly value: PerStep<Ratio>;
  readonly violations: readonly ComponentReport[];
}

/**
 * The case with the parameters by which its run is judged. Where the implementation chooses them, they are those that it reported;
 * else those of the case, and a report of others is wrong.
 *
 * @param rounds - the recorded rounds from 0, the start.
 */
export function followParameters(
  prepared: PreparedCase,
  rounds: readonly RecordedRound[],
): FollowedParameters {
  const { case: given } = prepared;
  const ended = rounds.slice(1).filter(({ x }) => x !== undefined);
  const followed = ended.map((recorded, index) => ({
    stepSize: readParameter(prepared, recorded, index + 1, 'stepSize'),
    momentumWeight: readParameter(prepared, recorded, index + 1, 'momentumWeight'),
  }));
  const violations = followed.flatMap(({ stepSize, momentumWeight }) => [
    ...stepSize.violations,
    ...momentumWeight.violations,
  ]);
  if (given.choosesSchedule !== true) return { prepared, violations };
  const schedule = (name: (typeof scheduledNames)[number]): readonly PerStep<Ratio>[] =>
    Array.from(
      { length: given.parameters.roundCount },
      (_, index) => followed[index]?.[name].value ?? parametersAt(given.parameters, index + 1)[name],
    );
  const parameters = {
    ...given.parameters,
    stepSize: schedule('stepSize'),
    momentumWeight: schedule('momentumWeight') as readonly Ratio[],
  };
  return { prepared: { ...prepared, case: { ...given, parameters } }, violations };
}

/** What round t used of one parameter, and what is wrong with its report. */
export function readParameter(
  { case: given, codec }: PreparedCase,
  recorded: RecordedRound,
  round: number,
  name: (typeof scheduledNames)[number],
): Value {
  const { [name]: own, localStepCount: K } = parametersAt(given.parameters, round);
  const [symbol, domain] = name === 'stepSize' ? ['η', 'η > 0'] : ['a', '0 < a ≤ 1'];
  const isUsed = name === 'stepSize' || algorithms[given.variant].estimates !== 'nothing';
  const reported = recorded[name];
  const violation = (
    rule: 'AUDIT.5' | 'AUDIT.6',
    expected: string,
    actual: string,
    step?: number,
  ): ComponentReport => ({
    ...broken(rule, round, `${symbol} of the ${step === undefined ? 'round' : 'local step'}`),
    ...(step === undefined ? {} : { step }),
    expected,
    actual,
  });
  if (reported === undefined) {
    return given.choosesSchedule === true && isUsed
      ? { value: own, violations: [violation('AUDIT.6', `${symbol}, for the program chooses it`, 'nothing')] }
      : { value: own, violations: [] };
  }
  if (isSchedule(reported) && reported.length !== K) {
    const expected = `one ${symbol}, or K = ${K}, one a local step`;
    return { value: own, violations: [violation('AUDIT.6', expected, `${reported.length} values`)] };
  }
  const { compare, zero, one } = ratioField;
  const readStep = (step?: number): { readonly value: Ratio; readonly violations: ComponentReport[] } => {
    const [sent, due] = [valueAt(reported, step ?? 1), valueAt(own, step ?? 1)];
    const value = codec.read(sent);
    const isInDomain =
      value !== undefined && compare(value, zero) > 0 && (name === 'stepSize' || compare(value, one) <= 0);
    if (value === undefined || (!isInDomain && isUsed))
      return { value: value ?? due, violations: [violation('AUDIT.6', domain, String(sent), step)] };
    // numbers that were printed exactly are rounded by the program
    const format = formatOf(codec.arithmetic);
    const isOwn = compare(value, due) === 0 || (format && nearestDouble(value) === roundRatio(format, due));
    if (given.choosesSchedule === true || isOwn === true) return { value, violations: [] };
    return { value, violations: [violation('AUDIT.5', codec.write(due), String(sent), step)] };
  };
  const isOfSteps = isSchedule(reported) || (isSchedule(own) && given.choosesSchedule !== true);
  if (!isOfSteps) return readStep();
  const steps = Array.from({ length: K }, (_, index) => readStep(index + 1));
  return {
    value: steps.map(({ value }) => value),
    violations: steps.flatMap(({ violations }) => violations),
  };
}
