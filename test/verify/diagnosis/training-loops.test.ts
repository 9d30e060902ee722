/** Mistakes of the loop around an optimizer, and of one group of its parameters, are named, whatever the method is. */
import { expect, it } from 'vitest';
import { describeOptimizer, verifyImplementation, type VerifyReport } from '../../../src/verify/index.js';

type Vector = readonly number[];

/** What a loop hands to the optimizer in a step, out of the gradient at x: a gradient for each of its steps. */
type Loop = () => (gradient: Vector) => readonly Vector[];

const add = (u: Vector, v: Vector | undefined): Vector => u.map((value, i) => value + (v?.[i] ?? 0));

/** sgd-ema in a loop. */
const verify = (loop: Loop): Promise<VerifyReport> =>
  verifyImplementation(
    describeOptimizer({
      name: 'loop',
      method: 'sgd-ema',
      create: ({ lr, momentum, dampening }, start) => {
        let x: Vector = start;
        let m: Vector | undefined;
        const takes = loop();
        return (gradientAt) => {
          gradientAt(x); // a question may be asked again
          for (const gradient of takes(gradientAt(x))) {
            const step =
              m?.map((value, i) => momentum * value + (1 - dampening) * (gradient[i] ?? 0)) ?? gradient;
            m = step;
            x = x.map((value, i) => value - lr * (step[i] ?? 0));
          }
          return x;
        };
      },
    }),
    { method: 'sgd-ema', seed: 1 },
  );

const right: Loop = () => (gradient) => [gradient];
const twice: Loop = () => (gradient) => [gradient, gradient];

const accumulate =
  (n: number, scale: number): Loop =>
  () => {
    let sum: Vector | undefined;
    let count = 0;
    return (gradient) => {
      sum = add(gradient, sum);
      count += 1;
      if (count % n > 0) return [];
      const made = sum.map((value) => value * scale);
      sum = undefined;
      return [made];
    };
  };

const pileUp =
  (n: number): Loop =>
  () => {
    let sum: Vector | undefined;
    let count = 0;
    return (gradient) => {
      sum = count % n === 0 ? gradient : add(gradient, sum);
      count += 1;
      return [sum];
    };
  };

const firstMistake = ({ diagnosis }: VerifyReport): string => diagnosis?.[0]?.mistake ?? '';

it('the right loop passes', { tags: 'long' }, async () => {
  expect((await verify(right)).verdict).toBe('pass');
});

it.each([
  [
    'the mean of two rounds',
    accumulate(2, 1 / 2),
    'the mean of the gradients of 2 rounds is used, in one step after',
  ],
  [
    'the sum of two rounds',
    accumulate(2, 1),
    'the sum of the gradients of 2 rounds is used, in one step after',
  ],
  [
    'gradients that are never set to zero',
    pileUp(Infinity),
    'm ← (1 − a) m + a vm where AUX-MOM.2 has m ← (1 − a) m + a ∇f(x, ξ), where vm ← vm + ∇f(x, ξ), from 0',
  ],
  [
    'gradients of three rounds',
    pileUp(3),
    'add up over the rounds, and are set to zero after every 3 rounds only',
  ],
  [
    'two steps a round',
    twice,
    'computes m ← (1 − a) m + a ∇f(x, ξ), AUX-MOM.2, and the lines after it, two times with the same ∇f(x, ξ)',
  ],
])('%s', { tags: 'long' }, async (_name, loop, words) => {
  const report = await verify(loop);
  expect(report.verdict).toBe('fail');
  expect(firstMistake(report)).toContain(words);
});
