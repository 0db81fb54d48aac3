import { nearestName } from '../model/nearest-name.ts';
import { methods, type Operation } from '../model/operation.ts';
import type { Report } from '../model/report.ts';
import { createMatcher } from '../rules/match.ts';
import type { Answer } from './answer.ts';
import type { AskedPlace } from './content/calls-at.ts';
import type { ExplainContext } from './content/explain-context.ts';
import { explainOperation } from './content/explain-operation.ts';
import { explainGroup, explainPermission } from './content/explain-permission.ts';
import { explainPlace } from './content/explain-place.ts';
import type { ReportModel } from './render-options.ts';

/**
 * Explains a permission, a group, an operation (by name, id, operation id or path), a line or an exchange. A name that
 * several operations share explains each of them. `undefined` when it is none of these. With a context the places are
 * shown as code, and what is asked about is held against the role as it would be without it.
 */
export function explain(
  what: string,
  model: ReportModel,
  report: Report | undefined,
  context?: ExplainContext,
): Answer | undefined {
  const permission = model.permissions.find(what);
  if (permission !== undefined) return explainPermission(permission, model, report, context);
  const operations = findOperations(what, model);
  if (operations.length > 0) {
    return joinAnswers(operations.map((operation) => explainOperation(operation, report, context)));
  }
  const group = model.permissions.findGroup(what);
  if (group !== undefined) return explainGroup(group, model);
  const place = parsePlace(what);
  return place === undefined || report === undefined ? undefined : explainPlace(place, report, context);
}

/** The nearest thing that could have been meant: a permission or an operation. */
export function suggestTopic(what: string, { permissions, rules }: ReportModel): string | undefined {
  const { operations } = rules;
  const names = operations.flatMap(({ name, id, operationId }) => [name, id, ...(operationId ?? [])]);
  return permissions.suggest(what) ?? nearestName(what, names);
}

/**
 * "src/sync.ts:41" or "src/sync.ts:41:9" is a line; "day.har#12" is the exchange at position 12, from 0, of a
 * recording: another sign, because a colon and a number after a file name mean a line everywhere else.
 */
export function parsePlace(what: string): AskedPlace | undefined {
  if (/^[A-Z]+ /.test(what)) return undefined;
  const [, recording, entry] = /^(.+)#(\d{1,9})$/.exec(what) ?? [];
  if (recording !== undefined) return { kind: 'entry', file: plainPath(recording), entry: Number(entry) };
  const [, file, line] = /^(.+?):(\d{1,9})(?::\d{1,9})?$/.exec(what) ?? [];
  return file === undefined ? undefined : { kind: 'line', file: plainPath(file), line: Number(line) };
}

function plainPath(typed: string): string {
  return typed.replaceAll('\\', '/').replace(/^\.\//, '');
}

/** By id or alias path first; a name or an operation id second; a path alone gives every method of it. */
function findOperations(what: string, { rules }: ReportModel): readonly Operation[] {
  const wanted = what.trim().replace(/\s+/g, ' ').toLowerCase();
  const isExact = (operation: Operation) => spellings(operation).some((text) => text.toLowerCase() === wanted);
  const isNamed = ({ name, operationId, path }: Operation) =>
    [name, operationId, path].some((text) => text?.toLowerCase() === wanted);
  const exact = rules.operations.filter(isExact);
  if (exact.length > 0) return exact;
  const named = rules.operations.filter(isNamed);
  return named.length > 0 ? named : matchRequest(what.trim(), rules);
}

/**
 * A request as a log shows it: "GET /rest/v1/lead/318581.json" is an operation with its parameters filled in. A path
 * alone gives every method of it.
 */
function matchRequest(what: string, rules: ReportModel['rules']): readonly Operation[] {
  const [first = '', second = ''] = what.split(/\s+/);
  const named = methods.find((name) => name === first.toUpperCase());
  const written = named === undefined ? first : second;
  const path = written.replace(/^https:\/\/[^/?#]{1,255}(?=\/)/i, '').replace(/[?#].*$/, '');
  if (!path.startsWith('/')) return [];
  const { match } = createMatcher(rules);
  const found = (named === undefined ? methods : [named]).map((method) =>
    match({ method, host: undefined, path: [path] }),
  );
  return found.flatMap((one) => (one.kind === 'matched' ? [one.operation] : []));
}

function spellings({ id, method, aliases }: Operation): readonly string[] {
  return [id, ...aliases.map((alias) => `${method} ${alias.path}`)];
}

function joinAnswers(answers: readonly Answer[]): Answer | undefined {
  if (answers.length === 1) return answers[0];
  return { blocks: answers.flatMap((answer) => answer.blocks), data: answers.map((answer) => answer.data) };
}
