/** Prints what failed in a vitest JSON report: `node .ci/failures.mjs NAME REPORT`, one line a test with its first message. */
import { readFileSync } from 'node:fs';

const [name, path] = process.argv.slice(2);
const firstLines = (text = '') => text.split('\n').slice(0, 3).join('\n    ');

let report;
try {
  report = JSON.parse(readFileSync(path, 'utf8'));
} catch (problem) {
  console.log(`FAILED: npm run ${name} wrote no report (${problem.message})`);
  process.exit(0);
}

const failed = report.testResults.filter(({ status }) => status === 'failed');
for (const { name: file, message, assertionResults } of failed) {
  const tests = assertionResults.filter(({ status }) => status === 'failed');
  // a file that could not be collected has a message and no tests
  if (tests.length === 0) console.log(`FAILED: npm run ${name}: ${file}\n    ${firstLines(message)}`);
  for (const { fullName, failureMessages } of tests) {
    console.log(`FAILED: npm run ${name}: ${file}: ${fullName}\n    ${firstLines(failureMessages[0])}`);
  }
}
if (failed.length === 0) console.log(`FAILED: npm run ${name} ended with an error outside of its tests`);
