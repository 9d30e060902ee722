/** What the playground draws: a curve for every preset and experiment, its name at its end, extremes in words, on every screen. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { experiments } from '../../docs/playground/model/experiments.js';
import { settingIds } from '../../docs/playground/model/settings.js';
import { settle, usePlayground } from './open-playground.js';

const { open } = usePlayground();

/** What is wrong with the curves of the first chart: one that is not seen, or a name that is not at its end. */
const misplacedNames = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const of = <E extends SVGElement>(selector: string): E[] => [
      ...document.querySelectorAll<E>(`#chart-gap ${selector}`),
    ];
    const [paths, dots] = [of<SVGPathElement>('.curve path'), of<SVGCircleElement>('.curve-end circle')];
    const names = of<SVGTextElement>('.curve-name text');
    const top = document.querySelector('#chart-gap svg')?.getBoundingClientRect().top ?? 0;
    const problems = [dots, names].some(({ length }) => paths.length < 3 || paths.length !== length)
      ? [`${paths.length} curves`]
      : [];
    for (const [index, path] of paths.entries()) {
      const length = path.getTotalLength();
      if (length < 40) problems.push(`curve ${index} is ${Math.round(length)} pixels long`);
      const end = path.getPointAtLength(length);
      const [x, y] = ['cx', 'cy'].map((name) => Number(dots[index]?.getAttribute(name))) as [number, number];
      if (Math.hypot(x - end.x, y - end.y) > 1) problems.push(`dot ${index} is not at its end`);
      const name = names[index]?.getBoundingClientRect();
      const far = Math.abs((name === undefined ? NaN : (name.top + name.bottom) / 2 - top) - end.y);
      // a line of text for each of the other names, which may be in the way
      if (!(far <= 12 + 18 * (paths.length - 1)))
        problems.push(`name ${index} is ${Math.round(far)} pixels from its end`);
    }
    return problems;
  });

describe('the charts', () => {
  it.each([
    '#setting=quadratics&eta=1.5&K=50&T=30&delta=1.5',
    '#setting=toy&eta=1.5&K=50&T=60&delta=1.5',
    '#setting=dropout&delta=1.5&K=20&T=10',
    '#setting=custom&targetMatrix=-1&targetVector=0&auxiliaryMatrix=-2&auxiliaryVector=1&startingPoint=2&T=40',
    '#setting=custom&targetMatrix=0&targetVector=0&auxiliaryMatrix=0&auxiliaryVector=0&startingPoint=0',
  ])('%s: extremes are words, on a page as wide as the screen', async (hash) => {
    const page = await open(hash, { width: 390, height: 800 });
    const text = await page.innerText('main');
    expect(text).not.toMatch(/Infinity|NaN|\d{30}/);
    expect(await page.innerHTML('.charts')).not.toMatch(/(?:[dxy]|width|transform)="[^"]*(?:Infinity|NaN)/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    await page.close();
  });

  it('calls divergence by its name, and never a success', async () => {
    const page = await open('#setting=quadratics&eta=1.5&K=50&T=30&delta=1.5');
    expect(await page.innerText('#glance-similarity')).toMatch(
      /^diverges\s+AuxMOM against SGD: AuxMOM moves away/,
    );
    expect(await page.textContent('#bound-text')).toContain('promises nothing');
    expect(await page.textContent('#chart-bound')).toContain('The run diverges');
    expect(await page.innerText('#stability-text')).toContain('the run diverges');
    await page.close();
  });

  it('says of a run that STAB puts on the boundary that it ends no closer, not that it diverges', async () => {
    const page = await open('#setting=quadratics&delta=1&a=1&eta=0.1&K=20');
    expect(await page.textContent('#stability-text')).toContain('on the boundary');
    expect(await page.innerText('.glance')).toContain('no closer than it started');
    expect(await page.textContent('#chart-bound')).toMatch(
      /^G is 5\.76, and there is no bound to compare it with\.$/,
    );
    expect(await page.locator('#chart-bound svg').count()).toBe(0);
    expect(await page.innerText('main')).not.toMatch(/AuxMOM(?:, ρ = 0)?:? diverges|The run diverges/);
    await page.close();
  });

  it('lets a click into the map choose η and a, and one into the sweep choose K', async () => {
    const page = await open();
    await page.locator('#chart-stability svg').click({ position: { x: 300, y: 150 } });
    await page.waitForFunction(() => ['eta=', '&a='].every((part) => location.hash.includes(part)));
    await settle(page);
    const eta = Number(await page.inputValue('#number-eta'));
    expect(eta).toBeGreaterThan(0.4);
    await page.locator('#chart-sweep svg').click({ position: { x: 400, y: 100 } });
    await page.waitForFunction(() => location.hash.includes('K='));
    await settle(page);
    expect(Number(await page.inputValue('#number-K'))).toBeGreaterThan(5);
    await page.close();
  });

  it('overlays the methods, and shows values under the pointer', async () => {
    const page = await open();
    const names = await page.locator('#chart-gap svg').textContent();
    for (const name of ['AuxMOM', 'AuxMVR', 'naive', 'SGD']) expect(names).toContain(name);
    await page.locator('#chart-gap svg').hover({ position: { x: 200, y: 200 } });
    await page.waitForFunction(() =>
      /after \d+ target gradients/.test(document.querySelector('#chart-gap')?.textContent ?? ''),
    );
    await page.close();
  });

  it.each([
    ...settingIds.map((id) => [id, `#setting=${id}`] as const),
    ...experiments.map(({ title, hash }) => [title, hash] as const),
  ])('draws curves for "%s", each with its name at its end', async (_title, hash) => {
    const page = await open(hash);
    expect(await misplacedNames(page)).toEqual([]);
    expect(await page.locator('#chart-sweep .curve path').count()).toBeGreaterThan(0);
    expect(await page.locator('#chart-trajectory path').count()).toBeGreaterThan(3);
    await page.close();
  });

  it('would find a curve that is not drawn, and a name elsewhere', async () => {
    const page = await open();
    await page
      .locator('#chart-gap .curve path')
      .first()
      .evaluate((path) => {
        path.setAttribute('d', 'M0,0');
      });
    await page
      .locator('#chart-gap .curve-end circle')
      .nth(1)
      .evaluate((dot) => {
        dot.setAttribute('cy', '0');
      });
    await page
      .locator('#chart-gap .curve-name text')
      .nth(2)
      .evaluate((name) => {
        name.setAttribute('transform', 'translate(0, 900)');
      });
    const found = await misplacedNames(page);
    expect(found).toContainEqual(expect.stringMatching(/^curve 0 is 0 pixels long/));
    expect(found).toContain('dot 1 is not at its end');
    expect(found).toContainEqual(expect.stringMatching(/^name 2 is \d+ pixels from its end/));
    await page.close();
  });

  it.each([360, 768])('has nothing wider than a screen of %i pixels', async (width) => {
    const page = await open('', { width, height: 800 });
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(excess).toBeLessThanOrEqual(0);
    await page.close();
  });
});
