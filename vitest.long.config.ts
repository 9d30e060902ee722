import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { shared } from './vitest.config.js';

/** The files that have long tests: the others need not be loaded. */
const include = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter((file) => readFileSync(file, 'utf8').includes("'long'"));

/** The tests that are exhaustive by nature. */
export default defineConfig({ test: { ...shared, include } });
