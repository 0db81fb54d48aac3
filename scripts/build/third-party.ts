import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from './root.ts';
import { upstreamLicenses } from './upstream-licenses.ts';

/** A package some of whose code stands in what ships. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json names it, e.g. "MIT". */
  readonly license: string;
  /** The text that has to go with every copy of its code. */
  readonly text: string;
}

/**
 * The packages that a bundle took code from, sorted by name and version.
 * @param copied folders of packages of which files are copied beside it
 * @throws Error for a package without a licence that can be passed on: such a bundle must not ship.
 */
export function bundledPackages({ outputs }: Metafile, copied: readonly string[] = []): readonly BundledPackage[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = new Set([...inputs.flatMap((input) => packageFolder(input) ?? []), ...copied]);
  return [...folders]
    .map(readPackage)
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
    .filter((one, index, all) => one.name !== all[index - 1]?.name || one.version !== all[index - 1]?.version);
}

/** The names of the packages inside a bundle that our own sources import, sorted; the others came along with them. */
export function directPackages({ inputs }: Metafile): readonly string[] {
  const own = Object.entries(inputs).filter(([input]) => packageFolder(input) === undefined);
  const names = own.flatMap(([, { imports }]) =>
    imports.flatMap(({ path, external = false }) => (external ? [] : (packageFolder(path) ?? []))),
  );
  return [
    ...new Set(names.map((folder) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length))),
  ].sort(compare);
}

/** "node_modules/a/node_modules/@b/c/x.js" → "node_modules/a/node_modules/@b/c"; nothing for code of our own or made by a plugin. */
export function packageFolder(input: string): string | undefined {
  // Those have the name of a namespace before them.
  if (/^[a-z-]+:/.test(input)) return undefined;
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replaceAll('\\', '/'))?.[0];
}

/** The document that ships beside the code. */
export function thirdPartyText(packages: readonly BundledPackage[]): string {
  const parts = packages.map(
    ({ name, version, license, text }) => `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text.trim()}\n`,
  );
  return `The code in this folder holds code of the packages below, each under its own licence.\n\n${parts.join('\n')}`;
}

function readPackage(folder: string): BundledPackage {
  const manifest: { name: string; version: string; license?: unknown } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  );
  const { name, version, license } = manifest;
  const files = readdirSync(join(root, folder)).filter((file) => /^(?:licen[cs]e|copying|notice)\b/i.test(file));
  const own = files.toSorted().map((file) =>
    readFileSync(join(root, folder, file), 'utf8')
      .replaceAll('\r', '')
      .trim(),
  );
  const upstream = upstreamLicenses[name];
  const texts = own.length === 0 && upstream !== undefined && upstream.license === license ? [upstream.text] : own;
  if (typeof license !== 'string' || texts.length === 0) {
    throw new Error(`${name} ${version} names no licence, or ships no text of it: it cannot be bundled`);
  }
  return { name, version, license, text: texts.join('\n\n') };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
