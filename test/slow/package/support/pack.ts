/** The package as npm packs it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../support/run-cli.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';
import { mustRun } from './npm.js';

/** What npm says about a tarball. */
export interface Listing {
  readonly filename: string;
  /** Bytes of the tarball. */
  readonly size: number;
  /** Bytes of its files. */
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** A tarball and what is in it. */
export interface Packed {
  readonly tarball: string;
  readonly listing: Listing;
}

/** Packs `folder` as it is built now. */
export function pack(folder: string = root): Packed {
  const destination = temporaryFolder();
  const command = ['npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', destination];
  const [listing] = JSON.parse(mustRun(command, folder)) as Listing[];
  if (listing === undefined) throw new Error('npm pack packed nothing');
  return { tarball: join(destination, listing.filename), listing };
}

/** The fields of package.json that the checks read and the negative controls change. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

/** The package.json of `folder`. */
export function readManifest(folder: string = root): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The package of `tarball` with a changed package.json, in a folder of its own. */
export function unpackWith(tarball: string, change: (manifest: Manifest) => Manifest): string {
  const folder = temporaryFolder();
  mustRun(['tar', '-xzf', tarball, '-C', folder], folder);
  const unpacked = join(folder, 'package');
  writeFileSync(join(unpacked, 'package.json'), JSON.stringify(change(readManifest(unpacked))));
  return unpacked;
}
