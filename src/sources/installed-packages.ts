import type { Installed } from '../static/contract/resolve.ts';
import { recordOf, textOf } from './json-shape.ts';
import { dependencyFields, type Package, type PackageTable } from './packages.ts';
import { below, foldersUp } from './paths.ts';

/** Files in which package managers write down what they installed. */
const lockFiles = ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock'] as const;

/** Whether a file says which versions are installed. */
export function isLockFile(name: string): boolean {
  return lockFiles.some((lock) => lock === name);
}

export interface InstalledPackages {
  /** Looks up what a module imports, where that was not looked up yet: lock files are read only here. */
  note(specifiers: readonly string[], from: string): void;
  /** What is known of the package that a module imports; `undefined` where nothing is. */
  find(specifier: string, from: string): Installed | undefined;
}

export interface InstalledOptions {
  readonly packages: PackageTable;
  /** Packages whose versions matter. */
  readonly versioned: ReadonlySet<string>;
  /** The text of a file; `undefined` when it is missing or too large. */
  readonly readText: (path: string) => string | undefined;
}

/**
 * Which version of a package a module gets: what its package.json asks for, or one above it, and what the lock file
 * beside either has of it. What npm calls by another name (`"http": "npm:got@14"`) is told by its own.
 */
export function createInstalledPackages({ packages, versioned, readText }: InstalledOptions): InstalledPackages {
  const found = new Map<string, Installed>();
  const locks = new Map<string, string | undefined>();
  const keyOf = (name: string, from: string): string => `${packages.ownerOf(from)?.folder ?? ''}\0${name}`;
  const lockOf = (owner: Package): string | undefined => {
    for (const folder of foldersUp(owner.folder)) {
      for (const name of lockFiles) {
        const path = below(folder, name);
        if (!locks.has(path)) locks.set(path, readText(path));
        const text = locks.get(path);
        if (text !== undefined) return text;
      }
    }
    return undefined;
  };
  const note = (name: string, from: string): void => {
    const owner = packages.ownerOf(from);
    const key = keyOf(name, from);
    if (owner === undefined || found.has(key)) return;
    const asked = askedFor(packages, owner, name);
    const alias = /^npm:((?:@[^/@]+\/)?[^@]+)(?:@(.*))?$/.exec(asked ?? '');
    const real = alias?.[1] ?? name;
    const range = alias === null ? asked : alias[2];
    const isAlias = real !== name;
    if (!versioned.has(real)) {
      if (isAlias) found.set(key, { name: real });
      return;
    }
    const lock = lockOf(owner);
    const locked = lock === undefined ? [] : versionsIn(lock, isAlias ? [name, real] : [name]);
    found.set(key, {
      ...(isAlias ? { name: real } : {}),
      ...(range === undefined ? {} : { range }),
      ...(locked.length === 0 ? {} : { locked }),
    });
  };
  return {
    note: (specifiers, from) => {
      for (const name of new Set(specifiers.flatMap((specifier) => packageIn(specifier) ?? []))) note(name, from);
    },
    find: (specifier, from) => {
      const name = packageIn(specifier);
      return name === undefined ? undefined : found.get(keyOf(name, from));
    },
  };
}

/** The package that a specifier is of: "@scope/name" of "@scope/name/sub". */
function packageIn(specifier: string): string | undefined {
  return /^(?:@[\w.-]+\/)?[a-zA-Z][\w.-]*/.exec(specifier)?.[0];
}

/** What the package asks for, or else the one around it. */
function askedFor(packages: PackageTable, owner: Package, name: string): string | undefined {
  for (const folder of foldersUp(owner.folder)) {
    const manifest = packages.at(folder)?.manifest ?? {};
    for (const field of dependencyFields) {
      const dependencies = recordOf(manifest[field]);
      const asked = Object.hasOwn(dependencies, name) ? textOf(dependencies[name]) : undefined;
      if (asked !== undefined) return asked;
    }
  }
  return undefined;
}

/** A version as lock files write them; some have what the package was built against behind it. */
const version = String.raw`(\d+\.\d+\.\d+(?:-[\w.-]+)?)`;

/** All versions that a lock file has of packages, whoever asks for them; the form tells which package manager wrote it. */
function versionsIn(lock: string, names: readonly string[]): string[] {
  const all = names.flatMap((plain) => {
    const name = plain.replace(/[.]/g, String.raw`\.`);
    return [
      // npm: "node_modules/got": { "version": "14.6.6"
      String.raw`"(?:[^"\n]*node_modules/)?${name}": \{\s*(?:"name": "[^"\n]*",\s*)?"version": "${version}`,
      // Yarn: got@^14.0.0: version "14.6.6", of which newer ones quote the first and not the second
      String.raw`^"?${name}@[^\n]*:\n {2}version:? "?${version}`,
      // pnpm: /got@14.6.6: or 'got@14.6.6(…)':
      `^ +'?/?${name}[@/]${version}`,
      // Bun: "got": ["got@14.6.6"
      String.raw`"(?:[^"\n]*/)?${name}": \["[^"\n]*@${version}"`,
    ].flatMap((pattern) => [...lock.matchAll(new RegExp(pattern, 'gm'))].flatMap(([, one]) => one ?? []));
  });
  return [...new Set(all)].sort();
}
