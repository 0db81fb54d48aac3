/**
 * Builds and packs twice, and says whether the two packages are the same, byte for byte: `npm run reproduce`. Exits with
 * 1 where they are not, and names the files that differ.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { stdout } from 'node:process';
import { root } from './build/root.ts';

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

interface Made {
  readonly tarball: string;
  readonly files: ReadonlyMap<string, string>;
}

/** Packs what npm would publish; that builds it anew. */
function make(folder: string): Made {
  const output = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  const dist = join(root, 'dist');
  const names = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map((entry) => join(entry.parentPath, entry.name));
  return {
    tarball: hashOf(join(folder, output.trim().split('\n').at(-1) ?? '')),
    files: new Map(paths.map((path) => [path.slice(dist.length + 1), hashOf(path)])),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'rolefit-reproduce-'));
try {
  const [first, second] = [make(folder), make(folder)];
  const paths = new Set([...first.files.keys(), ...second.files.keys()]);
  const differing = [...paths].filter((path) => first.files.get(path) !== second.files.get(path));
  for (const path of differing) stdout.write(`differs: ${path}\n`);
  const isSame = differing.length === 0 && first.tarball === second.tarball;
  stdout.write(
    `${paths.size} files, ${isSame ? 'the same' : 'not the same'} twice; tarball sha256 ${second.tarball}\n`,
  );
  process.exitCode = isSame ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
