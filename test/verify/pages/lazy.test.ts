/** Programs that compute nothing before it is needed, and nothing that is multiplied by 0: they are right, in an order of their own. */
import { expect, it } from 'vitest';
import type { Field, Vector } from '../../../spec/algebra/index.js';
import { compileMethod, type Value } from '../../../spec/language/index.js';
import { verifyImplementation, type Implementation } from '../../../src/verify/index.js';
import { methodOf, pageNames, readPage } from '../../support/pages.js';

type Prepare = NonNullable<Implementation<number>['methods']>[string];

/** A number that is made when it is needed; `isDear` is one that a gradient is asked for. */
interface Lazy {
  readonly isDear: boolean;
  readonly make: () => number;
}

const ready = (value: number): Lazy => ({ isDear: false, make: () => value });

function later(make: () => number, ...of: readonly Lazy[]): Lazy {
  let made: number | undefined;
  return { isDear: of.some(({ isDear }) => isDear), make: () => (made ??= make()) };
}

const both =
  (of: (left: number, right: number) => number) =>
  (left: Lazy, right: Lazy): Lazy =>
    later(() => of(left.make(), right.make()), left, right);

const lazyField: Field<Lazy> = {
  ...{ name: 'lazy doubles', zero: ready(0), one: ready(1), fromString: (text) => ready(Number(text)) },
  format: (value) => String(value.make()),
  add: both((left, right) => left + right),
  subtract: both((left, right) => left - right),
  divide: both((left, right) => left / right),
  negate: (value) => later(() => -value.make(), value),
  multiply: (left, right) => {
    const [first, second] = left.isDear ? [right, left] : [left, right];
    return later(() => (first.make() === 0 ? 0 : first.make() * second.make()), left, right);
  },
  compare: (left, right) => left.make() - right.make(),
};

/** @param slip - what a wrong one multiplies every gradient of f by. */
const lazily =
  (text: string, slip = 1): Prepare =>
  ({ states: given, parametersAt, drawSample, mean, member: of, drawnMembers }) => {
    const lazy = (value: unknown): unknown =>
      Array.isArray(value) ? value.map(lazy) : typeof value === 'number' ? ready(value) : value;
    const method = methodOf(text);
    const counts = new Set(
      method.parameters.flatMap(({ name }) => (name.version.type === 'count' ? [name.name] : [])),
    );
    const parametersOf = (round: number) =>
      Object.fromEntries(
        Object.entries(parametersAt(round)).map(([name, value]) => [
          name,
          counts.has(name) ? value : lazy(value),
        ]),
      ) as Record<string, Lazy | number>;
    const { start, round: makeRound } = compileMethod(
      method,
      lazyField,
      (value) => later(() => Math.sqrt(value.make()), value),
      (value, exponent) => later(() => value.make() ** exponent.make(), value, exponent),
    );
    const world: Parameters<typeof makeRound<ReturnType<typeof drawSample>>>[0]['world'] = {
      draw: drawSample,
      told: ({ name, member = 1, round, place }) => drawnMembers(name, round, place).includes(member),
      gradient: ({ function: name, member }, at, draw) => {
        let answer: Vector<number> | undefined;
        const ask = (): Vector<number> =>
          (answer ??= (draw ?? (member === undefined ? mean : of(member)))[name](
            at.map(({ make }) => make()),
          ));
        return at.map((_, i): Lazy => {
          const entry = later(() => (ask()[i] ?? NaN) * (name === 'f' ? slip : 1));
          return { ...entry, isDear: true };
        });
      },
    };
    let states: Readonly<Record<string, Value<Lazy>>> = start({
      parameters: parametersOf(1),
      states: Object.fromEntries(Object.entries(given).map(([name, of]) => [name, lazy(of) as Vector<Lazy>])),
      world,
    });
    return (round) => {
      const told: Record<string, Value<Lazy>> = {};
      states = makeRound({
        ...{ round, parameters: parametersOf(round), states, world },
        observe: ({ target: { name } }, value) => {
          if (name === method.returns?.name) told[name] = value;
          return undefined;
        },
      });
      return Object.fromEntries(
        Object.entries({ ...told, ...states }).flatMap(([name, value]) =>
          Array.isArray(value) ? [[name, (value as Vector<Lazy>).map(({ make }) => make())]] : [],
        ),
      );
    };
  };

const judge = async (name: string, slip?: number) => {
  const page = readPage(name);
  const program = { name: 'lazy', variants: {}, methods: { [name]: lazily(page, slip) } };
  return verifyImplementation(program, { page, seed: 3, explains: false });
};

it.each(pageNames)('passes as %s', { tags: 'long' }, async (name) => {
  const { verdict, first } = await judge(name);
  expect([first?.id, first?.message, verdict]).toEqual([undefined, undefined, 'pass']);
});

it.each(['sgd', 'storm', 'aux-mvr'])(
  'fails with a gradient too much as %s',
  { tags: 'long' },
  async (name) => {
    expect((await judge(name, 1 + 2 ** -20)).verdict).toBe('fail');
  },
);
