/** A page as a program: what it says, computed in a floating-point format as it is written. */
import {
  compileMethod,
  outsideDomain,
  type Method,
  type Value,
  type World,
} from '../../../../spec/language/index.js';
import type { Vector } from '../../../../spec/algebra/index.js';
import type { FloatField } from '../../../../src/exact/float-field.js';
import type { MethodTask, PrepareMethod, Sample } from '../../../../src/verify/adapters/implementation.js';

/**
 * The program of a page.
 *
 * @param field - the arithmetic of its numbers.
 */
export function servePage(method: Method, field: FloatField): PrepareMethod<number> {
  const { start, round: makeRound } = compileMethod(method, field, field.root, field.power);
  const scalars = method.states.flatMap(({ isScalar, name }) => (isScalar ? [name.name] : []));
  return (task) => {
    const parametersOf = (round: number) => {
      const values = task.parametersAt(round);
      const wrong = outsideDomain(method, field, values)[0];
      if (wrong !== undefined) throw new RangeError(`${wrong.name.name} is outside of its domain`);
      return values;
    };
    const parameters = Array.from({ length: task.roundCount }, (_, index) => parametersOf(index + 1));
    const world = worldOf(task);
    let states: Readonly<Record<string, Value<number>>> = start({
      parameters: parameters[0] ?? {},
      states: task.states,
      world,
    });
    return (round) => {
      const told: Record<string, Value<number>> = {};
      states = makeRound({
        ...{ round, parameters: parameters[round - 1] ?? {}, states, world },
        observe: ({ target: { name } }, value) => {
          if (name === method.returns?.name) told[name] = value;
          return undefined;
        },
      });
      const all = Object.entries({ ...told, ...states }).filter(([name]) => !scalars.includes(name));
      return Object.fromEntries(all) as Readonly<Record<string, Vector<number>>>;
    };
  };
}

function worldOf({
  drawSample,
  mean,
  member: of,
  drawnMembers,
}: MethodTask<number>): World<number, Sample<number>> {
  return {
    draw: drawSample,
    told: ({ name, member = 1, round, place }) => drawnMembers(name, round, place).includes(member),
    gradient: ({ function: name, member }, at, draw) =>
      (draw ?? (member === undefined ? mean : of(member)))[name](at),
  };
}
