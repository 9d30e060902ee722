/** A user who may run programs as nobody and end none of them, as with sudo: for that, one must be root here, and have a C compiler. */
import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

/** What `sudo -u NAME COMMAND` does for those who may. */
const standIn = `#define _GNU_SOURCE
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>
int main(int count, char **words) {
  struct passwd *who = count < 4 || strcmp(words[1], "-u") ? NULL : getpwnam(words[2]);
  if (!who || setgroups(0, NULL)) return 1;
  if (setresgid(who->pw_gid, who->pw_gid, who->pw_gid) || setresuid(who->pw_uid, who->pw_uid, who->pw_uid)) return 1;
  execvp(words[3], words + 3);
  return 127;
}
`;

/** The words that run a command as that user, with the stand-in for sudo first on its path; undefined where that cannot be. */
export function createOtherUser(file: string): readonly string[] | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = temporaryFolder();
  const program = join(folder, 'sudo');
  writeFileSync(`${program}.c`, standIn);
  if (spawnSync('gcc', ['-o', program, `${program}.c`]).status !== 0) return undefined;
  chmodSync(folder, 0o755);
  chmodSync(program, 0o4755);
  // a number that no user has
  const words = [
    'setpriv',
    '--reuid=64999',
    '--regid=64999',
    '--clear-groups',
    'env',
    `PATH=${folder}:/usr/bin:/bin`,
  ];
  const attempt = spawnSync('setpriv', [...words.slice(1), 'sudo', '-u', 'nobody', 'test', '-r', file]);
  return attempt.status === 0 ? words : undefined;
}
