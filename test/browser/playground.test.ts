/** The playground in a browser: its numbers are the command line's, digit by digit, and it obeys keyboard, address and Cancel. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingIds } from '../../docs/playground/model/settings.js';
import { auxopt, root } from '../support/run-cli.js';
import { startBrowser, watchPage, type PageComplaint } from './browser.js';
import { serveSite, type SiteServer } from './serve.js';

const folder = mkdtempSync(join(tmpdir(), 'auxopt-playground-'));
let browser: Browser;
let server: SiteServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([startBrowser(), serveSite(join(root, 'docs/site'))]);
});
afterAll(async () => {
  await Promise.all([browser.close(), server.close()]);
  rmSync(folder, { recursive: true });
});

/** A page of the playground that has finished computing. */
async function open(hash = '', size = { width: 1200, height: 900 }): Promise<Page> {
  const page = await browser.newPage({ viewport: size });
  await page.goto(`${server.base}playground/index.html${hash}`);
  await settle(page);
  return page;
}

const settle = async (page: Page): Promise<void> => {
  await page.waitForSelector('body[data-state="done"], body[data-state="error"]');
};

const exactOf = (page: Page, name: string): Promise<string | null> =>
  page.getAttribute(`#numbers dd[data-name="${name}"]`, 'data-exact');

/** The document that the command line prints for a downloaded file. */
function expectByCli(file: string): {
  readonly averageSquaredGradient: string;
  readonly rounds: readonly { readonly steps: readonly { readonly targetValue: string }[] }[];
} {
  const { stdout, code } = auxopt(['run', file, '--expect', '--json']);
  expect(code).toBe(0);
  return JSON.parse(stdout) as ReturnType<typeof expectByCli>;
}

async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  const path = join(folder, name);
  await file.saveAs(path);
  return path;
}

describe('numbers', () => {
  it.each([
    ...settingIds.map((id) => `#setting=${id}`),
    '#setting=quadratics&variant=aux-mvr&K=3&T=6',
    '#setting=batch&variant=aux-mom-target&K=2&T=5&localSigma=0.25',
    '#setting=dropout&variant=naive&K=3&T=5&delta=0.3',
    '#setting=custom&variant=sgd&T=7&targetMatrix=1%2F3&targetVector=0&auxiliaryMatrix=0.5&auxiliaryVector=1&startingPoint=2',
  ])('%s: equal to those of the command line for the exported file', async (hash) => {
    const page = await open(hash);
    const file = await download(page, 'playground.json');
    const printed = expectByCli(file);
    expect(await exactOf(page, 'G')).toBe(printed.averageSquaredGradient);
    expect(await exactOf(page, 'E f(xᵀ)')).toBe(printed.rounds.at(-1)?.steps.at(-1)?.targetValue);
    await page.close();
  });

  it('would differ for another file', async () => {
    const page = await open();
    const path = await download(page, 'changed.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"stepSize": "0.4"', '"stepSize": "0.41"'));
    expect(await exactOf(page, 'G')).not.toBe(expectByCli(path).averageSquaredGradient);
    await page.close();
  });
});

describe('the page', () => {
  it('shows both benefits at first, and says how long the comparison took', async () => {
    const page = await open();
    expect(await page.textContent('#glance-similarity')).toMatch(/\d× *Similar Hessians: closer than SGD/);
    expect(await page.textContent('#glance-correlation')).toMatch(
      /\d× *Correlated noise: closer than without/,
    );
    for (const chart of ['gap', 'bound', 'stability', 'trajectory']) {
      expect(await page.locator(`#chart-${chart} svg`).count()).toBeGreaterThan(0);
    }
    expect(await page.textContent('#stability-text')).toContain('STAB decides exactly: stable');
    expect(await page.textContent('#bound-text')).toContain('simple condition of MOM-2 holds');
    await page.close();
  });

  it('can be used by the keyboard, and the address keeps what was chosen', async () => {
    const page = await open();
    const before = await exactOf(page, 'G');
    await page.focus('#range-rho');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(
      (old) => document.querySelector<HTMLElement>('#numbers dd')?.dataset['exact'] !== old,
      before,
    );
    await settle(page);
    expect(page.url()).toContain('rho=0.85');
    const changed = await exactOf(page, 'G');
    const other = await open(new URL(page.url()).hash);
    expect(await exactOf(other, 'G')).toBe(changed);
    await Promise.all([page.close(), other.close()]);
  });

  it('says what is wrong with a matrix, and recovers', async () => {
    const page = await open('#setting=custom');
    await page.fill('#typed-targetMatrix', '1 2; 3');
    await page.press('#typed-targetMatrix', 'Enter');
    await page.waitForSelector('#error:not([hidden])');
    expect(await page.textContent('#error')).toMatch(/\$\.target\.matrix/);
    await page.fill('#typed-targetMatrix', '1 0; 0 x');
    await page.press('#typed-targetMatrix', 'Enter');
    await page.waitForFunction(() =>
      document.querySelector('#error')?.textContent.includes('"x" is no number'),
    );
    await page.fill('#typed-targetMatrix', '1 0; 0 2');
    await page.press('#typed-targetMatrix', 'Enter');
    await page.waitForSelector('body[data-state="done"]');
    expect(await page.isVisible('#error')).toBe(false);
    await page.close();
  });

  it('shows the progress of a long computation, and stops it', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.base}playground/index.html#setting=batch&K=50&T=100&localSigma=0.35`);
    await page.waitForSelector('#cancel:not([hidden])');
    expect(await page.isVisible('#progress')).toBe(true);
    await page.click('#cancel');
    await page.waitForSelector('body[data-state="cancelled"]');
    expect(await page.isVisible('#cancel')).toBe(false);
    await page.click('text=Reset this setting');
    await page.waitForSelector('body[data-state="done"]');
    await page.close();
  });

  it.each([360, 768])('has nothing wider than a screen of %i pixels', async (width) => {
    const page = await open('', { width, height: 800 });
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(excess).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('asks nobody else for anything, whatever is chosen', async () => {
    const complaints: PageComplaint[] = [];
    const page = await browser.newPage();
    watchPage(page, server.base, complaints);
    await page.goto(`${server.base}playground/index.html`);
    await settle(page);
    for (const id of ['transfer', 'toy']) {
      await page.selectOption('#select-setting', id);
      await page.waitForFunction((setting) => location.hash.includes(setting), id);
      await settle(page);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });
});
