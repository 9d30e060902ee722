/** The playground of the built site. */
import type { Page } from 'playwright-core';
import { useSite } from './browser.js';

/** Until the answer, or an error, is there. */
export const settle = async (page: Page): Promise<void> => {
  await page.waitForSelector('body[data-state="done"], body[data-state="error"]');
};

/** The site, and how to open the playground on it. */
export function usePlayground() {
  const built = useSite();
  return {
    built,
    /** A page of the playground that has finished computing. */
    open: async (hash = '', size = { width: 1200, height: 900 }): Promise<Page> => {
      const page = await built.browser.newPage({ viewport: size });
      await page.goto(`${built.server.base}playground/index.html${hash}`);
      await settle(page);
      return page;
    },
  };
}
