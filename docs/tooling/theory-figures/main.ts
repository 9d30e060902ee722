/** `npm run docs:figures`: draws the figures of docs/theory and of the four settings anew, and prints the numbers of the former. */
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { packageRoot } from '../../../src/cli/package.js';
import { compareSettings } from '../../../src/cli/demo/command.js';
import { makeTheoryFigures } from './figures.js';
import { drawRaceFigure } from './race.js';
import { drawSettings } from './setting-figures.js';

const { drawings, numbers } = makeTheoryFigures();
const write = (folder: string, figures: ReadonlyMap<string, string>): void => {
  for (const [name, drawing] of figures) writeFileSync(join(packageRoot, folder, name), drawing);
};
write('docs/theory', drawings);
write('docs/guide', new Map([...drawSettings(compareSettings()), ['race.svg', drawRaceFigure()]]));
process.stdout.write(numbers);
