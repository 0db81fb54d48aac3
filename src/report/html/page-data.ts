import { compareText } from '../../model/location.ts';
import type { Effect, Method } from '../../model/operation.ts';
import type { OperationUse } from '../../model/operation-use.ts';
import type { PermissionName } from '../../model/permission.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { ReportModel } from '../render-options.ts';
import type { ServiceView } from './service-view.ts';

/** All that the solver is given, small enough to travel in the page. Indices are positions in the lists before. */
export interface PageData {
  /** In the dialog's order. `implied` is closed and contains the permission itself. */
  readonly permissions: readonly {
    readonly name: string;
    readonly implied: readonly number[];
    readonly needs: readonly number[];
  }[];
  /** Each requirement once; hundreds of operations share a few dozen. */
  readonly requirements: readonly Requirement[];
  readonly operations: readonly (readonly [method: Method, path: string, requirement: number, effect: Effect])[];
  readonly services: readonly PageService[];
}

export interface PageService {
  /** The counted uses, in the order of the page's checkboxes. */
  readonly uses: readonly PageUse[];
  /** How many files there are, in the order of the page's checkboxes. */
  readonly files: number;
  /** The minimal role for all of them, as the report has it. */
  readonly role: readonly string[];
  /** What is granted today; it decides between roles that reach equally far. */
  readonly granted: readonly string[];
}

export interface PageUse {
  readonly operation: number;
  /** Parameters passed on which the requirement depends. */
  readonly passed: readonly string[];
  /** The files that its evidence stands in. */
  readonly files: readonly number[];
}

/** The data of all services; nothing in it is evidence, and no file is named. */
export function pageData(views: readonly ServiceView[], model: ReportModel): PageData {
  const { permissions } = model.permissions;
  const { operations } = model.rules;
  const orders = (names: Iterable<PermissionName>) =>
    [...names].map((name) => model.permissions.expect(name).order).sort((a, b) => a - b);
  const requirements = new Map<string, { readonly index: number; readonly requires: Requirement }>();
  const rows = operations.map(({ method, path, requires, effect }) => {
    const key = JSON.stringify(requires);
    const known = requirements.get(key) ?? { index: requirements.size, requires };
    requirements.set(key, known);
    return [method, path, known.index, effect] as const;
  });
  const positions = new Map(operations.map(({ id }, index) => [id, index]));
  return {
    permissions: permissions.map(({ name, needs }) => ({
      name,
      implied: orders(model.permissions.implied(name)),
      needs: orders(needs),
    })),
    requirements: [...requirements.values()].map(({ requires }) => requires),
    operations: rows,
    services: views.map((view) => pageService(view, positions)),
  };
}

function pageService(view: ServiceView, positions: ReadonlyMap<string, number>): PageService {
  const files = filesOf(view);
  const index = new Map(files.map((file, position) => [file, position]));
  return {
    uses: view.counted.map((use) => ({
      operation: positions.get(use.operation.id) ?? -1,
      passed: use.conditions.passed,
      files: fileNames(use).map((file) => index.get(file) ?? -1),
    })),
    files: files.length,
    role: view.service.role.permissions.map(({ name }) => name),
    granted: view.service.comparison?.grant.permissions ?? [],
  };
}

/** Every file that evidence of a counted use stands in, sorted. */
export function filesOf(view: ServiceView): readonly string[] {
  return [...new Set(view.counted.flatMap(fileNames))].sort(compareText);
}

function fileNames({ evidence }: OperationUse): readonly string[] {
  return [...new Set(evidence.map(({ file }) => file))];
}
