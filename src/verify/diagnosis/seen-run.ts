/** What the kit saw of a run, in doubles: states, and the gradients that were really asked for, by rounds and local steps. */
import type { Vector } from '../../../spec/algebra/index.js';
import {
  isConstant,
  parametersAt,
  type AtomTape,
  type Initialization,
  type PerStep,
  type RunParameters,
} from '../../../spec/model/index.js';
import type { Ratio } from '../../exact/index.js';
import type { JudgeRequest, ReportedTrace } from '../../judge/index.js';
import type { Plan, SettingOfSampling } from '../mutants/index.js';
import type { Doubles } from './doubles.js';
import type { Gradients } from './gradients.js';
import type { Asked, LoggedQuestion, TracedQuestion } from './question-log.js';

/** What the kit hands over. */
export interface DiagnosisInput<V> {
  /** What was asked, with the problem. */
  readonly request: JudgeRequest;
  /** The states that were told. Gradients in it are not read: `questions` says more. */
  readonly trace: ReportedTrace<V>;
  /** The exact value of a number; undefined where it is not finite. */
  readonly read: (value: V) => Ratio | undefined;
  /** Callback mode: the questions of each round, 0 for the start. */
  readonly questions?: readonly (readonly LoggedQuestion<V>[])[];
  /** Only the last round was made by the implementation; the states before it were given. */
  readonly isSingleRound?: boolean;
  /** t of that round, and T and x⁰ of the task, where they are not what the trace shows. */
  readonly asked?: {
    readonly round: number;
    readonly roundCount: number;
    readonly startingPoint: Vector<Ratio>;
  };
  /** Whether the implementation declared that it samples f and h of a round apart. */
  readonly drawsApart?: boolean;
  /** Whether η and a are those that the program chose. */
  readonly choosesSchedule?: boolean;
  /** Where draws are minibatches. */
  readonly sampling?: SeenSampling;
}

/** How minibatches were to be drawn, the rows of each by its number, and the gradients of rows. */
export interface SeenSampling extends Omit<SettingOfSampling, 'sizeOf'> {
  readonly rowsOf: Readonly<Record<'snapshot' | 'local', readonly (readonly number[])[]>>;
  readonly gradientOfRow: Gradients['gradient'];
}

/** One round, as it was made. */
export interface SeenRound {
  readonly round: number;
  readonly x: Doubles;
  readonly xNew: Doubles;
  /** All gradients; where nobody asks, that of f at x. */
  readonly all: readonly Asked[];
}

/** What was reported at the end of a round; of round 0, the start. */
export interface SeenState {
  readonly x: Doubles;
  readonly m?: Doubles;
  /** y^{t,1}, …, where they are reported. */
  readonly points: readonly Doubles[];
}

/** A run, with what is the same for all its rounds. */
export interface SeenRun extends Gradients {
  readonly variant: DiagnosisInput<unknown>['request']['variant'];
  readonly plan: Plan;
  readonly parameters: RunParameters<number>;
  /** η (or η_{1,k}) and a of round 1; {@link inRound} has those of a later one. */
  readonly eta: PerStep<number>;
  readonly a: number;
  readonly K: number;
  readonly T: number;
  readonly d: number;
  readonly startKind: string;
  readonly batchSize: number;
  readonly isSingleRound: boolean;
  /** The unit roundoff of the declared arithmetic; that of doubles where it is exact. */
  readonly roundoff: number;
  /** Whether the questions are those of the program. */
  readonly hasQuestions: boolean;
  readonly drawsApart: boolean;
  readonly choosesSchedule: boolean;
  /** Whether h is not 0 everywhere. */
  readonly hasAuxiliary: boolean;
  readonly sampling?: SeenSampling;
  readonly x0: Doubles;
  readonly reportedStart: { readonly x: Doubles; readonly m?: Doubles };
  readonly givenM?: Doubles;
  readonly rounds: readonly SeenRound[];
  /** All states, those included that were given. */
  readonly states: readonly SeenState[];
  readonly initialization: Initialization<number>;
  readonly tape: AtomTape;
  readonly atomCounts: { readonly snapshot: number; readonly local: number };
  /** The questions with the samples that they may have seen. */
  readonly log?: readonly (readonly TracedQuestion[])[];
}

/** The run with η and a of round t. */
export function inRound(run: SeenRun, round: number): SeenRun {
  if (isConstant(run.parameters)) return run;
  const { stepSize: eta, momentumWeight: a } = parametersAt(run.parameters, round);
  return { ...run, eta, a };
}
