/** L3, rejection: parameters and data outside their domains are refused when a session is opened. */
import { algorithms } from '../../../spec/algorithms/index.js';
import type { VariantName } from '../../../spec/model/index.js';
import { readExactText } from '../../judge/index.js';
import { diagnoseDomain } from '../diagnosis/index.js';
import type { Suspicion } from '../report/verify-report.js';
import { createVerificationCases } from '../cases/create-cases.js';
import type { Capabilities } from '../protocol/replies.js';
import type { OpenRequest } from '../protocol/requests.js';
import { nextSession, type CaseOutcome } from '../session/case-outcome.js';
import { openMessage, prepareCase } from '../session/prepared-case.js';
import type { LevelTask } from './level.js';

type Open = Omit<OpenRequest, 'id'>;

/** One way to be outside the domain. */
interface Fault {
  readonly name: string;
  /** What is wrong, for the message. */
  readonly what: string;
  readonly spoil: (open: Open) => Open;
  /** Variants it applies to; all where it is left out. */
  readonly fits?: (variant: VariantName) => boolean;
}

const keepsEstimate = (variant: VariantName): boolean => algorithms[variant].estimates !== 'nothing';
const withParameters =
  (change: Partial<Open['parameters']>) =>
  (open: Open): Open => ({
    ...open,
    parameters: { ...open.parameters, ...change },
  });
const without =
  (key: 'm0') =>
  (open: Open): Open => {
    const { [key]: _, ...rest } = open;
    return rest;
  };

const faults: readonly Fault[] = [
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
    fits: keepsEstimate,
  },
  { name: 'no-local-steps', what: 'K = 0', spoil: withParameters({ localStepCount: 0 }) },
  { name: 'negative-local-steps', what: 'K < 0', spoil: withParameters({ localStepCount: -1 }) },
  {
    name: 'two-local-steps',
    what: 'K = 2 for sgd',
    spoil: withParameters({ localStepCount: 2 }),
    fits: (variant) => variant === 'sgd',
  },
  { name: 'no-rounds', what: 'T = 0', spoil: withParameters({ roundCount: 0 }) },
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
    fits: keepsEstimate,
  },
  {
    name: 'long-estimate',
    what: 'an m⁰ longer than the dimension',
    spoil: (open) => ({ ...open, m0: [...(open.m0 ?? []), '1'] }),
    fits: keepsEstimate,
  },
];

/** Which checks of the parameters are missing; none where the fault is in something else. */
function suspectDomain({ variant, parameters }: Open, answer: string): readonly Suspicion[] {
  const [stepSize, momentumWeight] = [parameters.stepSize, parameters.momentumWeight].map((value) =>
    readExactText(String(value)),
  );
  if (answer !== 'ok' || stepSize === undefined || momentumWeight === undefined) return [];
  return diagnoseDomain({
    variant,
    parameters: { ...parameters, stepSize, momentumWeight },
    isRejected: false,
  });
}

/** One task for each fault, on the plainest case of each variant, and one that the good case is accepted. */
export function level3Tasks(
  capabilities: Capabilities,
  variants: readonly VariantName[],
): readonly LevelTask[] {
  const [oracleMode = 'callback'] = capabilities.oracleModes;
  const cases = createVerificationCases();
  return variants.flatMap((variant) => {
    const given = cases.find(({ id }) => id === `${variant}/planar`);
    const prepared = given === undefined ? undefined : prepareCase(given, capabilities, oracleMode);
    if (prepared === undefined) return [];
    const task = (name: string, run: LevelTask['run']): LevelTask => ({
      id: `L3/${variant}/${name}`,
      level: 3,
      variant,
      oracleMode,
      run,
    });
    return faults
      .filter(({ fits = () => true }) => fits(variant))
      .map(({ name, what, spoil }) =>
        task(name, async (peer): Promise<CaseOutcome> => {
          const session = nextSession(peer);
          const response = await peer.request(spoil(openMessage(prepared, session)));
          if (response.type === 'rejected') return { verdict: 'pass' };
          if (response.type === 'unsupported')
            return { verdict: 'unsupported', message: `not supported: ${response.capability}` };
          if (response.type === 'ok') await peer.request({ type: 'close', session });
          return {
            verdict: 'fail',
            suspicions: suspectDomain(spoil(openMessage(prepared, session)), response.type),
            message: `"open" with ${what} was answered with "${response.type}"; "rejected" was expected. Check the parameters before the run begins.`,
          };
        }),
      );
  });
}
