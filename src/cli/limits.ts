/** `--limits`: how long a program may take; one option for every command that starts one. */
import { Option } from 'commander';
import { defaultLimits, type PeerLimits } from '../verify/peer/peer.js';
import { parsePairs, parseSeconds } from './options.js';

/** In seconds. */
export interface Limits {
  /** Longest wait for the first answer. */
  readonly start: number;
  /** Longest wait for any other. */
  readonly request: number;
  /** Nothing new is begun later than this. */
  readonly total: number;
}

const meanings: Readonly<Record<keyof Limits, string>> = {
  start: 'the longest wait for the first answer',
  request: 'for any other answer',
  total: 'no case begins later than this',
};

const byDefault: Limits = {
  start: defaultLimits.startSeconds,
  request: defaultLimits.requestSeconds,
  total: 600,
};

/** What is given, with the defaults of the rest. */
export const limitsOf = (given: Partial<Limits> = {}): Limits => ({ ...byDefault, ...given });

/** What a peer is given of them. */
export const peerLimits = ({ start, request }: Limits): PeerLimits => ({
  startSeconds: start,
  requestSeconds: request,
});

/** They as the option writes them. */
export const formatLimits = (limits: Partial<Limits>): string =>
  Object.entries(limits)
    .map(([name, seconds]) => `${name}=${seconds}`)
    .join(',');

/** The option, of a command that has these. */
export function limitsOption(...names: readonly (keyof Limits)[]): Option {
  const of = <Value>(values: Readonly<Record<keyof Limits, Value>>): Partial<Record<keyof Limits, Value>> =>
    Object.fromEntries(names.map((name) => [name, values[name]]));
  const words = names.map((name) => `${name}: ${meanings[name]}`).join('; ');
  return new Option(
    '--limits <name=s,...>',
    `in seconds; ${words} (default: ${formatLimits(of(byDefault))})`,
  ).argParser(parsePairs(of({ start: parseSeconds, request: parseSeconds, total: parseSeconds })));
}
