/** A run of a method as the kit saw it, and how one reported vector is compared. */
import { absolute, isZero, type Vector } from '../../../spec/algebra/index.js';
import {
  printExpression,
  type Frame,
  type Gradient,
  type Line,
  type Method,
  type Told,
  type Use,
} from '../../../spec/language/index.js';
import { ContractError } from '../../errors.js';
import { createRatio, formatRatio, nearestDouble, ratioField, type Ratio } from '../../exact/index.js';
import type { Arithmetic, ComponentReport } from '../../judge/index.js';
import type { CompiledPage } from './compile-page.js';
import type { AskedQuestion, PageDraw } from './question-book.js';

/** One round as it was seen. */
export interface SeenRound {
  /** What was reported after it, by names; a vector with a number that is not finite is not here. */
  readonly states: ReadonlyMap<string, Vector<Ratio>>;
  /** The number that is not finite, or is none. */
  readonly unreadable?: ComponentReport;
  readonly questions: readonly AskedQuestion[];
  /** How many gradients a program made that asks for none. */
  readonly gradients?: number;
  /** Whether it was made by nobody: the states after it are given. */
  readonly isGiven?: true;
  /** A vector that stands for itself: what is reported is not held to the page. */
  readonly stands?: string;
}

/** Where a vector is compared. */
export interface ComparedPlace extends Pick<
  ComponentReport,
  'equation' | 'statement' | 'round' | 'step' | 'quantity'
> {
  /** Of a point that was asked: its line, and which question of that it is, whatever an edit has made of its formula. */
  readonly question?: { readonly line: number; readonly index: number };
}

/** Is told of a round while it is followed. */
export interface Watch {
  /** What the page makes of a vector, and what was reported or asked; true where nobody asks for what comes after it. */
  readonly compared?: (place: ComparedPlace, known: Known, actual: Vector<Ratio>) => boolean | undefined;
  /** A line that is about to set its name. */
  readonly made?: (line: Line<Use>, frame: Frame<Ratio>) => void;
  readonly found?: (violation: ComponentReport) => void;
}

/** The values of the parameters of a round by name: numbers, lists of them by step, counts. */
export type ParameterValues = ReadonlyMap<string, ParameterValue>;

/** What following runs costs, counted and not timed: a report is the same on a busy machine. */
export interface Meter {
  /** How many numbers lines have made; a line has as much to do beside them as eight more take. */
  numbers: number;
}

/** A run of a page. */
export interface PageRun {
  readonly page: CompiledPage;
  readonly arithmetic: Arithmetic;
  readonly dimension: number;
  readonly parametersAt: (round: number) => ParameterValues;
  /** Parameters that a program may as well have in a round in which a vector stands for itself. */
  readonly ofFirst?: ParameterValues;
  /** T. */
  readonly roundCount?: number;
  /** The states that were given. */
  readonly start: ReadonlyMap<string, Vector<Ratio>>;
  /** Entry 0 is what was reported before round 1. */
  readonly rounds: readonly SeenRound[];
  /** What was asked after the last report. */
  readonly late: readonly AskedQuestion[];
  /** Whether it ended before its last round: then what was asked last may be of a round that is not reported. */
  readonly isCut: boolean;
  /** What the program was told of coins and sets. */
  readonly told: (request: Told) => boolean;
  /** In tape mode: what the program makes of a gradient itself, at a point that may be off. */
  readonly computed?: (
    question: Pick<AskedQuestion, 'function' | 'draw'>,
    at: Known,
    isWritten?: boolean,
  ) => Known;
  /** Whether the problem that it was sent has such a gradient; it has all where this is left out. */
  readonly hasSample?: (question: Pick<AskedQuestion, 'function' | 'draw'>) => boolean;
  /**
   * Which draw of a tape a sample is whose gradients are asked: those of rounds and those of passes are counted apart, each from 0. Undefined
   * where the tape has no more: programs do what they like then.
   */
  readonly drawAt?: (round: number, isOfPass: boolean, place: number) => number | undefined;
  /** t of a round, where that is not its number. */
  readonly counterAt?: (round: number) => number;
  /** Whether a question is one of the page that the program is held to: under another page it may be without use. */
  readonly isOfPage?: (question: AskedQuestion) => boolean;
  /** Who looks on: then the run goes on from what was asked, also where that is wrong. */
  readonly watch?: Watch;
  /** Whether η and a are those that the program chose: nobody knows those beyond the rounds that were told. */
  readonly choosesSchedule?: true;
  /** Counts what following it costs. */
  readonly meter?: Meter;
  /** Whether nobody asks for what comes after a violation. */
  readonly endsAt?: (violation: ComponentReport) => boolean;
  /** The round whose draw a sample is, where that is not its own. */
  readonly drawnIn?: (round: number) => number;
  /** What is taken to be lost between two rounds: states that begin again, and the counter t. */
  readonly lost?: { readonly after: number; readonly states: readonly string[]; readonly counter: boolean };
  /** What the kit answers to a question; undefined where there is no such draw. */
  readonly answer: (question: Pick<AskedQuestion, 'function' | 'draw' | 'at'>) => Vector<Ratio> | undefined;
}

/** What a program may know that no page has: T, whether it has a tape, and of a parameter by step the value of the first step. */
export const extraNames = ({ parameters }: Pick<Method, 'parameters'>): readonly string[] => [
  ...(['T', 'tape'] as const),
  ...parameters.flatMap(({ name, each }) => (each === 'step' ? [`${name.name}₁`] : [])),
];

export type ParameterValue = Ratio | number | readonly Ratio[];

/** The value of an extra name: see {@link extraNames}. */
function extraOf(
  { roundCount = 0, computed }: PageRun,
  own: ParameterValues,
  name: string,
): ParameterValue | undefined {
  if (name === 'T') return roundCount;
  if (name === 'tape') return Number(computed !== undefined);
  const value = name.endsWith('₁') ? own.get(name.slice(0, -1)) : undefined;
  return typeof value === 'object' && !('numerator' in value) ? value[0] : value;
}

/** The parameters of a round as a page reads them, which may count with others than the page that the run was made for. */
export function parametersOfRound(run: PageRun, round: number): ParameterValues {
  const own = run.parametersAt(round);
  const given = new Map(own);
  for (const { name } of run.page.method.parameters) {
    const value = own.get(name.name) ?? extraOf(run, own, name.name);
    const isCount = name.version.type === 'count';
    if (isCount && typeof value !== 'number') throw new ContractError(`${name.name} is no whole number`);
    const isWhole = !isCount && typeof value === 'number';
    if (value !== undefined) given.set(name.name, isWhole ? createRatio(BigInt(value), 1n) : value);
  }
  return given;
}

/** A parameter, or an extra name, in a round as a double; of one by step that of a pass. NaN where there is none. */
export function numberIn(run: PageRun, round: number, name: string, pass = NaN): number {
  const own = run.parametersAt(round);
  const value = own.get(name) ?? extraOf(run, own, name);
  if (value === undefined || typeof value === 'number') return value ?? NaN;
  const single = 'numerator' in value ? value : value[pass - 1];
  return single === undefined ? NaN : nearestDouble(single);
}

/** What a report calls the point of a gradient. */
export const quantityOfPoint = (gradient: Gradient<Use>): string =>
  `the point of ${printExpression(gradient)}`;

/** What a program has of a vector: the exact value, and how far it may honestly be off, undefined for any distance. */
export interface Known {
  readonly value: Vector<Ratio>;
  readonly errors: readonly (Ratio | undefined)[];
  /** No more than the errors, and made sooner: what is as near as that needs no more. */
  readonly least?: readonly (Ratio | undefined)[];
}

/** Where a round begins. */
export interface RoundBefore {
  readonly round: number;
  /** t, as the page has it. */
  readonly counter: number;
  readonly states: ReadonlyMap<string, Known>;
  readonly seen: SeenRound;
  /** What was asked in the round before and belongs to no gradient of it. */
  readonly ahead: readonly AskedQuestion[];
  /** The exact gradients that were asked in all rounds before. */
  readonly earlier: readonly AskedQuestion[];
  /** How many draws of a tape were made before. */
  readonly drawn: number;
  /** Which of several draws that were asked alike a sample is: the last one, or the first. */
  readonly prefersLast?: boolean;
  /** The draws of the samples of each round outside of repeats, by round and name. */
  readonly draws: Map<string, readonly PageDraw[]>;
}

/** What came of a round. */
export interface FollowedRound {
  readonly violations: readonly ComponentReport[];
  /** Whether an honest intermediate result may leave the range of the format. */
  readonly mayOverflow: () => boolean;
  /** The first thing that could not be decided, and whether the rest of the round could not be followed for it. */
  readonly doubt?: string;
  readonly isStopped: boolean;
  /** Whether the page draws what the tape does not have: what a program took in its place may be anything. */
  readonly lacksDraw?: true;
  readonly states: ReadonlyMap<string, Known>;
  /** Questions that may be of the next round, those that no round has, and whether some of the round before were taken. */
  readonly ahead: readonly AskedQuestion[];
  readonly stray: readonly AskedQuestion[];
  readonly tookAhead: boolean;
  /** Whether several draws were asked alike, and another one might have been a sample of the round. */
  readonly hadChoice: boolean;
  readonly drawn: number;
}

const { compare, divide, subtract, zero } = ratioField;

/** A vector that is known exactly. */
export const exactly = (value: Vector<Ratio>): Known => ({ value, errors: value.map(() => zero) });

/** The coordinates in which a vector is further from what is known of it than it may be; in words for whoever reads them. */
export function compareKnown(
  actual: Vector<Ratio>,
  known: Known,
  { question: _, ...place }: ComparedPlace,
): readonly ComponentReport[] {
  return known.value.flatMap((expected, component): readonly ComponentReport[] => {
    const is = actual[component] ?? zero;
    if (is.numerator === expected.numerator && is.denominator === expected.denominator) return [];
    const error = absolute(ratioField, subtract(is, expected));
    const least = known.least?.[component];
    if (least !== undefined && compare(error, least) <= 0) return [];
    const bound = known.errors[component];
    if (bound === undefined || compare(error, bound) <= 0) return [];
    return [
      {
        ...{ ...place, component, boundInUlps: 0 },
        get expected() {
          return textOf(expected);
        },
        get actual() {
          return textOf(is);
        },
        get error() {
          return nearestDouble(error);
        },
        get bound() {
          return nearestDouble(bound);
        },
        get fraction() {
          const fraction = isZero(ratioField, bound) ? Infinity : nearestDouble(divide(error, bound));
          return Math.max(fraction, 1 + Number.EPSILON);
        },
      },
    ];
  });
}

/** Exactly, where that is no longer than anybody reads. */
function textOf(value: Ratio): string {
  const text = formatRatio(ratioField.toRatio(value));
  return text.length <= 60 ? text : `about ${nearestDouble(value)}`;
}
