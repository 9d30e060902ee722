/** The data of exact peers: whole numbers in base 16, separated by spaces, in the order that the peer reads them. */
import type { AffineGradient } from '../../../spec/model/index.js';
import type { Ratio } from '../../../src/exact/index.js';
import type { TestCase } from '../../support/cases.js';

type Token = number | bigint;

/** The text of a data file. */
export function encodeTokens(tokens: Iterable<Token>): string {
  return [...tokens].map((token) => token.toString(16)).join(' ');
}

/** `n d n d …` in base 16 as ratios, which need not be in lowest terms. */
export function parseRatios(line: string): Ratio[] {
  const whole = (text: string): bigint =>
    text.startsWith('-') ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`);
  const words = line.split(' ');
  return Array.from({ length: words.length / 2 }, (_, i) => ({
    numerator: whole(words[2 * i] as string),
    denominator: whole(words[2 * i + 1] as string),
  }));
}

/** Why two lists of ratios are not the same numbers; undefined where they are. */
export function ratioDisagreement(reference: readonly Ratio[], result: readonly Ratio[]): string | undefined {
  if (reference.length !== result.length) return `it gives ${result.length} numbers, not ${reference.length}`;
  const wrong = reference.findIndex(({ numerator, denominator }, i) => {
    const other = result[i] as Ratio;
    return numerator * other.denominator !== other.numerator * denominator;
  });
  return wrong < 0 ? undefined : `number ${wrong} of its result is another one`;
}

/** Draws: of each round the snapshot atom and K local ones. */
function* tapeTokens({ tape, parameters }: TestCase): Generator<Token> {
  for (const { snapshot, local } of tape.rounds) {
    yield snapshot;
    yield* local.slice(0, parameters.localStepCount);
  }
}

/** A case for peers that run the equations as they stand: d T K η a, the atoms, x⁰, the draws; m⁰ = 0. */
export function* caseTokens(testCase: TestCase): Generator<Token> {
  const { problem, parameters, startingPoint } = testCase;
  const ratio = ({ numerator, denominator }: Ratio): Token[] => [numerator, denominator];
  const affine = ({ matrix, vector }: AffineGradient<Ratio>): Token[] =>
    [...matrix.flat(), ...vector].flatMap(ratio);
  yield* [problem.dimension, parameters.roundCount, parameters.localStepCount];
  yield* [parameters.stepSize, parameters.momentumWeight].flatMap(ratio);
  yield problem.snapshotAtoms.length;
  for (const { target, auxiliary } of problem.snapshotAtoms) yield* [...affine(target), ...affine(auxiliary)];
  yield problem.localAtoms.length;
  for (const { auxiliary } of problem.localAtoms) yield* affine(auxiliary);
  yield* startingPoint.flatMap(ratio);
  yield* tapeTokens(testCase);
}
