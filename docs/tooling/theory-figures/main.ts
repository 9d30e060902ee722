/** `npm run docs:figures`: draws the figures of docs/theory anew, and prints the numbers of its pages. */
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { packageRoot } from '../../../src/cli/package.js';
import { makeTheoryFigures } from './figures.js';

const { drawings, numbers } = makeTheoryFigures();
for (const [name, drawing] of drawings) writeFileSync(join(packageRoot, 'docs/theory', name), drawing);
process.stdout.write(numbers);
