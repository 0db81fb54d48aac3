import ignore, { type Ignore } from 'ignore';

/** The .gitignore files that hold for a folder, the innermost first. */
export interface IgnoreRules {
  /** Folder of the file, from the listed folder, ending in "/"; "" for the listed folder. */
  readonly base: string;
  readonly rules: Ignore;
  readonly outer: IgnoreRules | undefined;
}

/** Patterns are compiled to regular expressions; one with more wildcards could take longer than anyone waits. */
const mostWildcards = 3;

/** Adds a .gitignore to those of the folders around it. Patterns with too many wildcards are left out: more is analysed. */
export function addIgnoreRules(base: string, text: string, outer: IgnoreRules | undefined): IgnoreRules {
  const lines = text.split(/\r?\n/).filter((line) => (line.match(/[*?]+|\[/g)?.length ?? 0) <= mostWildcards);
  return { base, rules: ignore({ ignorecase: false }).add(lines), outer };
}

/** Whether a path, ending in "/" for a folder, is ignored. The innermost file that says something about it decides. */
export function isIgnored(path: string, innermost: IgnoreRules | undefined): boolean {
  for (let rules = innermost; rules !== undefined; rules = rules.outer) {
    const { ignored, unignored } = rules.rules.test(path.slice(rules.base.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}
