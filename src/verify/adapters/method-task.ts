/** From an `openMethod` message to the task that a method is given. */
import type { Vector } from '../../../spec/algebra/index.js';
import { ContractError } from '../../errors.js';
import type { WireNumber, WireVector } from '../protocol/message-parts.js';
import type { Request } from '../protocol/requests.js';
import { askPort, createSample, type Port } from './create-task.js';
import type { MethodTask, MethodValue, NumberFormat } from './implementation.js';

export type OpenMethodRequest = Extract<Request, { readonly type: 'openMethod' }>;

/** The task of a session. */
export function createMethodTask<V>(
  open: OpenMethodRequest,
  numbers: NumberFormat<V>,
  port: Port,
): MethodTask<V> {
  const { dimension, rounds, parameters, states, method, restore, problem, told } = open;
  const vector = (values: WireVector): Vector<V> => values.map((number) => numbers.read(String(number)));
  // a count is a JSON number, every other number a text
  const read = (value: WireNumber): V | number => (typeof value === 'number' ? value : numbers.read(value));
  for (const [name, values] of Object.entries(states)) {
    if (values.length !== dimension)
      throw new ContractError(`${name} has length ${values.length}, the dimension is ${dimension}`);
  }
  const valueIn = (name: string, round: number): MethodValue<V> => {
    const value = parameters[name] ?? '';
    if (typeof value !== 'object') return read(value);
    if (value.length !== rounds)
      throw new ContractError(`${name} has ${value.length} values, and there are ${rounds} rounds`);
    const entry = value[round - 1] ?? '';
    return typeof entry === 'object' ? vector(entry) : read(entry);
  };
  const gradient = problem === undefined ? askPort(port, open, numbers) : readTape(problem, numbers);
  let drawn = 0;
  const drawnMembers = (name: string, round: number, place = 0): readonly number[] => {
    const members = told?.[name]?.[round - 1]?.[place];
    if (members !== undefined) return members;
    throw new ContractError(`the page has no draw ${place} of ${name} in round ${round} that is told`);
  };
  return {
    ...{ method, dimension, roundCount: rounds },
    parametersAt: (round) =>
      Object.fromEntries(Object.keys(parameters).map((name) => [name, valueIn(name, round)])),
    states: Object.fromEntries(Object.entries(states).map(([name, values]) => [name, vector(values)])),
    drawSample: () => createSample(gradient, 'snapshot', problem?.tape[drawn++]),
    mean: createSample(gradient, 'mean'),
    member: (i) => createSample(gradient, 'mean', undefined, i),
    drawnMembers,
    coin: (name, round, place) => drawnMembers(name, round, place).length > 0,
    ...(restore === undefined ? {} : { saved: restore }),
  };
}

/** Gradients that are computed from the problem of tape mode. */
function readTape<V>(
  problem: NonNullable<OpenMethodRequest['problem']>,
  numbers: NumberFormat<V>,
): ReturnType<typeof askPort<V>> {
  const vector = (values: WireVector): Vector<V> => values.map((number) => numbers.read(String(number)));
  return ({ function: name, draw, at, atom, member }) => {
    if (draw !== 'mean' && atom === undefined) throw new ContractError('the tape has no further draw');
    const which = member === undefined ? atom : member - 1;
    const holder = draw === 'mean' && member === undefined ? problem : problem.snapshotAtoms[which ?? 0];
    const affine = name === 'f' ? holder?.target : holder?.auxiliary;
    if (affine === undefined) throw new ContractError(`the problem has no atom ${which}`);
    return {
      gradient: numbers.affine(affine.matrix.map(vector), vector(affine.vector), at),
      atom: atom ?? 0,
    };
  };
}
