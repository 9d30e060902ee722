// The script `version` of package.json: npm has raised the version there and in the lockfile; CITATION.cff and CHANGELOG.md follow.
import { readFileSync, writeFileSync } from 'node:fs';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const changes = [
  ['CITATION.cff', /^version: .*$/m, `version: ${version}`],
  ['CHANGELOG.md', /^## Unreleased$/m, `## ${version}`],
].map(([file, line, text]) => {
  const content = readFileSync(file, 'utf8');
  if (!line.test(content)) throw new Error(`${file}: expected a line like ${line.source}`);
  return [file, content.replace(line, text)];
});
for (const [file, content] of changes) writeFileSync(file, content);
console.log(`${name} ${version}: read CHANGELOG.md, commit, tag v${version}; npm publish is a person's step`);
