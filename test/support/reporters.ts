/** What the test groups report: the usual, then where the time went, and a document where one is asked for. */
import type { Reporter } from 'vitest/node';

/** How long a file of tests took. */
export interface FileTime {
  readonly file: string;
  readonly milliseconds: number;
}

/** The slowest files, slowest first, with their shares of the time of all files: of those a loaded machine changes little. */
export function formatSlowest(files: readonly FileTime[], count = 10): string {
  const total = files.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const slowest = files
    .toSorted((left, right) => right.milliseconds - left.milliseconds)
    .slice(0, count)
    .map(({ file, milliseconds }) => {
      const share = total === 0 ? 0 : (100 * milliseconds) / total;
      return `${(milliseconds / 1000).toFixed(1).padStart(7)} s ${share.toFixed(1).padStart(5)} %  ${file}\n`;
    });
  return `\nThe slowest of ${files.length} files (seconds, share of the time of all):\n${slowest.join('')}`;
}

/** Prints {@link formatSlowest} at the end of a run. */
export function createSlowestReporter(print: (text: string) => void): Reporter {
  return {
    onTestRunEnd: (modules) => {
      const files = modules.map((module) => {
        const { collectDuration, duration } = module.diagnostic();
        return { file: module.relativeModuleId, milliseconds: collectDuration + duration };
      });
      print(formatSlowest(files));
    },
  };
}

const slowest = createSlowestReporter((text) => {
  process.stdout.write(text);
});
const document = process.env['AUXOPT_TEST_REPORT'];

/** The reporters of every group; `AUXOPT_TEST_REPORT=file` writes vitest's JSON document as well. */
export const reporters: ('default' | Reporter | ['json', { outputFile: string }])[] = [
  'default',
  slowest,
  ...(document === undefined ? [] : [['json', { outputFile: document }] satisfies ['json', object]]),
];
