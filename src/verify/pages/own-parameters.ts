/** Parameters that a program chooses itself: it says them when a run is opened, and is judged by them. */
import { outsideDomain, type Method } from '../../../spec/language/index.js';
import { isRepresentable, ratioField, type Ratio } from '../../exact/index.js';
import { PeerFault } from '../peer/peer.js';
import type { WireNumber } from '../protocol/message-parts.js';
import { createNumberCodec, formatOf } from '../protocol/numbers.js';
import type { Capabilities, Response } from '../protocol/replies.js';
import { isCount, type PageCase, type ParameterValue } from './page-cases.js';

type Told = Extract<Response, { readonly type: 'ok' }>['parameters'];

/**
 * The case with the parameters of the program where it has its own alone, and else as it was given.
 *
 * @throws PeerFault for parameters that are missing, unexpected, no numbers of its format, or outside of their domains.
 */
export function withOwnParameters(
  method: Method,
  given: PageCase,
  { only, arithmetic }: Pick<Capabilities, 'only' | 'arithmetic'>,
  told: Told,
): PageCase {
  const isOwn = only?.schedule === 'reported';
  if (told === undefined && !isOwn) return given;
  const refuse = (problem: string): never => {
    throw new PeerFault('protocol', `the answer to "openMethod" ${problem}.`);
  };
  if (!isOwn)
    refuse('has "parameters", and the program does not declare {"schedule": "reported"} under "only"');
  const names = method.parameters.map(({ name }) => name.name);
  const foreign = Object.keys(told ?? {}).find((name) => !names.includes(name));
  if (foreign !== undefined)
    refuse(`has "${foreign}", which is no parameter of the page: ${names.join(', ')}`);
  const codec = createNumberCodec(arithmetic);
  const format = formatOf(arithmetic);
  const values = method.parameters.map((parameter): readonly [string, ParameterValue] => {
    const { name } = parameter.name;
    const wire = told?.[name] ?? refuse(`lacks ${name}; the program has rates of its own alone`);
    const number = (one: WireNumber): Ratio => {
      const value = codec.read(one);
      return value !== undefined && (format === undefined || isRepresentable(format, value))
        ? value
        : refuse(`has ${name} = ${JSON.stringify(one)}, which is no number of ${arithmetic}`);
    };
    if (isCount(parameter) && typeof wire === 'number') return [name, wire];
    if (typeof wire !== 'object') return [name, number(wire)];
    if (parameter.each === undefined || wire.length !== given.roundCount)
      refuse(
        `has ${wire.length} values of ${name}, and one is expected${parameter.each === undefined ? '' : ', or one a round'}`,
      );
    return [name, wire.map(number)];
  });
  const [wrong] = outsideDomain(
    method,
    ratioField,
    Object.fromEntries(values) as Readonly<Record<string, Ratio>>,
  );
  if (wrong !== undefined) {
    const domain = wrong.bounds
      .map(({ relation, value }) => `${wrong.name.name} ${relation} ${value}`)
      .join(' and ');
    refuse(`has a value of ${wrong.name.name} outside of its domain, which is ${domain} on the page`);
  }
  return { ...given, parameters: new Map(values) };
}
