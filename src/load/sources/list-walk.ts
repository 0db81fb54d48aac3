import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leftOutFolder } from '../../sources/classify-path.ts';
import { addIgnoreRules, type IgnoreRules, isIgnored } from './ignore-files.ts';
import type { Listing } from './listing.ts';

/** More entries than any tree that people edit; whoever passes "/" gets an answer too. */
const mostEntries = 500_000;
const deepest = 100;
const largestIgnoreFile = 256 * 1024;

/**
 * Lists a folder without git, as git would: .gitignore files from the folder down are honoured, `.git` is not gone into.
 * Left out folders (installed packages, build output) are not gone into either. No link is followed.
 *
 * @param folder absolute
 */
export function walkFolder(folder: string): Listing {
  return new Walk(folder).run();
}

interface Pending {
  /** From the listed folder, ending in "/"; "" for itself. */
  readonly base: string;
  readonly depth: number;
  readonly rules: IgnoreRules | undefined;
}

class Walk {
  readonly #folder: string;
  readonly #files: string[] = [];
  readonly #links: string[] = [];
  readonly #skipped: string[] = [];
  readonly #problems: { path: string; what: string }[] = [];
  readonly #pending: Pending[] = [{ base: '', depth: 0, rules: undefined }];
  #entries = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  run(): Listing {
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      if (this.#entries > mostEntries) {
        this.#problems.push({ path: next.base, what: `has more than ${mostEntries} files; the rest is not looked at` });
        break;
      }
      this.#list(next);
    }
    return { files: this.#files, links: this.#links, skipped: this.#skipped, problems: this.#problems };
  }

  #list({ base, depth, rules: outer }: Pending): void {
    const entries = this.#read(base);
    this.#entries += entries.length;
    const hasIgnoreFile = entries.some((entry) => entry.name === '.gitignore' && entry.isFile());
    const rules = hasIgnoreFile ? this.#ignoreRules(base, outer) : outer;
    for (const entry of entries) {
      const path = base + entry.name;
      if (entry.isDirectory()) this.#enter({ base: `${path}/`, depth: depth + 1, rules }, entry.name);
      else if (isIgnored(path, rules)) continue;
      else if (entry.isSymbolicLink()) this.#links.push(path);
      else if (entry.isFile()) this.#files.push(path);
    }
  }

  #enter(next: Pending, name: string): void {
    if (name === '.git' || isIgnored(next.base, next.rules)) return;
    if (leftOutFolder(next.base) !== undefined) this.#skipped.push(next.base.slice(0, -1));
    else if (next.depth > deepest) this.#problems.push({ path: next.base, what: 'nested too deep to be looked at' });
    else this.#pending.push(next);
  }

  #read(base: string): Dirent[] {
    try {
      return readdirSync(join(this.#folder, base), { withFileTypes: true });
    } catch {
      this.#problems.push({ path: base, what: 'cannot be read' });
      return [];
    }
  }

  #ignoreRules(base: string, outer: IgnoreRules | undefined): IgnoreRules | undefined {
    const path = join(this.#folder, base, '.gitignore');
    try {
      if (lstatSync(path).size > largestIgnoreFile) throw new Error('too large');
      return addIgnoreRules(base, readFileSync(path, 'utf8'), outer);
    } catch {
      this.#problems.push({ path: `${base}.gitignore`, what: 'cannot be read, or is too large; it is not honoured' });
      return outer;
    }
  }
}
