/** `auxopt/properties` runs in a browser: nothing that it imports statically imports a module of Node. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';
import { reach } from '../support/static-imports.js';

const dist = (path: string): string => join(root, 'dist/src', path);

describe('the static imports of auxopt/properties', () => {
  it('reach the whole suite and no module of Node', () => {
    const { files, node } = reach(dist('conformance/properties/index.js'));
    expect(node).toEqual([]);
    expect(files).toContain(dist('conformance/peer/in-process-peer.js'));
    expect(files).not.toContain(dist('conformance/peer/process-peer.js'));
    expect(existsSync(dist('conformance/peer/process-peer.js'))).toBe(true);
  });

  it('would show a module of Node', () => {
    expect(reach(dist('conformance/index.js')).node).toContain(
      'dist/src/conformance/peer/process-peer.js imports node:child_process',
    );
  });
});
