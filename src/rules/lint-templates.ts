import { type LintRow, problemOf, type RuleProblem } from './rule-problem.ts';
import { compareTemplates } from './template-overlap.ts';

/** What can be told only from all rows together: templates that get in each other's way. */
export function lintTemplates(rows: readonly LintRow[]): readonly RuleProblem[] {
  return rows.flatMap((row, index) =>
    rows.flatMap((other, otherIndex) => {
      if (other === row || other.host !== row.host || other.row.method !== row.row.method) return [];
      return [...(otherIndex < index ? compareOwn(other, row) : []), ...compareAliases(row, other)];
    }),
  );
}

function compareOwn(earlier: LintRow, row: LintRow): readonly RuleProblem[] {
  if (compareTemplates(earlier.row.path, row.row.path) !== 'equal') return [];
  const other = `${earlier.id} in ${earlier.file}`;
  if (earlier.id === row.id) {
    return [problemOf(row, 'duplicate-operation', `stands in ${earlier.file} too`, 'delete one of the rows')];
  }
  const what = `every path of ${other} fits it too: they differ only in letter case or in the names of parameters`;
  return [problemOf(row, 'ambiguous-template', what, 'correct the path, or delete one of the rows')];
}

// Harmless only when no path fits both, or when the other operation's own template is the more specific and wins.
function compareAliases(row: LintRow, other: LintRow): readonly RuleProblem[] {
  return (row.row.aliases ?? []).flatMap(({ path }) => {
    const overlap = compareTemplates(path, other.row.path);
    const isTaken = (other.row.aliases ?? []).some((alias) => compareTemplates(path, alias.path) === 'equal');
    if ((overlap === 'apart' || overlap === 'second') && !isTaken) return [];
    const what = `the alias ${path} takes paths of ${other.id} in ${other.file}`;
    const next = 'delete the alias, and keep the path in the claim with a note that says why';
    return [problemOf(row, 'hiding-alias', what, next)];
  });
}
