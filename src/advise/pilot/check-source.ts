/** Whether a source keeps its word: equal samples give equal gradients, other samples others, and values no noise. */
import { InputError } from '../../errors.js';
import { createStream } from '../../problems/draws.js';
import { addScaled, dot, lengthOf, minus, normalize, type Doubles } from '../measure/double-vectors.js';
import type { GradientDraw, GradientFunction } from '../measure/gradient-source.js';
import { randomDirection } from '../measure/power-iteration.js';
import type { Ledger } from './ledger.js';
import { radiusAt } from './path-constants.js';

/** What is asked twice. */
const questions: readonly (readonly [GradientFunction, GradientDraw['oracle'], symbol: string])[] = [
  ['target', 'snapshot', 'f'],
  ['auxiliary', 'snapshot', 'h'],
  ['auxiliary', 'local', 'h'],
];

/** Samples that may all be alike by chance: of eight clients two are one in an eighth of the cases. */
const samplesAlike = 8;

/** Times that one value is asked for: noise in a single number may agree with itself by chance. */
const valueRepeats = 4;

/**
 * Every estimate of a pilot is a difference over a small distance. So the same question twice must give what differs by less than an
 * eighth of what a move by that distance changes: three binary digits of each difference are then the function's own. An answer
 * that is rounded otherwise each time passes, one that is drawn anew does not.
 *
 * @param hasNoise - whether the program says that a sample of f is a part of its rows: then other samples give other gradients.
 * @throws InputError that names what is broken.
 */
export async function checkSource(ledger: Ledger, point: Doubles, hasNoise: boolean): Promise<void> {
  const { source, draw, value } = ledger;
  const radius = radiusAt(point);
  const away = addScaled(point, radius, randomDirection(createStream(draw('check')), point.length));
  const indices = [draw('check', 0), draw('check', 1)];
  /** The samples of f that were asked for at the point. */
  const known: Doubles[] = [];
  for (const [of, oracle, symbol] of questions) {
    const here: Doubles[] = [];
    for (const index of of === 'target' ? indices : indices.slice(1)) {
      here.push(await source.gradient(of, point, { oracle, index }));
    }
    const [first = [], other = first] = here.toReversed();
    if (of === 'target') known.push(...here);
    const draws = { oracle, index: indices[1] as number };
    const again = await source.gradient(of, point, draws);
    const moved = await source.gradient(of, away, draws);
    refuseNoise(lengthOf(minus(again, first)), lengthOf(minus(moved, first)), {
      problem: `the same sample of ${symbol} was asked for twice at one point, and the gradients differ`,
      where: `\`sample\` of the ${oracle} draws`,
      expected: 'equal samples, equal gradients: the program ignores `sample`',
      fix: 'Seed the generator that picks the batch with `sample`, and leave dropout and the like out or seed them too.',
    });
    let isAlike = of === 'target' && hasNoise && first.every((entry, i) => entry === other[i]);
    for (let i = indices.length; isAlike && i < samplesAlike; i += 1) {
      const further = await source.gradient(of, point, { oracle, index: draw('check', i) });
      isAlike = first.every((entry, j) => entry === further[j]);
    }
    if (isAlike && lengthOf(first) === 0) {
      throw new InputError({
        problem: `${samplesAlike} samples of the gradient of f are 0`,
        where: 'the starting point',
        expected: 'a start that is no stationary point of every batch',
        fix: 'Start elsewhere, for example at a random point.',
      });
    }
    if (isAlike) {
      throw new InputError({
        problem: `${samplesAlike} samples of f give the same gradient`,
        where: `\`sample\` of the ${oracle} draws`,
        expected: 'another batch for another sample, since `rows` says that a sample is a part of the rows',
        fix: 'Seed the generator that picks the batch with `sample`; or say in `rows` that a sample looks at all rows.',
      });
    }
  }
  if (value === undefined) return;
  const [first, ...again] = await inTurn(valueRepeats, () => value(point));
  const moved = await value(away);
  const spread = Math.max(...again.map((other) => Math.abs(other - (first as number))));
  refuseNoise(spread, Math.abs(moved - (first as number)), {
    problem: 'one value of f was asked for several times at one point, and the answers differ',
    where: '`value`',
    expected: 'f exactly, over all rows: the values are noise',
    fix: 'Evaluate f on all rows, or on the same rows each time; or leave `value` out.',
  });
  await checkSlope(ledger, point, value, radius, known);
}

/** Samples whose mean is the direction of {@link checkSlope}; those that it looks at before it is content, and at most. */
const slopeSamples = { direction: 4, least: 4, most: 12 } as const;
/** Standard errors from 0 at which the sign of a mean of so many samples is content, and at which it is an accusation: about 1 in 1000 honest ones. */
const [content, accusing] = [2, 4] as const;

/**
 * Whether f falls where its gradients say so: along the mean of a few samples, the slope by values has the sign of the mean slope by other
 * samples. Noise that hides the slope accuses nobody.
 */
async function checkSlope(
  { source, draw }: Ledger,
  point: Doubles,
  value: (point: Doubles) => Promise<number>,
  radius: number,
  known: readonly Doubles[],
): Promise<void> {
  const sample = async (i: number): Promise<Doubles> =>
    known[i] ?? source.gradient('target', point, { oracle: 'snapshot', index: draw('check', i) });
  let sum: Doubles = point.map(() => 0);
  for (let i = 0; i < slopeSamples.direction; i += 1) sum = addScaled(sum, 1, await sample(i));
  if (lengthOf(sum) === 0) return;
  const direction = normalize(sum);
  const valueAt = async (by: number): Promise<number> => value(addScaled(point, by, direction));
  const slope = Math.sign((await valueAt(radius)) - (await valueAt(-radius)));
  // no number, or flat: no sign to compare
  if (!(Math.abs(slope) > 0)) return;
  const own: number[] = [];
  for (let i = 0; i < slopeSamples.most; i += 1) {
    own.push(slope * dot(await sample(slopeSamples.direction + i), direction));
    if (own.length >= slopeSamples.least && errorsFromZero(own) > content) return;
  }
  if (errorsFromZero(own) > -accusing) return;
  const [by, against] = slope > 0 ? ['rise', 'falls'] : ['fall', 'rises'];
  throw new InputError({
    problem: `values of f ${by} in a direction in which ${slopeSamples.most} gradients of f say that it ${against}`,
    where: '`value` or the gradients of f',
    expected: 'gradients of the function whose values are told, with the same sign',
    fix: 'Check for a minus sign: a log-likelihood is −f; or leave `value` out.',
  });
}

/** The mean of numbers in standard errors. */
function errorsFromZero(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const squares = numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return mean / Math.sqrt(squares / (numbers.length - 1) / numbers.length);
}

/** What is held of a difference: an eighth. */
const heldPart = 1 / 8;

function refuseNoise(
  repeated: number,
  moved: number,
  refusal: ConstructorParameters<typeof InputError>[0],
): void {
  if (repeated > heldPart * moved) throw new InputError(refusal);
}

async function inTurn<Answer>(count: number, ask: () => Promise<Answer>): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let i = 0; i < count; i += 1) answers.push(await ask());
  return answers;
}
