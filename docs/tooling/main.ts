/** `npm run docs`: docs/site from the written pages, the specification, the proofs, the program and the API. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildArticle, buildPlayground } from './build-playground.js';
import { buildSite, entryPointsOf } from './build-site.js';
import { generatePages } from './generate-pages.js';
import { readFigures } from './inline-figures.js';
import { readSiteMap } from './site-map.js';
import { stagePages } from './stage-pages.js';

const root = findRoot(dirname(fileURLToPath(import.meta.url)));
const docs = join(root, 'docs');
const built = join(docs, '.build');
const out = join(docs, 'site');

/** The folder with package.json, from the compiled file as from the source. */
function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

const step = (text: string): void => {
  process.stdout.write(`docs: ${text}\n`);
};

/** Written pages: every Markdown file of docs/ that is not made or used by a tool. */
function writtenPages(): readonly string[] {
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.md') && !/^(?:site|\.build|tooling|playground|api)\//.test(file))
    .sort();
}

async function main(): Promise<void> {
  rmSync(built, { recursive: true, force: true });
  step('playground');
  const size = await buildPlayground(root, join(built, 'playground'));
  await buildArticle(root, join(built, 'article'));
  step(`${(size.gzipBytes / 1000).toFixed(0)} kB of playground, compressed; now the pages made from code`);
  const generated = await generatePages(root, size);
  const written = new Map(writtenPages().map((file) => [file, readFileSync(join(docs, file), 'utf8')]));
  const pages = new Map([...written, ...generated.pages]);
  const map = readSiteMap(join(docs, 'site.json'), [...pages.keys()]);
  const staged = join(built, 'pages');
  const sections = stagePages({
    root,
    pages,
    map,
    staged,
    folderPages: { 'docs/examples': 'experiments/example-problems.md', 'docs/decisions': 'decisions.md' },
    figures: generated.figures,
  });
  step(`${pages.size} pages`);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, unknown>>;
  };
  const { isBuilt, messages } = await buildSite({
    root,
    name: manifest.name,
    home: join(staged, map.home),
    sections,
    entryPoints: entryPointsOf(root, manifest),
    tsconfig: join(root, 'tsconfig.json'),
    out: join(built, 'site'),
    customCss: join(docs, 'tooling/site.css'),
    figures: readFigures(staged),
    favicon: join(docs, 'tooling/favicon.svg'),
    customJs: join(docs, 'tooling/site.js'),
    topLinks: { Playground: 'playground/index.html' },
  });
  if (!isBuilt) {
    for (const message of messages) process.stderr.write(`${message}\n`);
    process.stderr.write('docs: not built\n');
    process.exitCode = 1;
    return;
  }
  // The old site stays until the new one is whole.
  rmSync(out, { recursive: true, force: true });
  renameSync(join(built, 'playground'), join(built, 'site/playground'));
  renameSync(join(built, 'article/mount.js'), join(built, 'site/article/mount.js'));
  renameSync(join(built, 'site'), out);
  step('docs/site/index.html');
}

await main();
