/**
 * The mathematics as a relation: an algorithm is a numbered list of equations between the states and gradients of
 * one round. A trace is right iff every equation holds in every round.
 */
import type { Field, Vector } from '../algebra/index.js';
import type {
  AtomTape,
  DrawKind,
  FunctionName,
  Initialization,
  Oracle,
  ParametersOfRound,
  RoundDraws,
  RoundRecord,
  RoundRoleName,
  StartRecord,
  StepRoleName,
  VariantName,
} from '../model/index.js';

/** One round t together with everything its equations mention. */
export interface RoundContext<S> {
  /** t, from 1. */
  readonly roundNumber: number;
  /** η_t (or η_{t,1} … η_{t,K}), a_t, K and T: the parameters of this round. */
  readonly parameters: ParametersOfRound<S>;
  readonly initialization: Initialization<S>;
  /** The draws that the tape prescribes for this round. */
  readonly draws: RoundDraws;
  /** x^{t−1}. */
  readonly snapshot: Vector<S>;
  /** x^{t−2}, and x⁰ in round 1. */
  readonly previousSnapshot: Vector<S>;
  /** m^{t−1}; absent where nothing set it. */
  readonly previousCorrection?: Vector<S>;
  /** The round as reported. */
  readonly round: RoundRecord<S>;
  /** Where given, gradient values themselves are checked too. */
  readonly oracle?: Oracle<S>;
}

/** The start of a run together with everything its equations mention. */
export interface StartContext<S> {
  readonly initialization: Initialization<S>;
  readonly draws: AtomTape['initial'];
  /** x⁰ as prescribed. */
  readonly startingPoint: Vector<S>;
  readonly start: StartRecord<S>;
  readonly oracle?: Oracle<S>;
}

/** One instance of an equation: what the trace has, and what the equation says it must be. */
export interface Comparison<S> {
  /** What is compared, for a reader: `m`, `y`, `x`, `d`, `the point of g_f`, … */
  readonly quantity: string;
  /** The local step k, where the equation has one. */
  readonly step?: number;
  readonly actual: Vector<S>;
  readonly expected: Vector<S>;
  /** Both sides carry this factor, where a division would leave the field; absent means 1. */
  readonly scale?: number;
}

/** A numbered equation of a round. */
export interface Equation<Context extends 'round' | 'start' = 'round'> {
  /** Stable id, for example `AUX-MOM.2`. */
  readonly id: string;
  /** One sentence for a reader. */
  readonly statement: string;
  /** The equation in TeX. */
  readonly latex: string;
  /** Both sides, for every instance in the context (K instances for an equation of the local steps). */
  readonly compare: <S>(
    field: Field<S>,
    context: Context extends 'round' ? RoundContext<S> : StartContext<S>,
  ) => readonly Comparison<S>[];
}

/**
 * An instance's actual − expected: 0 in every component iff the equation holds. A component that only one side has is 1:
 * vectors of different lengths are never equal. For the instances that `compareTrace` lists.
 */
export function residual<S>(field: Field<S>, { actual, expected }: Comparison<S>): Vector<S> {
  return Array.from({ length: Math.max(actual.length, expected.length) }, (_, i) => {
    const [is, should] = [actual[i], expected[i]];
    return is === undefined || should === undefined ? field.one : field.subtract(is, should);
  });
}

/** Which gradient an algorithm takes in which role: the question, up to the state and the draw of the round. */
export interface GradientRole<Name extends string> {
  readonly name: Name;
  readonly function: FunctionName;
  readonly draw: DrawKind;
  readonly point: 'snapshot' | 'previous-snapshot' | 'local-point';
  /** The gradient in TeX, for messages. */
  readonly latex: string;
}

/** The right-hand side of the equation of mᵗ; undefined where a gradient or a state that it needs is missing. */
export type CorrectionRule = <S>(field: Field<S>, context: RoundContext<S>) => Vector<S> | undefined;

/** The right-hand side of the equation of d^{t,k}; undefined where a gradient or a state that it needs is missing. */
export type DirectionRule = <S>(
  field: Field<S>,
  context: RoundContext<S>,
  step: number,
) => Vector<S> | undefined;

/** What an algorithm is, to everything outside `spec/`. */
export interface Algorithm {
  readonly variant: VariantName;
  /** Name in prose. */
  readonly title: string;
  /** One sentence: what distinguishes it. */
  readonly summary: string;
  /** What the state called m estimates: ∇D, ∇f, or nothing. */
  readonly estimates: 'difference' | 'target' | 'nothing';
  /** Gradients taken once a round, before the local steps. */
  readonly roundGradients: readonly GradientRole<RoundRoleName>[];
  /** Gradients taken in local step k. */
  readonly stepGradients: (step: number) => readonly GradientRole<StepRoleName>[];
  /** mᵗ from the gradients of the round; absent where nothing is estimated. */
  readonly correction?: CorrectionRule;
  /** d^{t,k} from the gradients of the step and mᵗ. */
  readonly direction: DirectionRule;
  /** The equations of the start of a run. */
  readonly startEquations: readonly Equation<'start'>[];
  /** The equations of every round. */
  readonly equations: readonly Equation[];
  /** Target gradients that round t costs (theory: one, two for the mvr variants after round 1). */
  readonly targetGradientsInRound: (roundNumber: number) => number;
}
