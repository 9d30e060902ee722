/** docs/guide/methods.md says what the specification says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { methodSections } from './methods-page.js';
import { root } from '../support/run-cli.js';

const [begin, end] = ['<!-- methods -->', '<!-- end of the methods -->'];

it('describes every method as the specification does', () => {
  const page = readFileSync(join(root, 'docs/guide/methods.md'), 'utf8');
  const described = page.slice(page.indexOf(begin) + begin.length, page.indexOf(end)).trim();
  expect(described).toBe(methodSections().trim());
});
