/** Whether a source keeps its word: equal samples give equal gradients, other samples others, and values no noise. */
import { InputError } from '../../errors.js';
import { createStream } from '../../problems/draws.js';
import { addScaled, lengthOf, minus, normalize, type Doubles } from '../measure/double-vectors.js';
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
  for (const [of, oracle, symbol] of questions) {
    const here: Doubles[] = [];
    for (const index of of === 'target' ? indices : indices.slice(1)) {
      here.push(await source.gradient(of, point, { oracle, index }));
    }
    const [first = [], other = first] = here.toReversed();
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
  await checkSlope(ledger, point, value, radius);
}

/** Samples that may all point uphill where f falls: of as many fair coins one in 2¹⁶ is all heads. */
const samplesAgainst = 16;

/**
 * Whether f falls where its gradients say so: along a first sample's gradient the slope of the values has the sign of the slope by the
 * gradients. One further sample that agrees is enough, so that an honest program is asked for two.
 */
async function checkSlope(
  { source, draw }: Ledger,
  point: Doubles,
  value: (point: Doubles) => Promise<number>,
  radius: number,
): Promise<void> {
  const sample = async (i: number): Promise<Doubles> =>
    source.gradient('target', point, { oracle: 'snapshot', index: draw('check', i) });
  const first = await sample(0);
  if (lengthOf(first) === 0) return;
  const direction = normalize(first);
  const slope =
    (await value(addScaled(point, radius, direction))) - (await value(addScaled(point, -radius, direction)));
  // no number, or flat: no sign to compare
  if (!(Math.abs(slope) > 0)) return;
  for (let i = 1; i <= samplesAgainst; i += 1) {
    const own = (await sample(i)).reduce((sum, entry, j) => sum + entry * (direction[j] ?? 0), 0);
    if (own * slope >= 0) return;
  }
  throw new InputError({
    problem: `values of f ${slope > 0 ? 'rise' : 'fall'} in a direction in which ${samplesAgainst} gradients of f say that it ${slope > 0 ? 'falls' : 'rises'}`,
    where: '`value` or the gradients of f',
    expected: 'gradients of the function whose values are told, with the same sign',
    fix: 'Check for a minus sign: a log-likelihood is −f; or leave `value` out.',
  });
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
