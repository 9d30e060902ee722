/** What no line of the protocol holds is not sent: whoever reads 4 MiB at most does nothing wrong. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRatio } from '../../src/exact/index.js';
import { createFullCases } from '../../src/verify/cases/create-cases.js';
import type { VerificationCase } from '../../src/verify/cases/verification-case.js';
import { verifyCommand, verifyImplementation } from '../../src/verify/index.js';
import { level2Tasks } from '../../src/verify/levels/level-2.js';
import type { Capabilities } from '../../src/verify/protocol/replies.js';
import { largestLine } from '../../src/verify/protocol/requests.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { createMomentum } from './levels/support/odd-implementations.js';

const given = createFullCases().find(
  ({ variant, initialization, sampling }) =>
    variant === 'aux-mom' && initialization.kind === 'zero' && sampling === undefined,
);
if (given === undefined) throw new Error('there is a case of aux-mom');

describe('a case whose "open" message is too long for a line', () => {
  it.each([
    ['is not asked', largestLine, 'unsupported'],
    ['is asked where a line holds it: the control', largestLine - 100_000, 'pass'],
  ])('%s', async (_name, length, verdict) => {
    const cases = [{ ...given, id: 'x'.repeat(length), isFixed: true as const }];
    const { results } = await verifyImplementation(createMomentum(), { level: 2, cases });
    const [own] = results.filter(({ level, id }) => level === 2 && id.length > 1000);
    expect(own?.verdict).toBe(verdict);
    if (verdict === 'unsupported')
      expect(own?.message).toBe('its "open" message has 4.1 MiB, and a line of the protocol at most 4');
  });

  it('because of its tape is asked by questions', () => {
    const capabilities: Capabilities = {
      variants: ['aux-mom'],
      oracleModes: ['callback', 'tape'],
      arithmetic: 'binary64',
      initializations: ['zero'],
    } as unknown as Capabilities;
    const modesOf = (atoms: number) => {
      const wide = Array.from({ length: 6 }, () => widen(given, atoms));
      return level2Tasks(capabilities, wide)
        .slice(6)
        .map(({ oracleMode }) => oracleMode); // the first three are asked in both
    };
    expect(modesOf(12)).toEqual(['callback', 'callback', 'callback']);
    expect(modesOf(1)).toContain('tape');
  });
});

it('an answer that is too long for a line is not sent, and the case not judged', async () => {
  const program = join(temporaryFolder(), 'asks.mjs');
  const hello = {
    ...{ type: 'hello', protocol: { major: 1, minor: 5 }, implementation: { name: 'asks', version: '1', language: 'none' } },
    capabilities: { ...{ variants: ['aux-mom'], oracleModes: ['callback'], arithmetic: 'rational', snapshotDraws: 'joint' }, initializations: ['zero'], singleRounds: false },
  };
  writeFileSync(
    program,
    `import { createInterface } from 'node:readline';
const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
let at;
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, type, session, x0 } = JSON.parse(line);
  at = x0 ?? at;
  if (type === 'hello') say({ ...${JSON.stringify(hello)}, id });
  else if (type === 'run') say({ type: 'oracle', session, function: 'f', draw: 'snapshot', at });
  else if (id !== undefined) say({ id, type: 'ok' });
});`,
  );
  const long = createRatio(10n ** 450_000n + 1n, 1n);
  const few = widen(given, 1, 10);
  const withLong = (vector: typeof few.startingPoint) => vector.map(() => long);
  const { problem } = few;
  const snapshotAtoms = problem.snapshotAtoms.map((atom) => ({
    ...atom,
    target: { ...atom.target, vector: withLong(atom.target.vector) },
  }));
  const cases = [{ ...few, problem: { ...problem, snapshotAtoms } }];
  const { results } = await verifyCommand([process.execPath, program], { level: 2, cases });
  const own = results.find(({ level }) => level === 2);
  expect(own?.verdict).toBe('not-judged');
  expect(own?.message).toMatch(/^an answer of 4\d{6} bytes was not sent: a line of the protocol has at most 4 MiB/);
}); // prettier-ignore

/** The case with many atoms of many coordinates. */
function widen(from: VerificationCase, atoms: number, dimension = 100): VerificationCase {
  const third = createRatio(1n, 3n);
  const vector = Array.from({ length: dimension }, () => third);
  const affine = { matrix: vector.map(() => vector), vector, constant: third };
  const probability = createRatio(1n, BigInt(atoms));
  const snapshotAtoms = Array.from({ length: atoms }, () => ({
    probability,
    target: affine,
    auxiliary: affine,
  }));
  const localAtoms = [{ probability: createRatio(1n, 1n), auxiliary: affine }];
  const problem = { dimension, target: affine, auxiliary: affine, snapshotAtoms, localAtoms };
  return { ...from, isFixed: true, problem, startingPoint: vector };
}
