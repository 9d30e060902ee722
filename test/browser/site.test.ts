/** Every page of the built site, served from a sub-path: it loads, its links lead somewhere, and anybody can use it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';
import { useSite, watchPage, type PageComplaint } from './browser.js';
import { deadLinks, htmlPages } from './links.js';
import { serveSite, sitePath, type SiteServer } from './serve.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const site = join(root, 'docs/site');
const pages = htmlPages(site);
/** Pages that people read first; those of symbols and of source files are all of one make. */
const read = pages.filter((page) => !/^(?:api|sources)\//.test(page));
/** One page of every make. */
const sampled = `index.html article/article.html 404.html learn.html guide/start.html guide/settings.html
  guide/playground.html learn/problem.html learn/symbols.html learn/algorithms/aux-mom.html
  learn/assumptions/a2-hessian-similarity.html theory/theorems/mom-2.html theory/lemmas/c1.html
  theory/stability.html experiments/published-toy.html formats/problem-file.html cli/run.html
  faq/which-aux-mom.html gallery/index.html gallery/torch.html api/index.html
  api/auxopt/exact/index.html api/auxopt/expectation/functions/expectRun.html
  sources/src/expectation/expect-run.ts.html playground/index.html`.split(/\s+/u);

const built = useSite();

/** Visits pages in a few tabs at once. */
async function visit(
  from: SiteServer,
  paths: readonly string[],
  look: (page: Page, path: string) => Promise<void> = () => Promise.resolve(),
): Promise<readonly PageComplaint[]> {
  const complaints: PageComplaint[] = [];
  const queue = [...paths];
  const context = await built.browser.newContext();
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      const page = await context.newPage();
      watchPage(page, from.base, complaints);
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        await page.goto(`${from.base}${path}`, { waitUntil: 'load' });
        if (path.startsWith('playground')) await page.waitForSelector('body[data-state="done"]');
        await look(page, path);
      }
    }),
  );
  await context.close();
  return complaints;
}

/** Serious violations on a page, in words. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  // until the page has marked what scrolls
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    // Formulas are hidden from screen readers, which read their MathML; their thousands of spans only take time.
    (globalThis as unknown as { axe: { run: (context: object) => Promise<axe.AxeResults> } }).axe.run({
      exclude: ['.katex-html'],
    }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} (${nodes.length})`);
}

describe('the site', () => {
  it('has its pages, each reachable by links from the first', { tags: 'gate' }, () => {
    expect(read.length).toBeGreaterThanOrEqual(30);
    expect(pages).toContain('playground/index.html');
    expect(deadLinks(site, sitePath)).toEqual([]);
  });

  it('has an example for every function and class of the API', () => {
    const hasExample = (page: string): boolean =>
      readFileSync(join(site, page), 'utf8').includes('id="example');
    const symbols = pages.filter((page) => /^api\/.*\/(?:functions|classes)\//.test(page));
    expect(symbols.length).toBeGreaterThan(100);
    expect(symbols.filter((page) => !hasExample(page))).toEqual([]);
    expect(hasExample('api/index.html')).toBe(false);
  });

  it(
    'loads every page without a console message, a 404 or a request to another host',
    { tags: 'gate' },
    async () => {
      expect(await visit(built.server, [...new Set([...read, ...sampled])])).toEqual([]);
    },
  );

  it.each(['light', 'dark'] as const)('has no serious accessibility violation (%s)', async (colorScheme) => {
    const found: string[] = [];
    await visit(built.server, sampled, async (page, path) => {
      await page.emulateMedia({ colorScheme });
      for (const violation of await violationsOn(page)) found.push(`${path}: ${violation}`);
    });
    expect(found).toEqual([]);
  });
});

describe('a page', () => {
  const places = async (path: string): Promise<readonly string[]> => {
    const page = await built.browser.newPage();
    await page.goto(`${built.server.base}${path}`, { waitUntil: 'load' });
    const links = await page.$$eval('.VPDocFooter .pager-link', (all) =>
      all.map(
        (link) => `${link.classList.contains('prev') ? 'from' : 'to'} ${link.getAttribute('href') ?? ''}`,
      ),
    );
    const active = await page.locator('.VPSidebarItem.is-active').count();
    await page.close();
    return [
      ...links.map((link) => link.replace(sitePath, '')),
      active > 0 ? 'shown in the sidebar' : 'not shown',
    ];
  };

  it('leads to the next: from the home page to the article, and through a page in front of a folder', async () => {
    expect(await places('index.html')).toContain('to article/article.html');
    const [from, to, place] = await places('gallery/index.html');
    expect([from, place]).toEqual(['from guide/verify-untrusted.html', 'shown in the sidebar']);
    expect(to).toMatch(/^to gallery\/./);
    expect(await places((to ?? '').slice('to '.length))).toContain('from gallery/');
  });

  it('has other descriptions on other pages', async () => {
    const page = await built.browser.newPage();
    const descriptions: (string | null)[] = [];
    for (const path of ['faq/collapse.html', 'learn/problem.html']) {
      await page.goto(`${built.server.base}${path}`);
      descriptions.push(await page.getAttribute('meta[name="description"]', 'content'));
    }
    expect(descriptions).toEqual([
      'The run goes well for many rounds, then diverges.',
      'You want to minimise f, the target.',
    ]);
    await page.close();
  });
});

describe('a reader', () => {
  /** Types into the search box of a page; the addresses of what is found, best first. */
  async function search(words: string): Promise<readonly string[]> {
    const page = await built.browser.newPage();
    await page.goto(`${built.server.base}index.html`, { waitUntil: 'load' });
    await page.click('.VPNavBarSearch button');
    await page.fill('.VPLocalSearchBox input', words);
    await page.waitForSelector('.VPLocalSearchBox .result');
    const found = await page.$$eval('.VPLocalSearchBox a.result', (links) =>
      links.map((link) => link.getAttribute('href') ?? ''),
    );
    await page.close();
    return found.map((address) => address.replace(sitePath, ''));
  }

  it.each([
    ['Hessian similarity', 'learn/assumptions/a2-hessian-similarity.html'],
    ['learning rate', 'learn/symbols.html'],
    ['verify', 'guide/verify-python.html'],
    ['github actions', 'guide/ci.html'],
    ['how to choose K', 'faq/first-questions.html'],
    ['not converging', 'faq/collapse.html'],
    ['pytorch', 'guide/train.html'],
    ['glossary', 'learn/symbols.html'],
    ['what is delta', 'learn/symbols.html'],
    ['K', 'learn/symbols.html'],
    ['a', 'learn/symbols.html'],
    ['G', 'learn/symbols.html'],
    ['m', 'learn/symbols.html'],
    ['δ', 'learn/symbols.html'],
    ['correlation', 'theory/noise-correlation.html'],
    ['smoothness', 'learn/assumptions/a1-smoothness.html'],
    ['federated learning', 'guide/settings.html'],
  ])('who searches for "%s" finds the right page first, and no symbol before a page', async (words, page) => {
    const found = await search(words);
    expect(found[0]?.replace(/#.*/, '')).toBe(page);
    const firstSymbol = found.findIndex((address) => address.startsWith('api/'));
    const lastPage = found.findLastIndex((address) => !address.startsWith('api/'));
    expect(firstSymbol === -1 || firstSymbol > lastPage).toBe(true);
  });

  it('finds symbols too, after the pages', async () => {
    expect(await search('expectRun')).toContainEqual(
      expect.stringMatching(/^api\/auxopt\/expectation\/functions\/expectRun/),
    );
  });

  it('gets a page that says so where there is none', async () => {
    const page = await built.browser.newPage();
    await page.goto(`${built.server.base}404.html`, { waitUntil: 'load' });
    expect(await page.innerText('main h1')).toBe('There is no page at this address');
    expect(await page.getAttribute('main a', 'href')).toBe(sitePath);
    await page.close();
  });

  it('can go on to the next page, and to the code of a symbol', { tags: 'gate' }, async () => {
    const page = await built.browser.newPage();
    await page.goto(`${built.server.base}learn/problem.html`, { waitUntil: 'load' });
    await page.click('.pager-link.next');
    await page.waitForURL(/guide\/playground/);
    await page.goto(`${built.server.base}api/auxopt/expectation/functions/expectRun.html`, {
      waitUntil: 'load',
    });
    await page.click('text=src/expectation/expect-run.ts');
    await page.waitForURL(/sources\/src\/expectation\/expect-run\.ts\.html#L\d+/);
    expect(await page.textContent(':target')).toContain('export function expectRun');
    await page.close();
  });
});

describe('what must be found', () => {
  const folder = temporaryFolder();
  const write = (name: string, body: string): void => {
    writeFileSync(
      join(folder, name),
      `<!doctype html><html lang="en"><head><title>x</title></head><body>${body}</body></html>`,
    );
  };

  it.each([
    ['a console error', '<script>console.error("no")</script>', /console: no/],
    ['an exception', '<script>throw new Error("thrown")</script>', /error: thrown/],
    ['a missing file', '<img alt="x" src="missing.svg">', /404: .*missing\.svg/],
    [
      'an address from the root, which a sub-path breaks',
      '<script src="/assets/x.js"></script>',
      /404: .*assets\/x\.js/,
    ],
    ['a request to another host', '<img alt="x" src="http://example.invalid/x.png">', /outside request/],
  ])('%s', async (_name, body, message) => {
    write('bad.html', body);
    const broken = await serveSite(folder);
    const complaints = await visit(broken, ['bad.html']);
    await broken.close();
    expect(complaints.map(({ complaint }) => complaint).join('\n')).toMatch(message);
  });

  it('a link to nowhere, a missing anchor, and a picture without a text', async () => {
    write(
      'dead.html',
      '<a href="nowhere.html">x</a><a href="#gone">y</a><a href="dead.html#here">z</a><p id="here"><img src="dead.html"></p>',
    );
    expect(deadLinks(folder, '/', ['dead.html'])).toEqual(['dead.html → nowhere.html', 'dead.html → #gone']);
    const broken = await serveSite(folder);
    const page = await built.browser.newPage();
    await page.goto(`${broken.base}dead.html`);
    const violations = await violationsOn(page);
    await page.close();
    await broken.close();
    expect(violations.join('\n')).toContain('image-alt');
  });
});
