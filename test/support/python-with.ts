/** Interpreters of Python by what they have. */
import { spawnSync } from 'node:child_process';

/** The interpreter that has the library, without loading it: the one of the path, or the system's. */
export const pythonWith = (library: string): string | undefined =>
  ['python3', '/usr/bin/python3'].find(
    (python) =>
      spawnSync(python, ['-c', `import importlib.util; assert importlib.util.find_spec("${library}")`])
        .status === 0,
  );
