/** `npm run docs`: docs/site from the written pages, the specification, the proofs, the program and the API. */
import { cpSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vitepress';
import { packageRoot } from '../../src/cli/package.js';
import { examplesOf } from './api-examples.js';
import { writeApiReference } from './api-reference.js';
import { buildArticle, buildPlayground } from '../playground/build.js';
import { entryPointsOf } from './entry-points.js';
import { generatePages } from './generate-pages.js';
import { writeLook } from './look/look.js';
import { readSiteMap } from './site-map.js';
import { createSourcePages } from './source-pages.js';
import { stagePages } from './stage-pages.js';

const root = packageRoot;
const docs = join(root, 'docs');
const built = join(docs, '.build');
const staged = join(built, 'pages');
const extra = join(staged, 'public');
const out = join(docs, 'site');

const step = (text: string): void => {
  process.stdout.write(`docs: ${text}\n`);
};

/** Files of a folder that a pattern takes, below it, with forward slashes. */
function filesOf(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => pattern.test(file))
    .sort();
}

/** Written pages: every Markdown file of docs/ that is not made or used by a tool. */
const writtenPages = (): readonly string[] =>
  filesOf(docs, /^(?!(?:site|\.build|tooling|playground)\/|.*node_modules\/).*\.md$/);

async function main(): Promise<void> {
  rmSync(built, { recursive: true, force: true });
  step('playground');
  const size = await buildPlayground(root, join(extra, 'playground'));
  await buildArticle(root, join(extra, 'article'));
  step(`${(size.gzipBytes / 1000).toFixed(0)} kB of playground, compressed; now the pages made from code`);
  const generated = await generatePages(root, size);
  const written = new Map(writtenPages().map((file) => [file, readFileSync(join(docs, file), 'utf8')]));
  const pages = new Map([...written, ...generated.pages]);
  const copySource = createSourcePages(root, extra);
  for (const folder of ['spec', 'src', 'proofs-checks']) {
    for (const file of filesOf(join(root, folder), /\.ts$/)) copySource(`${folder}/${file}`);
  }
  stagePages({
    root,
    pages,
    map: readSiteMap(join(docs, 'site.json'), [...pages.keys()]),
    staged,
    folderPages: {
      'docs/examples': 'experiments/example-problems.md',
      'docs/decisions': 'decisions.md',
      'docs/playground/README.md': 'guide/playground.md',
      'spec/algorithms.md': 'learn/algorithms.md',
    },
    figures: generated.figures,
    copySource,
  });
  cpSync(join(docs, 'tooling/favicon.svg'), join(extra, 'favicon.svg'));
  writeLook(root, extra);
  step(`${pages.size} pages; now the API`);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, unknown>>;
  };
  const messages = await writeApiReference({
    root,
    entryPoints: entryPointsOf(root, manifest),
    tsconfig: join(root, 'tsconfig.json'),
    pages: staged,
    examples: examplesOf(written),
  });
  if (messages.length > 0) throw new Error(messages.join('\n'));
  step('the site');
  await build(join(docs, 'tooling'), { outDir: join(built, 'site') });
  // The old site stays until the new one is whole.
  rmSync(out, { recursive: true, force: true });
  renameSync(join(built, 'site'), out);
  step('docs/site/index.html');
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\ndocs: not built\n`);
  process.exitCode = 1;
});
