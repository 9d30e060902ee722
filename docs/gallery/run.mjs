/**
 * Verifies a system of the gallery and compares with what is recorded:
 *
 *   node docs/gallery/run.mjs NAME [--clone DIR] [--write]
 *   node docs/gallery/run.mjs --packaged [--write]      everything that npm or Debian has
 *   node docs/gallery/run.mjs --clones DIR [--write]    every system whose clone is DIR/NAME
 *
 * Exit codes: 0 as recorded, 1 another verdict, 2 incorrect usage, 77 absent. --write records what came out with its certificates, and rewrites
 * the pages.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { differences, here, readSystems, readVerdicts, renderPages, verdictOf } from './gallery.mjs';

/** The package that these docs lie in; where they were copied out of it, the one that is installed beside them. */
const isBuilt = (folder) => existsSync(join(folder, 'dist/src/cli/main.js'));
const kit = [here('../../'), here('../../node_modules/auxopt/')].find(isBuilt);
if (kit === undefined) {
  console.error(
    'auxopt is neither built nor installed here: npm ci in a clone; elsewhere install it beside docs/',
  );
  process.exit(2);
}
const assets = join(kit, 'src/verify/adapters/assets');
const main = join(kit, 'dist/src/cli/main.js');
const systems = readSystems();
const verdicts = readVerdicts();

const output = (program, words, options) => {
  const { status, stdout } = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  return status === null || (status !== 0 && options?.anyStatus !== true) ? undefined : stdout.trim();
};

const temporary = mkdtempSync(join(tmpdir(), 'auxopt-gallery-'));
process.on('exit', () => rmSync(temporary, { recursive: true }));

let modules;
/** A folder with the wrappers and the libraries of npm, whose programs import auxopt as those of a user do; undefined without a registry. */
function installed() {
  if (modules === undefined) {
    for (const file of ['package.json', 'package-lock.json', 'wrappers'])
      cpSync(here(file), join(temporary, file), { recursive: true });
    const npm = output('npm', ['ci', '--ignore-scripts'], {
      cwd: temporary,
      shell: process.platform === 'win32',
    });
    if (npm !== undefined) symlinkSync(kit, join(temporary, 'node_modules/auxopt'), 'junction');
    modules = { folder: npm === undefined ? undefined : temporary };
  }
  return modules.folder;
}

/** Why a system cannot run here; or how it is started, and which version of it is there. */
function prepare(system, clone) {
  const { from, python, debian, package: name, commit } = system;
  if (from === 'none') return { absent: system.absent };
  if (from === 'npm') {
    const modules = installed();
    if (modules === undefined) return { absent: 'npm ci found no registry' };
    const { version } = JSON.parse(readFileSync(join(modules, 'node_modules', name, 'package.json'), 'utf8'));
    return { version, folder: modules, start: (wrapper) => ['node', wrapper] };
  }
  if (from === 'clone') {
    if (clone === undefined) return { absent: `git clone ${system.repository} DIR, and --clone DIR` };
    const head = output('git', ['-C', clone, 'rev-parse', 'HEAD']);
    if (head !== commit)
      return { absent: `${clone} is at ${head ?? 'no commit'}: git -C ${clone} checkout ${commit}` };
  }
  if (python !== undefined) {
    const question = `import ${python.join(', ')}; print(getattr(${python[0]}, '__version__', ''))`;
    const found = ['python3', '/usr/bin/python3']
      .map((program) => ({ program, version: output(program, ['-c', question]) }))
      .find(({ version }) => version !== undefined);
    if (found === undefined) return { absent: `Debian: apt-get install ${debian}` };
    const version = from === 'clone' ? undefined : found.version;
    return { version, start: (wrapper) => [found.program, wrapper] };
  }
  const built = join(temporary, 'program');
  const version = output('dpkg-query', ['-W', '-f', '${Version}', debian]);
  if (version === undefined || version === '')
    return { absent: `Debian: apt-get install ${debian} ${system.also}` };
  const start = (wrapper) => {
    const words = ['-O1', '-I', assets, here(wrapper), ...system.libraries, '-o', built];
    const { status, stderr } = spawnSync('c++', words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return [built];
  };
  return { version, start };
}

/** The verdict on a run, and its certificate, which names files by their places in the gallery and in auxopt. */
function verify({ start, environment, folder = here('.') }, { wrapper, words = [], method, variant, level }) {
  const held = method === undefined ? ['--variant', variant, '--level', String(level)] : ['--method', method];
  const command = [...start(`wrappers/${wrapper}`), ...words];
  const file = join(temporary, 'certificate.json');
  const text = output(
    process.execPath,
    [main, 'verify', '--json', '--seed', '1', '--force', '--certificate', file, ...held, '--', ...command],
    { cwd: folder, env: environment, anyStatus: true },
  );
  const places = readFileSync(file, 'utf8').replaceAll(kit, 'auxopt/').replaceAll(`${temporary}/`, '');
  return { verdict: verdictOf(JSON.parse(text)), certificate: JSON.parse(places) };
}

function runSystem(name, clone) {
  const system = systems[name];
  const prepared = prepare(system, clone);
  if (prepared.absent !== undefined) {
    console.log(`${name}: absent (${prepared.absent})`);
    return undefined;
  }
  const environment = {
    ...process.env,
    PYTHONPATH: [assets, here('shared')].join(delimiter),
    PYTHONDONTWRITEBYTECODE: '1',
    ...(clone === undefined ? {} : { CLONE: resolve(clone) }),
  };
  const [found, certificates] = [{}, {}];
  let isSame = true;
  for (const run of system.runs) {
    const { verdict, certificate } = verify({ ...prepared, environment }, run);
    found[run.name] = verdict;
    certificates[run.name] = certificate;
    const unlike = differences(verdicts[name]?.runs[run.name], found[run.name]);
    console.log(
      `${name} ${run.name}: ${found[run.name].verdict}${unlike.length === 0 ? ', as recorded' : ''}`,
    );
    for (const line of unlike) console.log(`  ${line}`);
    isSame &&= unlike.length === 0;
  }
  const { version } = prepared;
  const date = new Date().toISOString().slice(0, 10);
  const { version: ours } = JSON.parse(readFileSync(join(kit, 'package.json'), 'utf8'));
  return { isSame, certificates, record: { date, kit: ours, ...(version ? { version } : {}), runs: found } };
}

async function writeRecords(records, certificates) {
  const { format, resolveConfig } = await import('prettier');
  const options = await resolveConfig(here('index.md'));
  const put = async (path, text) =>
    writeFileSync(here(path), await format(text, { ...options, filepath: path }));
  const all = Object.fromEntries(
    Object.keys(systems).flatMap((name) =>
      (records[name] ?? verdicts[name]) ? [[name, records[name] ?? verdicts[name]]] : [],
    ),
  );
  await put('verdicts.json', JSON.stringify(all));
  mkdirSync(here('certificates'), { recursive: true });
  for (const [name, of] of Object.entries(certificates))
    await put(`certificates/${name}.json`, JSON.stringify(of));
  for (const [path, text] of Object.entries(renderPages(systems, all))) await put(path, text);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    clone: { type: 'string' },
    clones: { type: 'string' },
    packaged: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});
const packaged = Object.keys(systems).filter((name) => ['npm', 'debian'].includes(systems[name].from));
const cloneOf = (name) => (values.clones === undefined ? values.clone : join(resolve(values.clones), name));
const cloned = Object.keys(systems).filter(
  (name) => values.clones !== undefined && existsSync(cloneOf(name)),
);
const names = values.packaged === true ? packaged : positionals.length > 0 ? positionals : cloned;
if (names.length === 0 || names.some((name) => !Object.hasOwn(systems, name))) {
  console.error(
    `usage: node docs/gallery/run.mjs NAME [--clone DIR] [--write], --packaged, or --clones DIR; NAME is ${Object.keys(systems).join(', ')}`,
  );
  process.exit(2);
}
const results = names.map((name) => [
  name,
  runSystem(name, systems[name].from === 'clone' ? cloneOf(name) : undefined),
]);
const made = results.filter(([, result]) => result !== undefined);
if (values.write === true)
  await writeRecords(
    Object.fromEntries(made.map(([name, { record }]) => [name, record])),
    Object.fromEntries(made.map(([name, { certificates }]) => [name, certificates])),
  );
process.exitCode =
  made.length === 0 ? 77 : made.every(([, { isSame }]) => isSame) || values.write === true ? 0 : 1;
