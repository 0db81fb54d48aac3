import type { Model } from '../load/model.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import { type Answer, type LintProblem, lintAnswer } from '../report/index.ts';

/**
 * Everything that can be wrong with what ships beyond the schemas. Looks at the files before they are compiled, so
 * that every problem is listed, not only the first.
 */
export async function lintModel(
  ownFiles: readonly string[] = [],
  cwd = '',
): Promise<{ answer: Answer; problems: number }> {
  const { loadPermissions } = await import('../load/permissions.ts');
  const permissions = await loadPermissions();
  const rules = await lintRuleFiles(permissions);
  const sinks = await lintSinks(rules.compiled, ownFiles, cwd);
  const vendors = await lintVendorFiles(permissions);
  const { lintLogFormats } = await import('../load/log-formats.ts');
  const problems = [...rules.problems, ...sinks.problems, ...vendors.problems, ...(await lintLogFormats())];
  const looked = { rules: rules.rules, clients: sinks.clients, sdks: sinks.sdks, vendors: vendors.vendors };
  return { answer: lintAnswer(problems, looked), problems: problems.length };
}

async function lintRuleFiles(permissions: PermissionGraph) {
  const [{ loadAbilities, loadRuleFiles }, { compileRules, lintRules, ruleProblemKinds }] = await Promise.all([
    import('../load/rules.ts'),
    import('../rules/index.ts'),
  ]);
  const [files, abilities] = await Promise.all([loadRuleFiles(), loadAbilities()]);
  const problems = titled(lintRules(files, permissions, abilities), ruleProblemKinds);
  return {
    problems,
    rules: files.reduce((sum, file) => sum + file.rules.operations.length, 0),
    // What an SDK calls can be told only from rules that compile; broken ones have their own problems to mend first.
    compiled: problems.length === 0 ? compileRules(files, permissions, abilities) : undefined,
  };
}

async function lintSinks(rules: Model['rules'] | undefined, ownFiles: readonly string[], cwd: string) {
  const [{ readSinkRules }, { addOwnClients }, { lintSinkRules, sinkProblemKinds }, { lintRecorded }] =
    await Promise.all([
      import('../load/clients.ts'),
      import('../load/own-clients.ts'),
      import('../load/lint-sink-rules.ts'),
      import('../load/lint-recorded.ts'),
    ]);
  const shipped = await readSinkRules();
  if (rules === undefined) return { problems: [], clients: shipped.clients.length, sdks: shipped.sdks.length };
  const { sinks } = await addOwnClients(shipped, ownFiles, cwd, rules);
  const problems = titled([...lintSinkRules(sinks, rules), ...lintRecorded(sinks, rules)], sinkProblemKinds);
  return { problems, clients: sinks.clients.length, sdks: sinks.sdks.length };
}

async function lintVendorFiles(permissions: PermissionGraph) {
  const [{ loadVendors }, { lintVendors, vendorProblemKinds }] = await Promise.all([
    import('../load/vendors.ts'),
    import('../rules/index.ts'),
  ]);
  const vendors = await loadVendors();
  return { problems: titled(lintVendors(vendors, permissions), vendorProblemKinds), vendors: vendors.length };
}

function titled<Kind extends string>(
  problems: readonly (Omit<LintProblem, 'kind' | 'title'> & { readonly kind: Kind })[],
  titles: Readonly<Record<Kind, string>>,
): readonly LintProblem[] {
  return problems.map((problem) => ({ ...problem, title: titles[problem.kind] }));
}
