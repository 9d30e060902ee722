/** The box of the playground in which a page of equations is typed. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settle, usePlayground } from './open-playground.js';

const { open } = usePlayground();

const pageOf = (line: string): string => `method mine\ngiven η > 0\nstate x\nsample ξ\n${line}`;

/** The box, after something was typed into it and read. */
async function typed(page: Page, text: string, values = ''): Promise<void> {
  // what it said before, or says of these values with the old page, must not be taken for the answer
  await page.evaluate((text) => {
    (document.getElementById('own-values') as HTMLInputElement).value = text;
    document.getElementById('own-said')?.replaceChildren();
    document.getElementById('own-error')?.setAttribute('hidden', '');
  }, values);
  await page.fill('#own-page', text);
  await page.waitForFunction(
    () =>
      document.querySelector('#own-error:not([hidden])') !== null ||
      document.querySelector('#own-said .units') !== null,
  );
}

/** Where each run ends, as the chart says to those who do not see it. */
const endsOf = async (page: Page): Promise<readonly string[]> => {
  const text = (await page.locator('#chart-own svg').first().getAttribute('aria-description')) ?? '';
  return [...text.matchAll(/ends at (\([^)]*\))/gu)].map(([, end = '']) => end);
};

it('shows formulas, units and a run before anything is typed', { tags: 'gate' }, async () => {
  const page = await open();
  await page.waitForSelector('#own-said .units');
  // a line each: m twice, y twice, x
  expect(await page.locator('#own-said math').count()).toBe(5);
  expect(await page.textContent('#own-said .units')).toContain('point²/value');
  expect(await page.locator('#own-said .warning').count()).toBe(0);
  expect(await endsOf(page)).toHaveLength(2);
  await page.close();
});

it('runs the page on the draws of SGD: SGD is SGD, and with twice the rate it is not', async () => {
  const page = await open('#setting=quadratics');
  await typed(page, pageOf('x ← x − η ∇f(x, ξ)'));
  const [same, sgd] = await endsOf(page);
  expect(same).toBe(sgd);
  await typed(page, pageOf('x ← x − 2 η ∇f(x, ξ)'));
  const [other, still] = await endsOf(page);
  expect(still).toBe(sgd);
  expect(other).not.toBe(sgd);
  await typed(page, pageOf('x ← x − 2 η ∇f(x, ξ)'), 'η = 0.2');
  expect((await endsOf(page))[0]).toBe(same);
  await page.close();
});

it('shows an error with its line and a caret, and no old answer beside it', async () => {
  const page = await open();
  await typed(page, pageOf('x ← x − η ∇f(z, ξ)'));
  expect(await page.textContent('#own-error')).toMatch(/line 5, column 14: z is not known here[^]*\n +\^/u);
  expect(await page.locator('#own-said math').count()).toBe(0);
  expect(await page.locator('#chart-own svg').count()).toBe(0);
  await page.close();
});

it('warns of units that do not fit, and says which value is wrong', async () => {
  const page = await open();
  await typed(page, pageOf('x ← x − η ∇f(x, ξ) − ∇f(x, ξ)'));
  expect(await page.textContent('#own-said .warning')).toContain('line 5');
  await typed(page, pageOf('x ← x − η ∇f(x, ξ)'), 'μ = 1');
  expect(await page.textContent('#chart-own')).toContain('μ = 1');
  await typed(page, 'method long\ngiven K ≥ 1\nstate x\nrepeat K\n  x ← 0.5 x', 'K = 1000000');
  expect(await page.textContent('#chart-own')).toContain('more than 200000 lines');
  await page.close();
});

it('is in the address, which brings it back, with its gap beside that of SGD', async () => {
  const page = await open('#setting=quadratics');
  expect(page.url()).not.toContain('page=');
  await typed(page, pageOf('x ← x − 2 η ∇f(x, ξ)'));
  const [first] = await endsOf(page);
  await page.fill('#own-values', 'η = 0.1');
  await page.waitForFunction(
    (old) => !document.querySelector('#chart-own svg')?.getAttribute('aria-description')?.includes(old),
    first ?? '',
  );
  const other = await open(new URL(page.url()).hash);
  expect(await other.inputValue('#own-page')).toBe(await page.inputValue('#own-page'));
  expect(await other.inputValue('#own-values')).toBe('η = 0.1');
  await other.waitForSelector('#chart-own-gap svg');
  expect(await endsOf(other)).toEqual(await endsOf(page));
  const said = (await other.locator('#chart-own-gap svg').getAttribute('aria-description')) ?? '';
  const [own, sgd] = [...said.matchAll(/ends at ([\d.]+)/gu)].map(([, end]) => Number(end));
  // f(x) = x₁²/2 + x₂²/10 where the run ends
  const [x = 0, y = 0] = ((await endsOf(other))[0] ?? '').match(/[−\d.]+/gu)?.map((part) => Number(part.replace('−', '-'))) ?? []; // prettier-ignore
  expect(own).toBeCloseTo(x ** 2 / 2 + y ** 2 / 10, 2);
  expect(own).not.toBe(sgd);
  await Promise.all([page.close(), other.close()]);
});

it('keeps what was typed when another experiment is chosen', async () => {
  const page = await open();
  await typed(page, pageOf('x ← x − η ∇f(x, ξ)'));
  await page.click('#experiments a >> nth=6');
  await settle(page);
  expect(await page.inputValue('#own-page')).toContain('method mine');
  await page.close();
});
