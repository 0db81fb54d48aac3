import { ts } from 'ts-morph';
import type { Resolution } from '../contract/resolve.ts';
import { hoistFunctionBody } from '../language/hoist.ts';
import { runStatements } from '../language/statements.ts';
import type { Machine } from '../machine/machine.ts';
import { originalOf } from '../syntax/original.ts';
import type { ModuleRecord } from '../value/module-record.ts';
import { linkExport, linkImport } from './link.ts';
import { exportHoisted, instantiate } from './run-module.ts';

/**
 * Runs the files of a package that are one module, whichever is asked for first: what all of them declare is there
 * before anything of one runs, as in languages in which the order of files and of declarations is no matter.
 */
export function runPackage(m: Machine, path: string): ModuleRecord | undefined {
  const records = filesOfPackage(m, path).flatMap((file) => prepared(m, file) ?? []);
  for (const [index, record] of records.entries()) {
    const next = records[(index + 1) % records.length];
    if (next !== undefined && next !== record) record.stars.push(next);
    if (neighbourOf(m, record.path)?.kind === 'unread') record.hasUnreadStars = true;
  }
  run(m, records, ts.isClassDeclaration);
  for (const record of records) for (const statement of record.file.statements) linkImport(m, record, statement);
  run(m, records, ts.isExpressionStatement);
  run(m, records, isConstant);
  // What one file says in terms of another that came later is known now.
  run(m, records, isConstant);
  run(m, records, (statement) => !isDeclared(statement));
  for (const record of records) {
    for (const statement of record.file.statements) linkExport(m, record, statement);
    record.state = 'done';
  }
  return m.modules.records.get(path);
}

/** From a file on, the next of each, until one is there already. */
function filesOfPackage(m: Machine, path: string): string[] {
  const found = new Set<string>();
  for (let at: string | undefined = path; at !== undefined && !found.has(at); at = nextOf(m, at)) found.add(at);
  return [...found];
}

function nextOf(m: Machine, path: string): string | undefined {
  const resolution = neighbourOf(m, path);
  return resolution?.kind === 'source' ? resolution.path : undefined;
}

function neighbourOf(m: Machine, path: string): Resolution | undefined {
  const file = m.modules.files.get(path);
  const language = file === undefined ? undefined : originalOf(file)?.lowered.language;
  return language === undefined ? undefined : m.modules.resolve(`${language}:.`, path);
}

function prepared(m: Machine, path: string): ModuleRecord | undefined {
  const file = m.modules.files.get(path);
  if (file === undefined || m.modules.records.has(path)) return undefined;
  const record = instantiate(m, file, path);
  m.modules.records.set(path, record);
  record.state = 'running';
  hoistFunctionBody(m, file, record.scope);
  exportHoisted(m, file, record);
  return record;
}

function run(m: Machine, records: readonly ModuleRecord[], isMeant: (statement: ts.Statement) => boolean): void {
  for (const { file, scope } of records) {
    const statements = file.statements.filter(isMeant);
    if (statements.length === 0) continue;
    m.recorder.under([], () => m.store.apart(() => runStatements(m, statements, scope)));
  }
}

function isConstant(statement: ts.Statement): boolean {
  return ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
}

function isDeclared(statement: ts.Statement): boolean {
  return ts.isClassDeclaration(statement) || ts.isExpressionStatement(statement) || isConstant(statement);
}
