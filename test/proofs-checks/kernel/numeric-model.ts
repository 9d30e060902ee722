/**
 * A small model of the hypotheses: vectors in ℚ³ whose first two coordinates are known from the start; a noise has only a
 * third coordinate of its own birth, so it is orthogonal to everything that is born earlier.
 */
import fc from 'fast-check';
import type { Fact } from '../../../proofs-checks/kernel/index.js';

/** The numbers of a model: what parameters, indices, coordinates and undefined values are. */
export interface Model {
  readonly numbers: Readonly<Record<string, number>>;
  readonly H: number;
  readonly V: number;
  /** A number between −3 and 3 for each name. */
  readonly pick: (name: string) => number;
}

type Coordinates = Readonly<Record<string, number>>;

/** Evaluates formulas of the small head in a model, in doubles that are whole numbers over a power of 2. */
function createEvaluator({ numbers, H, V, pick }: Model) {
  const known = (name: string): Coordinates => ({ first: pick(`${name}.1`), second: pick(`${name}.2`) });
  const combine = (parts: readonly (readonly [number, Coordinates])[]): Coordinates => {
    const result: Record<string, number> = {};
    for (const [factor, part] of parts) {
      for (const [key, value] of Object.entries(part)) result[key] = (result[key] ?? 0) + factor * value;
    }
    return result;
  };
  const dot = (u: Coordinates, v: Coordinates): number =>
    Object.entries(u).reduce((sum, [key, value]) => sum + value * (v[key] ?? 0), 0);
  type Scope = Readonly<Record<string, number>>;
  const member = (name: string, at: readonly number[]): Coordinates => {
    const [t = 0, k = 0] = at;
    if (name === 'w') return { [`noise ${t},${k}`]: pick(`w${t},${k}`) };
    if (name === 'N' && t > 0)
      return combine(Array.from({ length: k }, (_, j) => [1, member('w', [t, j + 1])] as const));
    if (name === 'y' && t > 0 && k > 0) {
      return combine([
        [1, member('y', [t, k - 1])],
        [-(numbers['eta'] ?? 0), member('w', [t, k])],
      ]);
    }
    return known(`${name}${at.join()}`);
  };
  const scalarOf = (node: unknown, scope: Scope): number => {
    if (typeof node === 'string') {
      const [numerator = '', denominator = '1'] = node.split('/');
      return /^-?\d/.test(node)
        ? Number(numerator) / Number(denominator)
        : (scope[node] ?? numbers[node] ?? NaN);
    }
    const [operation, ...parts] = node as readonly [string, ...unknown[]];
    const values = (): number[] => parts.map((part) => scalarOf(part, scope));
    switch (operation) {
      case '+':
        return values().reduce((sum, value) => sum + value, 0);
      case '*':
        return values().reduce((product, value) => product * value, 1);
      case '-': {
        const [first = 0, second] = values();
        return second === undefined ? -first : first - second;
      }
      case '^':
        return scalarOf(parts[0], scope) ** Number(parts[1]);
      case 'inner':
        return dot(vectorOf(parts[0], scope), vectorOf(parts[1], scope));
      case 'norm2': {
        const value = vectorOf(parts[0], scope);
        return dot(value, value);
      }
      case 'use':
        return 2 * scalarOf(['value', 'F', parts[1]], scope);
      default: {
        const [t = 0, n = 0] = parts.slice(1).map((part) => scalarOf(part, scope));
        if (parts[0] === 'F') return pick('F0') + t * (numbers['a'] ?? 0);
        return Array.from({ length: n }, (_, j) => member('y', [t, j])).reduce(
          (sum, v) => sum + dot(v, v),
          0,
        );
      }
    }
  };
  const vectorOf = (node: unknown, scope: Scope): Coordinates => {
    const [operation, ...parts] = node as readonly [string, ...unknown[]];
    switch (operation) {
      case '+':
        return combine(parts.map((part) => [1, vectorOf(part, scope)] as const));
      case '-':
        return combine(
          parts.map((part, at) => [parts.length === 1 || at === 1 ? -1 : 1, vectorOf(part, scope)] as const),
        );
      case '*':
        return combine([[scalarOf(parts[0], scope), vectorOf(parts[1], scope)]]);
      case 'apply':
        return combine([[parts[0] === 'H' ? H : V, vectorOf(parts[1], scope)]]);
      case 'use': {
        const [t, k] = parts.slice(1);
        return combine([
          [1, vectorOf(['vector', 'x', t], scope)],
          [-1, vectorOf(['vector', 'y', ['+', t, '1'], k], scope)],
        ]);
      }
      default:
        return member(
          parts[0] as string,
          parts.slice(1).map((part) => scalarOf(part, scope)),
        );
    }
  };
  return scalarOf;
}

/** Models at random. */
export const model: fc.Arbitrary<Model> = fc
  .record({
    seed: fc.nat(),
    t: fc.nat(2),
    k: fc.nat(2),
    J: fc.nat(2),
    H: fc.integer({ min: -2, max: 2 }),
    V: fc.integer({ min: -2, max: 2 }),
  })
  .map(({ seed, t, k, J, H, V }) => {
    const pick = (name: string): number => {
      let state = seed;
      for (const letter of name) state = (Math.imul(state, 31) + letter.charCodeAt(0)) | 0;
      return (Math.abs(Math.imul(state, 2_654_435_761) >> 8) % 7) - 3;
    };
    const a = (1 + (seed % 4)) / 4;
    // L bounds the variance of every noise, and 2Lη ≤ 1: what the hypotheses say
    const numbers = {
      a,
      abar: 1 - a,
      eta: 1 / 32,
      L: 9,
      theta: pick('theta'),
      K: J + 1,
      J,
      t,
      k,
      j: 1,
      n: 2,
    };
    return { numbers, H, V, pick };
  });

/** Whether a fact holds in a model. Without noise in the hypotheses' way: |noise|² ≤ 9 = L, and 2 · 9/32 ≤ 1. */
export const holds = ({ statement }: Fact, one: Model): boolean =>
  createEvaluator(one)(statement, {}) >= -1e-9;
