/** Files of the repository as pages with an anchor a line, so that the API and the pages can point at the code. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { escapeMarkup } from '../../src/verify/report/foreign-text.js';

const style =
  ':root{color-scheme:light dark}body{margin:1rem;font:14px/1.5 ui-monospace,monospace}' +
  'pre{margin:0;tab-size:2}i{display:inline-block;width:4ch;margin-right:2ch;opacity:.7;font-style:normal;text-align:right;user-select:none}' +
  ':target{background:light-dark(#fff3bf,#5c4a00)}';

/** Returns a function that writes a file's page below `folder`, once, and gives its address in the site. */
export function createSourcePages(root: string, folder: string): (path: string) => string {
  const written = new Set<string>();
  return (path) => {
    const address = `sources/${path}.html`;
    if (!written.has(path)) {
      written.add(path);
      mkdirSync(dirname(join(folder, address)), { recursive: true });
      writeFileSync(join(folder, address), sourcePage(path, readFileSync(join(root, path), 'utf8')));
    }
    return address;
  };
}

function sourcePage(path: string, text: string): string {
  const lines = text
    .replace(/\n$/, '')
    .split('\n')
    .map((line, index) => `<span id="L${index + 1}"><i>${index + 1}</i>${escapeMarkup(line)}</span>`);
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<link rel="icon" href="data:,"><title>${escapeMarkup(path)}</title><style>${style}</style></head><body><main><h1>${escapeMarkup(path)}</h1>` +
    `<pre tabindex="0">${lines.join('\n')}\n</pre></main></body></html>\n`
  );
}
