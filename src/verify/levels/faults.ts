/** The ways to be outside the domain that level 3 asks. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { valuesOf, type VariantName } from '../../../spec/model/index.js';
import { createRatio } from '../../exact/index.js';
import { createStream, drawInteger } from '../../problems/draws.js';
import type { VerificationCase } from '../cases/verification-case.js';
import type { ScheduleKind, WireNumber } from '../protocol/message-parts.js';
import type { OpenRequest } from '../protocol/requests.js';

/** A request to open a session. */
export type Open = Omit<OpenRequest, 'id'>;

/** One way to be outside the domain. */
export interface Fault {
  readonly name: string;
  /** What is wrong, for the message. */
  readonly what: string;
  readonly spoil: (open: Open) => Open;
  /** The nearest value inside the domain, where it is not that of the case: what refuses this too refuses everything. */
  readonly neighbour?: Partial<VerificationCase['parameters']>;
  /** The kind of schedules that it is asked only of implementations with. */
  readonly needs?: ScheduleKind;
  /** Whether it spoils a given m⁰. */
  readonly needsGiven?: boolean;
  /** Variants it applies to; all where it is left out. */
  readonly fits?: (variant: VariantName) => boolean;
}

/** Whether a variant has an m. */
export const keepsEstimate = (variant: VariantName): boolean => algorithms[variant].estimates !== 'nothing';
const withParameters =
  (change: Partial<Open['parameters']>) =>
  (open: Open): Open => ({
    ...open,
    parameters: { ...open.parameters, ...change },
  });
/** The constant written as one value a round, changed; in a change of η the last value may become a list. */
const withSchedule =
  (
    name: 'stepSize' | 'momentumWeight',
    change: (
      values: readonly WireNumber[],
      stepCount: number,
    ) => readonly (WireNumber | readonly WireNumber[])[],
  ) =>
  (open: Open): Open => {
    const values = Array.from(
      { length: open.parameters.roundCount },
      () => valuesOf<WireNumber>(open.parameters[name])[0] ?? '0',
    );
    return {
      ...open,
      parameters: { ...open.parameters, [name]: change(values, open.parameters.localStepCount) },
    };
  };
/** The place of the last value but one, or of the only one. */
const innerOf = ({ length }: readonly WireNumber[]): number => Math.max(length - 2, 0);
/** The same, with η of every local step in the last round. */
const withLastSteps = (stepsOf: (eta: WireNumber, K: number) => readonly WireNumber[]) =>
  withSchedule('stepSize', ([first = '0', ...rest], K) => [...rest, stepsOf(first, K)]);
const withoutEstimate = ({ m0: _, ...rest }: Open): Open => rest;

const oneStep: Fault['neighbour'] = { localStepCount: 1 };

/** A vector longer, and shorter, than the dimension. */
const lengthsOf = (key: 'x0' | 'm0', name: string, symbol: string): readonly Fault[] =>
  (['long', 'short'] as const).map((length) => ({
    name: `${length}-${name}`,
    what: `an ${symbol} ${length}er than the dimension`,
    spoil: (open) => {
      const vector = open[key] ?? [];
      return { ...open, [key]: length === 'long' ? [...vector, '1'] : vector.slice(1) };
    },
    needsGiven: key === 'm0',
  }));

/** A count of 0, and a negative one. */
const countsOf = (
  key: 'localStepCount' | 'roundCount',
  name: string,
  negative: number,
  neighbour?: Fault['neighbour'],
): readonly Fault[] =>
  [0, negative].map((count) => ({
    name: `${count === 0 ? 'no' : 'negative'}-${name}`,
    what: `${key === 'roundCount' ? 'T' : 'K'} ${count === 0 ? '= 0' : '< 0'}`,
    spoil: withParameters({ [key]: count }),
    ...(neighbour === undefined ? {} : { neighbour }),
  }));

/**
 * Every one, the plainest first.
 *
 * @param seed - draws the values outside the domain: eighths, which every format holds.
 */
export function createFaults(seed = 0): readonly Fault[] {
  const stream = createStream(seed, 47);
  const eighths = (least: number, most: number): string => String(drawInteger(stream, least, most) / 8);
  const [negativeRate, negativeWeight, largeWeight] = [eighths(-64, -1), eighths(-64, -1), eighths(9, 64)];
  const [negativeSteps, negativeRounds] = [drawInteger(stream, -9, -1), drawInteger(stream, -9, -1)];
  const inSchedule = (
    name: string,
    place: string,
    placeOf: (values: readonly WireNumber[]) => number,
  ): readonly Fault[] => [
    {
      name: `schedule-with-${name}zero-rate`,
      what: `a schedule of η with 0 in the last round${place}`,
      spoil: withSchedule('stepSize', (values) => values.with(placeOf(values), '0')),
      needs: 'given',
    },
    {
      name: `schedule-with-${name}large-weight`,
      what: `a schedule of a with ${largeWeight} in the last round${place}`,
      spoil: withSchedule('momentumWeight', (values) => values.with(placeOf(values), largeWeight)),
      needs: 'given',
      fits: keepsEstimate,
    },
  ];
  return [
    { name: 'zero-step-size', what: 'η = 0', spoil: withParameters({ stepSize: '0' }) },
    { name: 'negative-step-size', what: 'η < 0', spoil: withParameters({ stepSize: negativeRate }) },
    {
      name: 'step-size-not-a-number',
      what: 'a step size that is no number',
      spoil: withParameters({ stepSize: 'nan' }),
    },
    {
      name: 'zero-momentum-weight',
      what: 'a = 0',
      spoil: withParameters({ momentumWeight: '0' }),
      fits: keepsEstimate,
    },
    {
      name: 'negative-momentum-weight',
      what: 'a < 0',
      spoil: withParameters({ momentumWeight: negativeWeight }),
      fits: keepsEstimate,
    },
    {
      name: 'large-momentum-weight',
      what: 'a > 1',
      spoil: withParameters({ momentumWeight: largeWeight }),
      neighbour: { momentumWeight: createRatio(1n, 1n) },
      fits: keepsEstimate,
    },
    {
      name: 'short-schedule',
      what: 'a schedule of η with a round too few',
      spoil: withSchedule('stepSize', (values) => values.slice(1)),
      needs: 'given',
    },
    ...inSchedule('', '', ({ length }) => length - 1),
    ...inSchedule('inner-', ' but one', innerOf),
    {
      name: 'long-step-schedule',
      what: 'K + 1 values of η in the last round',
      spoil: withLastSteps((eta, K) => Array.from({ length: K + 1 }, () => eta)),
      needs: 'given-per-step',
    },
    {
      name: 'step-schedule-with-zero-rate',
      what: 'η = 0 in the last local step',
      spoil: withLastSteps((eta, K) =>
        Array.from({ length: K }, (_, index) => (index === K - 1 ? '0' : eta)),
      ),
      needs: 'given-per-step',
    },
    ...countsOf('localStepCount', 'local-steps', negativeSteps, oneStep),
    {
      name: 'two-local-steps',
      what: 'K = 2 for sgd',
      spoil: withParameters({ localStepCount: 2 }),
      fits: (variant) => variant === 'sgd',
    },
    ...countsOf('roundCount', 'rounds', negativeRounds),
    ...lengthsOf('x0', 'starting-point', 'x⁰'),
    {
      name: 'missing-estimate',
      what: 'no m⁰ where one is to be given',
      spoil: withoutEstimate,
      needsGiven: true,
    },
    ...lengthsOf('m0', 'estimate', 'm⁰'),
  ];
}
