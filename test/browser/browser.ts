/** Chromium as Debian installs it, without a word to anybody. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Where the browser is; CHROMIUM names another. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Starts the browser. */
export async function startBrowser(): Promise<Browser> {
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
