/** The recipes of docs/guide/verify-untrusted.md: their commands work, and what they hide is hidden. Skipped where they cannot run. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findInSession } from '../../src/verify/peer/marked-processes.js';
import { createOtherUser } from '../support/other-user.js';
import { main, root } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = [...read('docs/guide/verify-untrusted.md').matchAll(/^```sh\n(.*?)^```$/gms)].map(
  ([, code = '']) => code,
);
const [inSandbox = '', asOther = ''] = pages;
const example = read('docs/examples/adapters/aux_mom_plain.py');
/** The words before `python3` in the last command of a page. */
const wrapperOf = (page: string): readonly string[] => (/ -- (.*) python3 /.exec(page)?.[1] ?? '').split(' ');
const canSandbox = spawnSync('bwrap', ['--ro-bind', '/', '/', '--unshare-all', 'true']).status === 0;
const otherUser = createOtherUser(main);

/** A folder with the package and the program of the guide, which every user may read. */
function place(program = example): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/auxopt'));
  writeFileSync(join(folder, 'aux_mom_plain.py'), program);
  return folder;
}

/** The commands of a page, one after the other, with more options of the kit; `user` are the words that run each as somebody. */
function follow(page: string, cwd: string, user: readonly string[] = [], more = '', env = process.env) {
  const text = page
    .replaceAll('/srv/mine.py', join(cwd, 'aux_mom_plain.py'))
    .replace(' verify', ` verify ${more}`);
  return text
    .trim()
    .split('\n')
    .map((command) =>
      command.replace('npx auxopt', `${process.execPath} node_modules/auxopt/dist/src/cli/main.js`),
    )
    .map((command) => [...user, 'sh', '-c', command])
    .map(([file = '', ...words]) => spawnSync(file, words, { cwd, encoding: 'utf8', env }));
}

/** Both recipes, each with the words that run it and what its program finds beside it. */
const recipes = [
  { name: 'in the sandbox', page: inSandbox, user: [] as readonly string[], canRun: canSandbox },
  { name: 'as another user', page: asOther, user: otherUser ?? [], canRun: otherUser !== undefined },
];
const adapter = 'auxopt_adapter.py';
const withAdapter = (folder: string): string => {
  writeFileSync(join(folder, adapter), read(`src/verify/adapters/assets/${adapter}`));
  return folder;
};

describe.each(recipes)('$name of the guide', ({ page, user, canRun }) => {
  const test = it.skipIf(!canRun);
  const home = (program?: string): string =>
    page === inSandbox ? place(program) : withAdapter(place(program));
  const codes = (program?: string) => follow(page, home(program), user).map(({ status }) => status);

  test(
    'a right program passes, and a wrong one fails, by the same commands',
    { tags: ['long', 'gate'] },
    () => {
      const passed = follow(page, home(), user);
      expect(passed.at(-1)?.stdout).toMatch(/^PASS: \d+ of \d+ tested cases passed/m);
      expect(passed.map(({ status }) => status)).toEqual(passed.map(() => 0));
      expect(codes(example.replace('(1 - a) * m', 'a * m'))).toEqual([...passed.slice(1).map(() => 0), 1]);
    },
  );

  /** Says on standard error, what it finds of the environments of processes that it may look at. */
  const spy = `import glob, os, sys
texts = [repr(dict(os.environ))]
for file in glob.glob("/proc/*/environ"):
    try:
        texts.append(open(file, errors="replace").read())
    except OSError:
        pass
seen = " ".join(texts)
sys.stderr.write("looked at %d: %s\\n" % (len(texts), "TOKEN" in seen and seen[seen.index("TOKEN"):][:60]))
`;
  const outputs = ['junit', 'markdown', 'badge', 'certificate', 'transcript']
    .map((name) => `--${name} out/${name}`)
    .join(' ');
  const secret = 'TOKEN=fourteen-birds';
  /** Whether the program looked, and found the token, and which outputs have it. */
  function lookWith(text: string): readonly [looked: boolean, found: boolean] {
    const cwd = withAdapter(place(spy + example));
    mkdirSync(join(cwd, 'out'));
    if (user.length > 0) chmodSync(join(cwd, 'out'), 0o777);
    const [last = ''] = text.trim().split('\n').slice(-1);
    const [name = '', value = ''] = secret.split('=');
    const env = { ...process.env, [name]: value };
    const [ran] = follow(last, cwd, user, `--level 1 ${outputs}`, env);
    const files = readdirSync(join(cwd, 'out'), { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'));
    expect(files).toHaveLength(5);
    const said = [ran?.stdout, ran?.stderr, ...files].join('\n');
    return [said.includes('looked at'), said.includes(value)];
  }

  test('no variable of the caller reaches the program, nor any output', () => {
    expect(lookWith(page)).toEqual([true, false]);
  });

  test(
    'the control: without the recipe it does, and with a sandbox that only clears its own',
    { tags: 'long' },
    () => {
      expect(lookWith(page.replace(wrapperOf(page).join(' '), 'env'))).toEqual([true, true]);
      if (page !== inSandbox) return;
      const cleared = page.replace(
        'env -i PATH=/usr/bin:/bin bwrap',
        'bwrap --clearenv --setenv PATH /usr/bin:/bin',
      );
      expect(lookWith(cleared)).toEqual([true, true]);
    },
  );
});

describe.skipIf(!canSandbox)('in the sandbox of the guide', () => {
  /** Whether a program sees a file, may write beside itself, reaches a server, and sees another process. */
  const probe = (file: string, port: number, pid: number): string => `
import os, socket
def can(action):
    try:
        action()
        return 1
    except OSError:
        return 0
print(can(lambda: open(${JSON.stringify(file)}).close()), can(lambda: open("written", "w").close()),
      can(lambda: socket.create_connection(("127.0.0.1", ${port}), 2).close()), can(lambda: os.stat("/proc/${pid}/cmdline") and os.kill(${pid}, 0)))
`;
  it('files, the network and other processes are out of reach, and in reach without it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      const secret = join(temporaryFolder(), 'secret');
      writeFileSync(secret, '');
      const code = probe(secret, (server.address() as AddressInfo).port, process.pid);
      const cwd = place();
      const seen = (file: string, words: readonly string[]): string =>
        spawnSync(file, [...words, '-c', code], { cwd, encoding: 'utf8' }).stdout.trim();
      expect(seen('python3', [])).toBe('1 1 1 1');
      const [file = '', ...words] = wrapperOf(inSandbox);
      expect(seen(file, [...words, 'python3'])).toBe('0 0 0 0');
    } finally {
      server.close();
    }
  });
});

describe.skipIf(!canSandbox)('whoever starts the sandbox, root too', () => {
  /** The rights of a program, and whether it may write its own settings and those of the kernel. */
  const code = `
import re
def can(path):
    try:
        text = open(path).read()
        open(path, "w").write(text)
        return 1
    except OSError:
        return 0
print(int(re.search("CapEff:\\s*(\\w+)", open("/proc/self/status").read())[1], 16) > 0,
      can("/proc/self/comm"), can("/proc/sys/vm/swappiness"))
`;
  const seen = (without: readonly string[] = []): string => {
    const text = without.reduce((rest, words) => rest.replace(words, ''), wrapperOf(inSandbox).join(' '));
    const [file = '', ...words] = text.split(/ +/);
    return spawnSync(file, [...words, 'python3', '-c', code], {
      cwd: place(),
      encoding: 'utf8',
    }).stdout.trim();
  };
  const remount = '--remount-ro /proc';
  const drop = '--unshare-user --uid 65534 --gid 65534 --cap-drop ALL';

  it('a program has no rights of root, and cannot write to /proc', () => {
    expect(seen()).toBe('False 0 0');
  });

  it('the control: without the words that see to it, it can', () => {
    const isRoot = process.getuid?.() === 0;
    expect(seen([remount])).toBe(`False 1 ${isRoot ? 1 : 0}`);
    expect(seen([drop])).toBe(`${isRoot ? 'True' : 'False'} 0 0`);
  });
});

describe.skipIf(otherUser === undefined)('a program of another user that hangs', { tags: 'long' }, () => {
  const hangs =
    'import os, time\nprint("mine", os.getsid(0), file=__import__("sys").stderr, flush=True)\ntime.sleep(600)\n';
  const limits = '--limits start=2,request=1';
  const named = /Process (\d+) could not be ended, and is still there/;

  const later = example.replace('def check(task):\n', '$&    __import__("time").sleep(600)\n');

  it.each([
    ['in its first run', later, 1],
    ['at once', hangs, 3],
  ] as const)('is given up in seconds and named, where it hangs %s', (_name, program, code) => {
    const start = performance.now();
    const [ran] = follow(asOther, withAdapter(place(program)), otherUser, limits);
    expect(performance.now() - start).toBeLessThan(20_000);
    const said = `${ran?.stdout ?? ''}${ran?.stderr ?? ''}`;
    expect([ran?.status, said]).toEqual([code, expect.stringMatching(named)]);
    if (code === 1) expect(said).toMatch(/not run: process \d+ could not be ended\.[^]*FAIL: 1 of/);
    const leader = Number(/pkill -KILL -s (\d+)/.exec(said)?.[1]);
    const left = findInSession(leader);
    expect(left).toBe(Number(named.exec(said)?.[1]));
    for (let pid = left; pid !== undefined; pid = findInSession(leader)) process.kill(pid, 'SIGKILL');
  });

  it('the control: one of the same user is ended, and not named', () => {
    const own = asOther.replace('sudo -u nobody ', '');
    const [ran] = follow(own, withAdapter(place(hangs)), otherUser, limits);
    expect([ran?.status, ran?.stderr]).toEqual([3, expect.not.stringMatching(named)]);
    expect(findInSession(Number(/mine (\d+)/.exec(ran?.stderr ?? '')?.[1]))).toBeUndefined();
  });
});
