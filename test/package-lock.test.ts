import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Where npm looks for a package that another one asks for: beside it, then one folder up, and so on. */
function placesOf(name: string, from: string): readonly string[] {
  const folders = from.split('/node_modules/');
  return [
    ...folders.map((_, at) => `${folders.slice(0, at + 1).join('/node_modules/')}/node_modules/${name}`),
    `node_modules/${name}`,
  ];
}

// npm drops these from the lock when it installs over a node_modules of one platform; `npm ci` fails then on a fresh one.
test('the lock has the optional packages of every platform', () => {
  const lock: { packages: Readonly<Record<string, Locked>> } = JSON.parse(
    readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'),
  );
  const missing = Object.entries(lock.packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !placesOf(name, place).some((key) => key in lock.packages)),
  );
  expect(missing).toEqual([]);
});
