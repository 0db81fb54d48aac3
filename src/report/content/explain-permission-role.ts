import type { Evidence } from '../../model/evidence.ts';
import type { Permission } from '../../model/permission.ts';
import type { ServiceReport } from '../../model/report.ts';
import type { RolePermission } from '../../model/role.ts';
import { capitalize, count, listWords } from '../../model/words.ts';
import { type Block, strong } from '../document/block.ts';
import type { ReportModel } from '../render-options.ts';
import { showFrames } from './code-frames.ts';
import type { ExplainContext } from './explain-context.ts';
import { limits } from './limits.ts';
import { permissionNotes } from './permission-notes.ts';
import { operationColumns, operationRows } from './places.ts';
import { showSome } from './show-some.ts';
import { whatIf, whatIfBlocks } from './what-if.ts';

/** Why a permission is in the role of a service, or is not; and what it allows beyond that where it is granted. */
export function roleBlocks(
  permission: Permission,
  service: ServiceReport,
  model: ReportModel,
  context: ExplainContext | undefined,
): Block[] {
  const needed = neededAs(permission, service);
  return [
    ...(needed === undefined
      ? absentBlocks(permission, service, model)
      : presentBlocks(needed, service, model, context)),
    ...excessBlocks(permission, service),
  ];
}

function neededAs({ name }: Permission, { role }: ServiceReport): RolePermission | undefined {
  return role.permissions.find((permission) => permission.name === name);
}

function presentBlocks(
  needed: RolePermission,
  service: ServiceReport,
  model: ReportModel,
  context: ExplainContext | undefined,
): Block[] {
  const evidence = evidenceFor(needed, service);
  const notes = permissionNotes(needed, service, model.permissions);
  return [
    { kind: 'heading', level: 2, text: [`In the role of ${service.name}`] },
    {
      kind: 'paragraph',
      text: [
        needed.because.length === 1
          ? 'To drop it, this operation must go:'
          : `To drop it, these ${count(needed.because.length, 'operation')} must go:`,
      ],
    },
    {
      kind: 'groups',
      columns: ['Permission', ...operationColumns],
      groups: [{ mark: 'needed', head: [strong(needed.name)], rows: operationRows(needed.because, service) }],
    },
    ...notes.map((text): Block => ({ kind: 'paragraph', text })),
    ...whatIfBlocks(service, evidence, context),
    ...showFrames(evidence, context?.frameOf),
  ];
}

function absentBlocks(permission: Permission, service: ServiceReport, model: ReportModel): Block[] {
  const stronger = service.role.permissions
    .map(({ name }) => name)
    .filter((name) => model.permissions.impliedBy(permission.name).has(name));
  const why =
    stronger.length > 0
      ? `${listWords(stronger)} of the role gives it already.`
      : `No call that was followed needs it.${service.role.status === 'complete' ? '' : ' One that could not be followed may.'}`;
  return [
    { kind: 'heading', level: 2, text: [`Not in the role of ${service.name}`] },
    { kind: 'paragraph', text: [why] },
  ];
}

/** What a stolen credential could do with a granted permission that the role has no need for, in plain words. */
function excessBlocks(permission: Permission, service: ServiceReport): Block[] {
  const excess = service.blastRadius.excess.find(({ name }) => name === permission.name);
  if (excess === undefined) return [];
  const broader = service.comparison?.broader.find(({ name }) => name === permission.name);
  const instead = broader === undefined ? 'no call uses it' : `${listWords(broader.enough)} would do`;
  const { abilities } = excess.reach;
  return [
    {
      kind: 'paragraph',
      text: [
        strong('Granted today. '),
        `${capitalize(instead)}. ${
          abilities.length === 0
            ? 'By itself it opens no operation that the role does not open as well.'
            : 'What it adds, a stolen credential could do:'
        }`,
      ],
    },
    ...showSome(abilities, limits.rows, 'thing', (shown) => ({
      kind: 'list',
      items: shown.map(({ phrase, operations }) => ({
        mark: 'excess',
        text: [phrase, ` (${count(operations.length, 'operation')})`],
      })),
    })),
  ];
}

/** The places that make the role need it. */
function evidenceFor({ because }: RolePermission, service: ServiceReport): readonly Evidence[] {
  return service.operations
    .filter(({ operation }) => because.includes(operation.id))
    .flatMap(({ evidence }) => evidence);
}

/** The same for programs. */
export function roleData(permission: Permission, service: ServiceReport, context: ExplainContext | undefined) {
  const needed = neededAs(permission, service);
  const escalation = service.escalations.find(({ name }) => name === permission.name);
  const excess = service.blastRadius.excess.find(({ name }) => name === permission.name);
  return {
    service: service.name,
    inRole: needed !== undefined,
    because: needed?.because ?? [],
    disputed: needed?.disputed ?? [],
    ...(escalation === undefined
      ? {}
      : {
          escalation: {
            ...(escalation.lesser === undefined ? {} : { lesser: escalation.lesser }),
            forcedBy: escalation.forcedBy,
            without: escalation.without,
          },
        }),
    ...(excess === undefined
      ? {}
      : {
          excess: {
            operations: excess.reach.operations.map(({ id }) => id),
            byEffect: excess.reach.byEffect,
            personalData: excess.reach.personalData,
            abilities: excess.reach.abilities.map(({ phrase, operations }) => ({ phrase, operations })),
          },
        }),
    ...(needed === undefined || context === undefined
      ? {}
      : { without: whatIf(service, evidenceFor(needed, service), context) }),
  };
}
