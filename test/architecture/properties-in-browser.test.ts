/** `auxopt/properties` runs in a browser: nothing that it imports statically imports a module of Node. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run-cli.js';

/** Every file that is loaded with this one, and the modules of Node that they ask for. Types are gone in .js files alone. */
function reach(entry: string): { readonly files: ReadonlySet<string>; readonly node: readonly string[] } {
  const files = new Set<string>();
  const node: string[] = [];
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\b[^;'"]*['"]([^'"]+)['"]/gm,
    )) {
      if (name.startsWith('node:')) node.push(`${relative(root, file)} imports ${name}`);
      if (name.startsWith('.')) visit(join(dirname(file), name));
    }
  };
  visit(entry);
  return { files, node };
}

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
