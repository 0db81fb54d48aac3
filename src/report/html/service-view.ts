import type { FrameOf } from '../../model/code-frame.ts';
import type { OperationId } from '../../model/operation.ts';
import type { OperationUse } from '../../model/operation-use.ts';
import type { PermissionName } from '../../model/permission.ts';
import type { ServiceReport } from '../../model/report.ts';
import type { ReportModel } from '../render-options.ts';

/** A service with what its sections ask again and again. Anchors are positions, never names: names are the input's. */
export interface ServiceView {
  readonly service: ServiceReport;
  readonly model: ReportModel;
  readonly frameOf: FrameOf | undefined;
  /** "s1": begins every anchor of the service. */
  readonly anchor: string;
  /** The uses that the role is made for, in the report's order. */
  readonly counted: readonly OperationUse[];
  operationAnchor(id: OperationId): string | undefined;
  permissionAnchor(name: PermissionName): string;
  /** The permissions of the role that meet an operation. */
  metBy(id: OperationId): readonly PermissionName[];
}

export function viewService(
  service: ServiceReport,
  position: number,
  model: ReportModel,
  frameOf: FrameOf | undefined,
): ServiceView {
  const anchor = `s${position + 1}`;
  const by = new Map(service.role.certificate.map((entry) => [entry.operation, entry.by]));
  const positions = new Map(service.operations.map((use, index) => [use.operation.id, index + 1]));
  return {
    service,
    model,
    frameOf,
    anchor,
    counted: service.operations.filter(({ operation }) => by.has(operation.id)),
    operationAnchor: (id) => (positions.has(id) ? `${anchor}-o${positions.get(id)}` : undefined),
    permissionAnchor: (name) => `${anchor}-p${model.permissions.expect(name).order + 1}`,
    metBy: (id) => by.get(id) ?? [],
  };
}
