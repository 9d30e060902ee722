/** The article in a browser: its figures compute, obey the keyboard, say "diverges" in words, and can be taken out again. */
import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { tunedRun } from '../../docs/article/model/tuning.js';
import { inWords } from '../../docs/playground/view/format.js';
import { useSite, watchPage, type PageComplaint } from './browser.js';

const names = ['race', 'round', 'reach', 'compare', 'momentum', 'harm', 'region'] as const;
type Name = (typeof names)[number];

const built = useSite();

interface Options {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly complaints?: PageComplaint[];
}

async function open({ width = 1200, colorScheme = 'light', complaints }: Options = {}): Promise<Page> {
  const page = await built.browser.newPage({
    viewport: { width, height: 900 },
    colorScheme,
    reducedMotion: 'reduce',
  });
  if (complaints !== undefined) watchPage(page, built.server.base, complaints);
  await page.goto(`${built.server.base}article/article.html`);
  return page;
}

/** A figure that has computed. */
async function figure(page: Page, name: Name): Promise<Locator> {
  const box = page.locator(`[data-figure="${name}"]`);
  await box.scrollIntoViewIfNeeded();
  await settle(box);
  return box;
}

async function settle(box: Locator): Promise<void> {
  await box.locator('.ax-figure[aria-busy="false"] .ax-chart').first().waitFor();
}

const wordsOf = async (box: Locator): Promise<string> => (await box.locator('.ax-words').textContent()) ?? '';

/** Moves a slider to its first or last value by the keyboard, and waits for the answer. */
async function push(page: Page, box: Locator, symbol: string, key: string, times = 1): Promise<void> {
  await box
    .locator('.ax-slider', { has: page.locator(`b:text-is("${symbol}")`) })
    .locator('input')
    .focus();
  for (let n = 0; n < times; n += 1) await page.keyboard.press(key);
  await settle(box);
}

describe('the figures', () => {
  it('all compute, ask nobody else, and complain of nothing', { tags: 'gate' }, async () => {
    const complaints: PageComplaint[] = [];
    const page = await open({ complaints });
    for (const name of names) {
      const box = await figure(page, name);
      expect(await wordsOf(box)).toMatch(/\d/);
      expect(await box.locator('svg path').count()).toBeGreaterThan(0);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('show what the library computes', async () => {
    const page = await open();
    const words = await wordsOf(await figure(page, 'compare'));
    const knobs = { delta: '0.05', sigma: '0.2', rho: '0.9' };
    for (const variant of ['sgd', 'aux-mom', 'naive'] as const) {
      expect(words).toContain(` at ${inWords(tunedRun(variant, knobs, 10, 20).final)}`);
    }
    expect(words).not.toContain(
      ` at ${inWords(tunedRun('aux-mom', { ...knobs, delta: '0.1' }, 10, 20).final)}`,
    );
    await page.close();
  });

  it('are all on paper, with what is folded', async () => {
    const page = await built.browser.newPage();
    await page.goto(`${built.server.base}article/article.html`);
    await page.waitForSelector('.ax-figure');
    const missing = await page.evaluate(() => {
      window.dispatchEvent(new Event('beforeprint'));
      const figures = [...document.querySelectorAll('.ax-figure')];
      const folded = document.querySelectorAll('.vp-doc details:not([open])').length;
      window.dispatchEvent(new Event('afterprint'));
      return {
        figures: figures.length,
        empty: figures.filter((one) => one.querySelector('.ax-stage svg path') === null).length,
        folded,
        opened: document.querySelectorAll('.vp-doc details[open]').length,
      };
    });
    expect(missing).toEqual({ figures: names.length, empty: 0, folded: 0, opened: 0 });
    await page.close();
  });

  it('obey the keyboard: points, sliders and buttons', async () => {
    const page = await open();
    const box = await figure(page, 'round');
    const before = await wordsOf(box);
    const handle = box.getByRole('slider', { name: 'starting point x⁰' });
    await handle.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await handle.getAttribute('aria-valuenow')).toBe('2.9');
    expect(await wordsOf(box)).not.toBe(before);
    await box.getByRole('button', { name: 'Next step' }).focus();
    await page.keyboard.press('Enter');
    await settle(box);
    expect(await wordsOf(box)).toContain('m = ∇f(x) − ∇h(x)');
    await page.keyboard.press('Enter');
    await settle(box);
    expect(await wordsOf(box)).toContain('Local step 1 of 6');
    await push(page, box, 'K', 'ArrowRight');
    expect(await wordsOf(box)).toContain('Local step 1 of 7');
    await page.close();
  });

  it.each(names)(
    '%s: Tab reaches every control in order, and an arrow key moves the first slider',
    async (name) => {
      const page = await open();
      const box = (await figure(page, name)).locator('.ax-figure');
      const controls = box.locator('input:visible, button:visible, [role="slider"]:visible');
      const count = await controls.count();
      expect(count).toBeGreaterThan(0);
      await controls.first().focus();
      for (let place = 0; place < count; place += 1) {
        if (place > 0) await page.keyboard.press('Tab');
        expect(await controls.nth(place).evaluate((control) => control === document.activeElement)).toBe(
          true,
        );
      }
      const slider = box.locator('input[type="range"]:visible').first();
      const before = await wordsOf(box);
      await slider.focus();
      for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowRight');
      await settle(page.locator(`[data-figure="${name}"]`));
      await page.waitForFunction(
        ([figureName, old]) =>
          document.querySelector(`[data-figure="${figureName ?? ''}"] .ax-words`)?.textContent !== old,
        [name, before],
      );
      await page.close();
    },
  );

  it('let the minimum of h be dragged, which changes m and not the way', async () => {
    const page = await open();
    const box = await figure(page, 'round');
    const handle = box.getByRole('slider', { name: 'minimum of h' });
    const [before, place] = [await wordsOf(box), await handle.boundingBox()];
    if (place === null) throw new Error('the point has no place');
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 120, y, { steps: 4 });
    await page.mouse.up();
    const after = await wordsOf(box);
    expect(Number(await handle.getAttribute('aria-valuenow'))).toBeLessThan(1.5);
    const fate = (words: string): string => /Every round .*/.exec(words)?.[0] ?? 'none';
    expect(after).not.toBe(before);
    expect(fate(after)).toBe(fate(before));
    await page.close();
  });

  it('say in words that a method diverges', async () => {
    const page = await open();
    const round = await figure(page, 'round');
    expect(await round.locator('.ax-figure').getAttribute('data-state')).toBe('fine');
    await push(page, round, 'c', 'End');
    await push(page, round, 'η', 'End');
    await push(page, round, 'K', 'End');
    expect(await wordsOf(round)).toContain('the method diverges');
    const compare = await figure(page, 'compare');
    await push(page, compare, 'δ', 'End');
    expect(await wordsOf(compare)).toContain('The naive method diverges');
    const momentum = await figure(page, 'momentum');
    await push(page, momentum, 'δ', 'End');
    await push(page, momentum, 'a', 'Home');
    expect(await wordsOf(momentum)).toContain('diverges');
    for (const box of [round, compare, momentum]) {
      expect(await box.locator('.ax-figure').getAttribute('data-state')).toBe('diverges');
    }
    for (const name of names) {
      const box = await figure(page, name);
      expect(await box.textContent()).not.toMatch(/NaN|Infinity|undefined/);
      expect(await box.innerHTML()).not.toMatch(/NaN|Infinity/);
    }
    await page.close();
  });

  it('can be taken out and put in again', async () => {
    const page = await open();
    await figure(page, 'race');
    // as text, because the test runner would rewrite the import
    const counts: unknown = await page.evaluate(`(async () => {
      const { mount } = await import('${built.server.base}article/mount.js');
      const count = () => document.querySelectorAll('.ax-figure').length;
      for (const box of document.querySelectorAll('[data-figure]')) box.textContent = 'nothing';
      const unmount = mount(document);
      const mounted = count();
      unmount();
      return [mounted, count(), document.querySelectorAll('[data-figure]').length];
    })()`);
    expect(counts).toEqual([names.length, 0, names.length]);
    expect(await page.textContent('[data-figure="race"]')).toBe('nothing');
    await page.close();
  });
});

describe('for everybody', () => {
  it.each(['light', 'dark'] as const)('axe finds nothing in %s colours', async (colorScheme) => {
    const page = await open({ colorScheme });
    for (const name of names) await figure(page, name);
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async () => {
      const { violations: found } = await (globalThis as unknown as { axe: typeof axe }).axe.run(
        '[data-figure]',
      );
      return found.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
      );
    });
    expect(violations).toEqual([]);
    await page.close();
  });

  it.each([390, 768, 1440])('nothing is wider than a screen of %i pixels', async (width) => {
    const page = await open({ width });
    for (const name of names) await figure(page, name);
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(excess).toBeLessThanOrEqual(0);
    await page.close();
  });
});
