/**
 * `npm run test:for -- PATH…`: the tests, long ones too, that import something of these files or folders, however indirectly. Those that
 * start the built command import none of its sources, so they run for whatever is in src, spec or proofs-checks.
 */
import { spawnSync } from 'node:child_process';

const paths = process.argv.slice(2);
const files = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...paths], {
  encoding: 'utf8',
})
  .stdout.split('\n')
  .filter((file) => /\.[cm]?[jt]s$/.test(file));
if (files.length === 0) {
  console.error(
    `test:for: no source file in ${paths.join(' ') || 'nothing'}; name files or folders, such as src/verify/pages`,
  );
  process.exit(2);
}
const startsCommand = files.some((file) => /^(?:src|spec|proofs-checks)\//.test(file));
const related = [...files, ...(startsCommand ? ['test/support/run-cli.ts'] : [])];
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'related', '--run', '--project=unit', '--project=programs', ...related],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
