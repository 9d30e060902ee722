// After `changeset version`: the other files that tell the version of the package follow package.json.
import { readFileSync, writeFileSync } from 'node:fs';

const read = (path) => readFileSync(path, 'utf8');
const { name, version } = JSON.parse(read('package.json'));

const lock = JSON.parse(read('package-lock.json'));
lock.version = version;
lock.packages[''].version = version;
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);

const citation = read('CITATION.cff');
const stated = /^version: .*$/m;
if (!stated.test(citation)) throw new Error('CITATION.cff: expected a line `version: …`');
writeFileSync('CITATION.cff', citation.replace(stated, `version: ${version}`));

console.log(`${name} ${version}: read CHANGELOG.md, commit, tag v${version}; npm publish is a person's step`);
