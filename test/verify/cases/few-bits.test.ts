/** What the cases of few bits promise: in every format, from every start, one unit in the last place of η or a is seen, and nothing that is right fails. */
import { expect, it } from 'vitest';
import { algorithms, variantNames } from '../../../spec/algorithms/index.js';
import { mapSchedule, type VariantName } from '../../../spec/model/index.js';
import { floatFormats, type FormatName } from '../../../src/exact/index.js';
import { createFewBitsCases } from '../../../src/verify/cases/few-bits.js';
import type { Implementation, Task } from '../../../src/verify/adapters/implementation.js';
import { level2Tasks } from '../../../src/verify/levels/level-2.js';
import { shakeHands } from '../../../src/verify/peer/greet.js';
import { createInProcessPeer } from '../../../src/verify/peer/in-process-peer.js';
import { createReference } from '../../../src/verify/served-reference/index.js';
import { firstOf } from '../../support/some-of.js';

type Scalar = 'stepSize' | 'momentumWeight';
type Start = 'zero' | 'first-snapshot' | 'exact' | 'given';
const starts: readonly Start[] = ['zero', 'first-snapshot', 'exact', 'given'];

/** The reference with η or a this many units in the last place off, where the mantissa of both is the least: 2^(1−p) of them. */
function createOff(format: FormatName, variant: VariantName, start: Start, scalar: Scalar, ulps: number) {
  const reference = createReference({ arithmetic: format, variants: [variant] });
  const prepare = reference.variants[variant] as NonNullable<(typeof reference.variants)[VariantName]>;
  const unit = 2 ** (1 - floatFormats[format].precision);
  const off = (value: number): number => value + ulps * unit * 2 ** Math.floor(Math.log2(value));
  return {
    ...reference,
    initializations: [start],
    variants: {
      [variant]: (task: Task<unknown>) => {
        const { parameters } = task;
        const changed = mapSchedule(parameters[scalar], (value) => off(value as number));
        return prepare({ ...task, parameters: { ...parameters, [scalar]: changed } });
      },
    },
  } satisfies Implementation<unknown>;
}

/** Verdicts on the cases of few bits, asked in this mode. */
async function verdictsOf(
  implementation: Implementation<unknown>,
  oracleMode: 'tape' | 'callback',
  seed: number,
): Promise<readonly string[]> {
  const peer = createInProcessPeer(implementation);
  const { capabilities } = await shakeHands(peer, 30);
  const asked = { ...capabilities, oracleModes: [oracleMode] };
  const verdicts: string[] = [];
  for (const task of level2Tasks(
    asked,
    createFewBitsCases(seed).filter(({ variant }) => variant in implementation.variants),
  ))
    verdicts.push((await task.run(peer, { isOver: () => false })).verdict);
  return verdicts;
}

const settings = variantNames.flatMap((variant) =>
  starts.flatMap((start) => (['tape', 'callback'] as const).map((mode) => [variant, start, mode] as const)),
);

/** Every seventh of the settings has each variant, start and mode. */
firstOf(1, [
  ['bfloat16', 1, 7],
  ...Object.values(floatFormats).flatMap(({ name }) => [1, 2, 3, 4].map((seed) => [name, seed, 1] as const)),
])(
  'in %s the right program passes, and one whose η or a is a unit in the last place off does not: seed %i',
  async (format, seed, every) => {
    for (const [variant, start, mode] of settings.filter((_, at) => at % every === 0)) {
      const failsWith = async (scalar: Scalar, ulps: number): Promise<boolean> =>
        (await verdictsOf(createOff(format, variant, start, scalar, ulps), mode, seed)).includes('fail');
      const place = [variant, start, mode];
      const scalars: readonly Scalar[] =
        algorithms[variant].estimates === 'nothing' ? ['stepSize'] : ['stepSize', 'momentumWeight'];
      for (const scalar of scalars) {
        const fails = [await failsWith(scalar, -1), await failsWith(scalar, 0), await failsWith(scalar, 1)];
        expect([...place, scalar, ...fails]).toEqual([...place, scalar, true, false, true]);
      }
    }
  },
);

it('in eight bits a bound on a from below is seen: 0.05 in place of 1/32', async () => {
  const reference = createReference({ arithmetic: 'bfloat16', variants: ['aux-mom'] });
  const prepare = reference.variants['aux-mom'] as NonNullable<(typeof reference.variants)['aux-mom']>;
  const bounded = {
    ...reference,
    variants: {
      'aux-mom': (task: Task<unknown>) => {
        const { parameters } = task;
        const momentumWeight = mapSchedule(parameters.momentumWeight, (a) =>
          Math.max(a as number, 0.05078125),
        );
        return prepare({ ...task, parameters: { ...parameters, momentumWeight } });
      },
    },
  };
  expect(await verdictsOf(bounded, 'callback', 1)).toEqual(['pass', 'fail']);
});

it('every seed has other data of the same shape', () => {
  const shapes = [undefined, 1, 2].map((seed) =>
    createFewBitsCases(seed).map(({ id, parameters, problem }) => ({ id, parameters, d: problem.dimension })),
  );
  expect(shapes[1]).toEqual(shapes[0]);
  expect(shapes[2]).toEqual(shapes[0]);
  const vectors = [undefined, 1, 2].map((seed) =>
    JSON.stringify(
      createFewBitsCases(seed).map(({ problem }) => problem),
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    ),
  );
  expect(new Set(vectors).size).toBe(3);
});
