/** The playground in a browser: its numbers are the command line's, digit by digit, and it obeys keyboard, address and Cancel. playground-charts.test.ts has what it draws. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settingIds } from '../../docs/playground/model/settings.js';
import { auxopt } from '../support/run-cli.js';
import { watchPage, type PageComplaint } from './browser.js';
import { settle, usePlayground } from './open-playground.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const { built, open } = usePlayground();

const exactOf = (page: Page, name: string): Promise<string | null> =>
  page.getAttribute(`#numbers dd[data-name="${name}"]`, 'data-exact');

/** The document that the command line prints for a downloaded file. */
function expectByCli(file: string): {
  readonly averageSquaredGradient: string;
  readonly rounds: readonly { readonly steps: readonly { readonly targetValue: string }[] }[];
} {
  const { stdout, code } = auxopt(['run', file, '--engine', 'expectation', '--json']);
  expect(code).toBe(0);
  return JSON.parse(stdout) as ReturnType<typeof expectByCli>;
}

async function download(page: Page, name: string): Promise<string> {
  await page.click('text=All numbers, and the same on the command line');
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
  it('shows both benefits at first, and says how long the comparison took', { tags: 'gate' }, async () => {
    const page = await open();
    expect(await page.textContent('#glance-similarity')).toMatch(/\d× closer *AuxMOM against SGD: closer/);
    expect(await page.textContent('#glance-correlation')).toMatch(
      /\d× closer *Correlated noise: closer to the optimum than without/,
    );
    for (const chart of ['gap', 'bound', 'stability', 'region', 'correlation', 'trajectory']) {
      expect(await page.locator(`#chart-${chart} svg`).count()).toBeGreaterThan(0);
    }
    expect(await page.textContent('#stability-text')).toContain('STAB decides exactly: stable');
    expect(await page.textContent('#bound-text')).toContain('simple condition of MOM-2 holds');
    await page.close();
  });

  it('says what is proved at the sliders, with the theorem, and follows them', async () => {
    const page = await open();
    expect(await page.textContent('#region-text')).toMatch(
      /^At your point AuxMOM is provably better \(SEP-DET\), by a factor of at least \d/,
    );
    const before = await page.textContent('#correlation-text');
    expect(before).toMatch(/\(SEP-NOISE/);
    const opposite = await open('#setting=quadratics&rho=-1&K=1');
    expect(await opposite.textContent('#region-text')).toMatch(
      /^At your point (?:AuxMOM is provably not better|the question is open)/,
    );
    expect(await opposite.textContent('#correlation-text')).not.toBe(before);
    const masks = await open('#setting=dropout');
    expect(await masks.textContent('#chart-correlation')).toContain(
      'does not apply here: the noise of the local',
    );
    expect(await masks.textContent('#correlation-text')).toBe('');
    await masks.close();
    const silent = await open('#setting=toy');
    expect(await silent.textContent('#chart-correlation')).toContain('no noise here');
    await Promise.all([page.close(), opposite.close(), silent.close()]);
  });

  it('says of another method nothing that is of AuxMOM alone', async () => {
    const page = await open('#setting=quadratics&variant=sgd');
    expect(await page.isVisible('#stability')).toBe(false);
    expect(await page.isVisible('#sweep')).toBe(false);
    expect(await page.textContent('#numbers-title')).toBe('Numbers: SGD on this problem');
    expect(await page.textContent('#region-text')).toContain('At your point AuxMOM is');
    expect(await page.textContent('#trajectory-text')).toContain('SGD has your η');
    const names = await page.locator('#chart-gap svg').textContent();
    expect(names).toMatch(/SGD, η = 0\.4.*SGD, best η = /);
    await page.selectOption('#select-variant', 'aux-mom');
    await settle(page);
    await page.waitForSelector('#chart-stability svg');
    expect(await page.textContent('#numbers-title')).toContain('AuxMOM');
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

  it('says what is wrong with an address, takes it out, and forgets it with the next change', async () => {
    const page = await open('#setting=quadratics&rho=3&K=4');
    expect(await page.innerText('#address')).toBe(
      'rho=3 in the address: expected a number from -1 to 1; 0.9 is used instead.',
    );
    expect(new URL(page.url()).hash).toBe('#setting=quadratics&K=4');
    await page.focus('#range-rho');
    await page.keyboard.press('ArrowLeft');
    await page.waitForSelector('#address', { state: 'hidden' });
    await page.close();
  });

  it('says what is wrong with a matrix, and recovers', async () => {
    const page = await open('#setting=custom');
    const uncaught: string[] = [];
    page.on('pageerror', ({ message }) => uncaught.push(message));
    await page.fill('#typed-targetMatrix', '1 2; 3');
    await page.press('#typed-targetMatrix', 'Enter');
    await page.waitForSelector('#error:not([hidden])');
    expect(await page.textContent('#error')).toBe(
      'A, row 2, has 1 entry, x⁰ has 2. Give both the same number.',
    );
    // no answer about the older matrices beside it
    expect(await page.locator('.charts figure:visible, .charts section:visible').count()).toBe(0);
    expect(await page.textContent('.charts')).not.toContain('provably better (');
    await page.fill('#typed-targetMatrix', '1 0; 0 x');
    await page.press('#typed-targetMatrix', 'Enter');
    await page.waitForFunction(() =>
      document.querySelector('#error')?.textContent.includes('"x" is no number'),
    );
    await page.fill('#typed-targetMatrix', '1 0; 0 -1');
    await page.press('#typed-targetMatrix', 'Enter');
    await page.waitForFunction(() =>
      document.querySelector('#error')?.textContent.includes('f has no minimum: A has a negative'),
    );
    expect(await page.locator('.charts figure:visible, .charts section:visible').count()).toBe(0);
    expect((await page.innerText('.glance')).trim()).toBe('');
    await page.fill('#typed-targetMatrix', '1 0; 0 2');
    await page.press('#typed-targetMatrix', 'Enter');
    await page.waitForSelector('body[data-state="done"]');
    expect(await page.isVisible('#error')).toBe(false);
    expect(uncaught).toEqual([]);
    await page.close();
  });

  it('hides the sliders that have no effect: Numbers has the δ of typed matrices', async () => {
    const page = await open('#setting=custom');
    const visible = await page
      .locator('.slider input[type=number]:visible')
      .evaluateAll((inputs) => inputs.map(({ id }) => id.replace('number-', '')));
    expect(visible).toEqual(['eta', 'a', 'K', 'T', 'rho', 'sigma', 'localSigma']);
    expect(await exactOf(page, 'δ')).toBe('0.1');
    await page.close();
    const other = await open();
    expect(await other.isVisible('#number-delta')).toBe(true);
    await other.close();
  });

  it('shows the progress of a long computation, and stops it', async () => {
    const page = await built.browser.newPage();
    await page.goto(`${built.server.base}playground/index.html#setting=batch&K=50&T=100&localSigma=0.35`);
    await page.waitForSelector('#cancel:not([hidden])');
    expect(await page.isVisible('#progress')).toBe(true);
    await page.click('#cancel');
    await page.waitForSelector('body[data-state="cancelled"]');
    expect(await page.isVisible('#cancel')).toBe(false);
    await page.click('text=Reset this setting');
    await page.waitForSelector('body[data-state="done"]');
    await page.close();
  });

  it('says nothing about an older setting or method', async () => {
    const page = await open();
    expect(await page.innerText('#glance-correlation')).toContain('ρ = 0.9');
    await page.selectOption('#select-setting', 'toy');
    expect(await page.textContent('#glance-similarity')).not.toContain('0.00575');
    await page.waitForFunction(() => location.hash.includes('toy'));
    await settle(page);
    expect(await page.textContent('#glance-correlation')).toBe('');
    await page.selectOption('#select-variant', 'sgd');
    await page.waitForFunction(() => location.hash.includes('sgd'));
    await settle(page);
    expect(await page.textContent('#glance-similarity')).toMatch(
      /Your η = 0\.1: .*SGD with its best step size/,
    );
    await page.close();
  });

  it('guides to experiments that show what they say', async () => {
    const page = await open();
    const go = async (title: string): Promise<string> => {
      await page.locator('#experiments').getByRole('link', { name: title, exact: true }).click();
      await page.locator('#experiments a[aria-current]', { hasText: title }).waitFor();
      await settle(page);
      expect(await page.innerText('#look-for')).not.toBe('');
      return page.innerText('.glance');
    };
    expect(await go('Too large a step on h')).toContain('diverges');
    expect(await go('Take the similarity away')).toContain('farther from the optimum than SGD');
    expect(await page.textContent('#bound-text')).toContain('promises nothing here');
    expect(new URL(page.url()).hash).toBe('#setting=quadratics&delta=1');
    expect(await go('Opposite noises')).toContain('farther from the optimum than SGD');
    expect(await go('The published toy')).toMatch(
      /^>\u00a010⁶× closer\s+AuxMOM against naive: closer to the optimum than naive/,
    );
    expect(await go('Start here')).toContain('closer to the optimum than SGD');
    await page.close();
  });

  it('keeps the controls in reach on a phone: a bar, which opens', async () => {
    const page = await open('', { width: 390, height: 800 });
    const height = async (): Promise<number> => {
      const { y = 0, height: own = 0 } = (await page.locator('#sheet').boundingBox()) ?? {};
      expect(Math.round(y + own)).toBe(800);
      return own;
    };
    expect(await height()).toBeLessThan(64);
    expect(await page.isVisible('#range-eta')).toBe(false);
    await page.click('#sheet summary');
    expect(await page.isVisible('#range-eta')).toBe(true);
    expect(await height()).toBeLessThanOrEqual(400);
    await page.click('#sheet summary');
    expect(await height()).toBeLessThan(64);
    await page.locator('#chart-gap').scrollIntoViewIfNeeded();
    expect(await height()).toBeLessThan(64);
    await page.close();
  });

  it.each([
    ['delta', '2', '1.5', 'δ is a number with at most four decimals from 0 to 1.5, so 1.5 is used.'],
    ['K', '0', '1', 'K is a whole number from 1 to 50, so 1 is used.'],
    ['K', '2.6', '3', 'K is a whole number from 1 to 50, so 3 is used.'],
    ['eta', '', '0.4', 'η is a number with at most four decimals from 0.01 to 3, so 0.4 is used.'],
    ['eta', '0.3', '0.3', ''],
  ])(
    'writes back what is used where %s = "%s" is not possible, and says so',
    async (name, text, used, said) => {
      const page = await open();
      await page.fill(`#number-${name}`, text);
      await page.press(`#number-${name}`, 'Enter');
      expect(await page.inputValue(`#number-${name}`)).toBe(used);
      expect(await page.textContent(`output[for="number-${name}"]`)).toBe(said);
      await page.close();
    },
  );

  it('asks nobody else for anything, whatever is chosen', async () => {
    const complaints: PageComplaint[] = [];
    const page = await built.browser.newPage();
    watchPage(page, built.server.base, complaints);
    await page.goto(`${built.server.base}playground/index.html`);
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
