import { InputError, InputErrors } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { Operation } from '../model/operation.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import type { JsonPath, Locate } from '../schema/index.ts';
import type { McpFile, McpRow } from '../schema/mcp.ts';
import { createIsServer } from './is-server.ts';
import type { McpTool, McpTools } from './mcp-tools.ts';

/**
 * The valid rules/mcp.json → the tools, ready to be asked.
 * @throws InputErrors with every operation that the rules do not have, every tool that stands twice or out of its order.
 */
export function compileMcpTools(file: McpFile, rules: RuleSet, locate: Locate): McpTools {
  const errors = file.tools.flatMap((row, index) => rowErrors(row, index, file, rules, locate));
  if (errors.length > 0) throw new InputErrors(errors);
  const tools = file.tools.map((row) => compileRow(row, rules));
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  return {
    tools,
    find: (name) => byName.get(name),
    isServer: createIsServer(file.server),
  };
}

function compileRow(row: McpRow, rules: RuleSet): McpTool {
  if ('unpublished' in row) return { kind: 'unpublished', name: row.tool, ...row.unpublished };
  const operations = idsOf(row).flatMap((id) => rules.find(id) ?? []);
  return { kind: 'oneOf' in row && !askForTheSame(operations) ? 'chooses' : 'performs', name: row.tool, operations };
}

/** Where every operation asks for the same, the role does not depend on which of them it is. */
function askForTheSame(operations: readonly Operation[]): boolean {
  return new Set(operations.map(({ requires }) => JSON.stringify(requires))).size === 1;
}

function idsOf(row: McpRow): readonly string[] {
  if ('unpublished' in row) return [];
  return 'oneOf' in row ? row.oneOf : row.operations;
}

function rowErrors(row: McpRow, index: number, file: McpFile, rules: RuleSet, locate: Locate): InputError[] {
  const errorAt = (path: JsonPath, what: string, next: string) =>
    new InputError(what, { at: locate(['tools', index, ...path]), next });
  const previous = file.tools[index - 1]?.tool;
  const order = previous === undefined ? -1 : compareText(previous, row.tool);
  return [
    ...(order === 0 ? [errorAt(['tool'], `the tool "${row.tool}" stands twice`, 'delete one of the rows')] : []),
    ...(order > 0 ? [errorAt(['tool'], `"${row.tool}" stands after "${previous}"`, 'sort the rows by name')] : []),
    ...idsOf(row)
      .map((id, position) => ({ id, path: ['oneOf' in row ? 'oneOf' : 'operations', position] }))
      .filter(({ id }) => rules.find(id) === undefined)
      .map(({ id, path }) => errorAt(path, `no rule describes the operation "${id}"`, nextFor(id, rules))),
  ];
}

function nextFor(id: string, rules: RuleSet): string {
  const nearest = nearestName(
    id,
    rules.operations.map((operation) => operation.id),
  );
  return nearest === undefined ? '`rolefit model operations` lists them all' : `did you mean "${nearest}"?`;
}
