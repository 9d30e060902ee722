/** The ways to be outside the domain that level 3 asks. */
import { algorithms } from '../../../spec/algorithms/index.js';
import { valuesOf, type VariantName } from '../../../spec/model/index.js';
import { createRatio } from '../../exact/index.js';
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
const without =
  (key: 'm0') =>
  (open: Open): Open => {
    const { [key]: _, ...rest } = open;
    return rest;
  };

const oneStep: Fault['neighbour'] = { localStepCount: 1 };

/** Every one, the plainest first. */
export const faults: readonly Fault[] = [
  { name: 'zero-step-size', what: 'η = 0', spoil: withParameters({ stepSize: '0' }) },
  { name: 'negative-step-size', what: 'η < 0', spoil: withParameters({ stepSize: '-0.125' }) },
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
    spoil: withParameters({ momentumWeight: '-0.25' }),
    fits: keepsEstimate,
  },
  {
    name: 'large-momentum-weight',
    what: 'a > 1',
    spoil: withParameters({ momentumWeight: '1.25' }),
    neighbour: { momentumWeight: createRatio(1n, 1n) },
    fits: keepsEstimate,
  },
  {
    name: 'short-schedule',
    what: 'a schedule of η with a round too few',
    spoil: withSchedule('stepSize', (values) => values.slice(1)),
    needs: 'given',
  },
  {
    name: 'schedule-with-zero-rate',
    what: 'a schedule of η with 0 in the last round',
    spoil: withSchedule('stepSize', (values) => values.with(-1, '0')),
    needs: 'given',
  },
  {
    name: 'schedule-with-inner-zero-rate',
    what: 'a schedule of η with 0 in the last round but one',
    spoil: withSchedule('stepSize', (values) => values.with(innerOf(values), '0')),
    needs: 'given',
  },
  {
    name: 'schedule-with-large-weight',
    what: 'a schedule of a with 1.25 in the last round',
    spoil: withSchedule('momentumWeight', (values) => values.with(-1, '1.25')),
    needs: 'given',
    fits: keepsEstimate,
  },
  {
    name: 'schedule-with-inner-large-weight',
    what: 'a schedule of a with 1.25 in the last round but one',
    spoil: withSchedule('momentumWeight', (values) => values.with(innerOf(values), '1.25')),
    needs: 'given',
    fits: keepsEstimate,
  },
  {
    name: 'long-step-schedule',
    what: 'K + 1 values of η in the last round',
    spoil: withLastSteps((eta, K) => Array.from({ length: K + 1 }, () => eta)),
    needs: 'given-per-step',
  },
  {
    name: 'step-schedule-with-zero-rate',
    what: 'η = 0 in the last local step',
    spoil: withLastSteps((eta, K) => Array.from({ length: K }, (_, index) => (index === K - 1 ? '0' : eta))),
    needs: 'given-per-step',
  },
  {
    name: 'no-local-steps',
    what: 'K = 0',
    spoil: withParameters({ localStepCount: 0 }),
    neighbour: oneStep,
  },
  {
    name: 'negative-local-steps',
    what: 'K < 0',
    spoil: withParameters({ localStepCount: -1 }),
    neighbour: oneStep,
  },
  {
    name: 'two-local-steps',
    what: 'K = 2 for sgd',
    spoil: withParameters({ localStepCount: 2 }),
    fits: (variant) => variant === 'sgd',
  },
  {
    name: 'no-rounds',
    what: 'T = 0',
    spoil: withParameters({ roundCount: 0 }),
  },
  {
    name: 'long-starting-point',
    what: 'an x⁰ longer than the dimension',
    spoil: (open) => ({ ...open, x0: [...open.x0, '1'] }),
  },
  {
    name: 'short-starting-point',
    what: 'an x⁰ shorter than the dimension',
    spoil: (open) => ({ ...open, x0: open.x0.slice(1) }),
  },
  {
    name: 'missing-estimate',
    what: 'no m⁰ where one is to be given',
    spoil: without('m0'),
    needsGiven: true,
  },
  {
    name: 'long-estimate',
    what: 'an m⁰ longer than the dimension',
    spoil: (open) => ({ ...open, m0: [...(open.m0 ?? []), '1'] }),
    needsGiven: true,
  },
];
