/** A fresh project that has the package installed from its tarball, and versions of Node to run it on. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../support/temporary-folder.js';
import { mustRun, npmProgram } from './npm.js';

/** The lowest version that package.json allows, and a late one of every later line with long-time support. */
export const nodeVersions = ['20.19.0', '22.23.1', '24.18.0'] as const;

const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--no-package-lock'];

function startProject(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  return folder;
}

/** The program of a version of Node; npm has each as a package. */
export function installNode(version: string): string {
  const folder = startProject();
  const name = `node-${process.platform}-${process.arch}`;
  mustRun(
    [process.execPath, npmProgram(), 'install', '--ignore-scripts', ...quiet, `${name}@${version}`],
    folder,
  );
  return join(folder, 'node_modules', name, 'bin/node');
}

/** A project into which the npm of `node` has installed `tarball`, and nothing that is for development. */
export function installPackage(tarball: string, node: string = process.execPath): string {
  const folder = startProject();
  mustRun([node, npmProgram(), 'install', '--engine-strict', ...quiet, tarball], folder);
  return folder;
}

/** Writes files of a project, with the folders that they need. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
