/** Chromium as Debian installs it, without a word to anybody. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { root } from '../support/run-cli.js';
import { serveSite, type SiteServer } from './serve.js';

/** Where the browser is; CHROMIUM names another. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Starts the browser. */
async function startBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `no browser at ${executablePath}: install Debian's chromium, or set CHROMIUM to its path`,
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-gpu',
      // whatever asks for another host gets no answer
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

/** A browser and the built site on a server of its own, from before the first test of a file until after the last. */
export function useSite(): { readonly browser: Browser; readonly server: SiteServer } {
  const used = {} as { browser: Browser; server: SiteServer };
  beforeAll(async () => {
    [used.browser, used.server] = await Promise.all([startBrowser(), serveSite(join(root, 'docs/site'))]);
  });
  afterAll(async () => {
    await Promise.all([used.browser.close(), used.server.close()]);
  });
  return used;
}

/** What went wrong on a page. */
export interface PageComplaint {
  readonly page: string;
  readonly complaint: string;
}

/** Collects console errors, failed requests and requests to other hosts from now on. */
export function watchPage(page: Page, base: string, complaints: PageComplaint[]): void {
  const origin = new URL(base).origin;
  const add = (complaint: string): void => {
    complaints.push({ page: page.url().replace(base, ''), complaint });
  };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') add(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => {
    add(`error: ${error.message}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) add(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(?:data|blob):/.test(url) && new URL(url).origin !== origin) add(`outside request: ${url}`);
  });
}
