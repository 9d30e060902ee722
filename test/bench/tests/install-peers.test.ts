/** The installation of the peers: once, and honest where it fails. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installPeers } from '../../bench/harness/install-peers.js';
import { AbsentError } from '../../bench/harness/contender.js';
import { requirePeer } from '../../bench/harness/workshop.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = temporaryFolder();

it('does nothing where the packages are there', () => {
  const there = join(folder, 'there');
  mkdirSync(join(there, 'node_modules'), { recursive: true });
  writeFileSync(join(there, 'node_modules/.package-lock.json'), '{}');
  installPeers(there, () => {
    throw new Error('it said something');
  });
});

it('says what it does, and that it failed', { tags: 'long' }, () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  const said: string[] = [];
  installPeers(empty, (text) => said.push(text)); // no package.json, so npm ci cannot succeed
  expect(said[0]).toContain('installing the peers');
  expect(said[1]).toContain('npm ci failed');
});

it('makes the peer of a package that is not installed absent', () => {
  expect(() => requirePeer('auxopt-no-such-package')).toThrow(AbsentError);
});
