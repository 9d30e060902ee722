/** `auxopt/properties` runs in a browser: nothing that it imports statically imports a module of Node. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';
import { reach } from '../support/static-imports.js';

const dist = (path: string): string => join(root, 'dist/src', path);

describe('the static imports of auxopt/properties', () => {
  it('reach the whole suite and no module of Node', () => {
    const { files, node } = reach(dist('verify/properties/index.js'));
    expect(node).toEqual([]);
    expect(files).toContain(dist('verify/peer/in-process-peer.js'));
    expect(files).not.toContain(dist('verify/peer/process-peer.js'));
    expect(existsSync(dist('verify/peer/process-peer.js'))).toBe(true);
  });

  it('would show a module of Node', () => {
    expect(reach(dist('verify/index.js')).node).toContain(
      'dist/src/verify/peer/process-peer.js imports node:child_process',
    );
  });
});
