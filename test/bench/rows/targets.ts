/** What the project aims at, as ratios of times: ours divided by the peer's. */
import type { Target } from '../harness/targets.js';

const numpy = ['NumPy', 'NumPy, in place'];

/** A target of a fast row against the faster NumPy. */
const fast = (dimension: number, name: string, ours: string, atMost: number): Target => ({
  name: `fast, d = ${dimension}: ${name}`,
  row: `fast/${dimension}`,
  ours,
  peers: numpy,
  atMost,
});

/** The first tier: the plain kernel is not slower than what arrays of rows reached. */
const plain = [
  [10, 0.06],
  [50, 0.86],
  [100, 2.2],
  [500, 3.8],
  [1000, 2.1],
] as const;

/** The second tier, for what a caller gets who asks for no kernel. */
const small = [
  [10, 1 / 15],
  [50, 1 / 4],
  [100, 1 / 1.5],
] as const;

const large = [500, 1000] as const;

/** A target of an expectation row. */
const expectation = (size: number, name: string, ours: string, peer: string, atMost: number): Target => ({
  name: `expectation, state of ${size}: ${name}`,
  row: `expectation/${size}`,
  ours,
  peers: [peer],
  atMost,
});

/** All of them. */
export const targets: readonly Target[] = [
  ...plain.map(([d, atMost]) => fast(d, 'plain kernel', 'auxopt, plain', atMost)),
  ...small.map(([d, atMost]) => fast(d, 'default kernel', 'auxopt', atMost)),
  ...large.map((d) => fast(d, 'dense kernel', 'auxopt, dense', 1.1)),
  ...large.map((d) => fast(d, 'half of a symmetric matrix', 'auxopt, half', 0.7)),
  ...[7, 13].flatMap((size) => [
    expectation(
      size,
      'every E‖∇f‖² 100 times cheaper than Monte-Carlo at 1e-3',
      'auxopt, every E‖∇f‖²',
      'Monte-Carlo, every E‖∇f‖² to 1e-3',
      0.01,
    ),
    expectation(
      size,
      'G 100 times cheaper than Monte-Carlo at 1e-3',
      'auxopt',
      'Monte-Carlo, G to 1e-3',
      0.01,
    ),
    expectation(size, 'faster than C with FLINT', 'auxopt', 'C, FLINT integers', 1),
  ]),
];
