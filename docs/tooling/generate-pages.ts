/** All pages that are made from the code, in the order in which patterns of site.json list them. */
import type { PlaygroundSize } from '../playground/build.js';
import { algorithmPages } from './pages/algorithm-pages.js';
import { cliPages } from './pages/cli-pages.js';
import { examplePages } from './pages/example-page.js';
import { playgroundPages } from './pages/playground-page.js';
import { symbolPages } from './pages/symbol-page.js';
import { theoremPages } from './pages/theorem-pages.js';
import { toyPages } from './pages/toy-page.js';

/** Pages and figures by their path below docs/. */
export interface GeneratedPages {
  readonly pages: ReadonlyMap<string, string>;
  readonly figures: ReadonlyMap<string, string>;
}

/** Makes them all. */
export async function generatePages(root: string, size: PlaygroundSize): Promise<GeneratedPages> {
  const toy = toyPages(root);
  return {
    pages: new Map([
      ...playgroundPages(root, size),
      ...symbolPages(),
      ...algorithmPages(),
      ...theoremPages(),
      ...toy.pages,
      ...examplePages(root),
      ...(await cliPages()),
    ]),
    figures: toy.figures,
  };
}
