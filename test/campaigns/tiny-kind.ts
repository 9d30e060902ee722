/** A campaign small enough to be run at every point of a test: case i gives i² plus an offset. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { CampaignKind } from '../../src/campaigns/campaign-kind.js';
import type { OpenRunner } from '../../src/campaigns/index.js';
import type { CampaignRequest } from '../../src/campaigns/run-campaign.js';

export interface TinyOptions {
  readonly count: number;
  readonly offset: number;
}

export interface TinyResult {
  readonly square: number;
}

export type TinyKind = CampaignKind<TinyOptions, TinyResult, string>;

export const tinyKind: TinyKind = {
  name: 'tiny',
  entry: { module: 'nowhere', exportName: 'tinyKind' },
  options: z.strictObject({ count: z.number().int().positive(), offset: z.number().int() }),
  result: z.strictObject({ square: z.number().int() }),
  countCases: ({ count }) => count,
  describeCase: (_options, caseNumber) => `the square of ${caseNumber}`,
  open: ({ offset }) => ({ judge: (caseNumber) => ({ square: caseNumber ** 2 + offset }) }),
  isExpected: ({ square }) => square >= 0,
  // The order of the results matters, so that a wrong one shows.
  reduce: (_options, results) => results.map(({ square }) => square).join(' '),
};

/** The kind, and the cases it was asked to judge. */
export function watchedKind(): { readonly kind: TinyKind; readonly judged: number[] } {
  const judged: number[] = [];
  const open: TinyKind['open'] = ({ offset }) => ({
    judge: (caseNumber) => {
      judged.push(caseNumber);
      return { square: caseNumber ** 2 + offset };
    },
  });
  return { kind: { ...tinyKind, open }, judged };
}

/** Hands out several cases at once, and gives them back in another order. */
export const openShuffled: OpenRunner = async (kind, options) => {
  const { judge } = await kind.open(options);
  return {
    lanes: 4,
    judge: async (caseNumber) => {
      for (let turn = (caseNumber * 7) % 5; turn > 0; turn -= 1) await Promise.resolve();
      return judge(caseNumber);
    },
    close: () => Promise.resolve(),
  };
};

export const options: TinyOptions = { count: 12, offset: 1 };

/** A request for the tiny campaign, with anything changed. */
export function tinyRequest(
  change: Partial<CampaignRequest<TinyOptions, TinyResult, string>> = {},
): CampaignRequest<TinyOptions, TinyResult, string> {
  return { kind: tinyKind, options, version: '0.0.0', openRunner: openHere, ...change };
}

const folders: string[] = [];

/** The name of a folder that does not exist yet; {@link removeFolders} removes it. */
export function newFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), 'auxopt-campaign-'));
  folders.push(parent);
  return join(parent, 'campaign');
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Judges in this thread: workers run compiled code only. */
export const openHere: OpenRunner = async (kind, options) => {
  const { judge, close } = await kind.open(options);
  return {
    lanes: 1,
    judge: async (caseNumber) => judge(caseNumber),
    close: async () => {
      await close?.();
    },
  };
};
