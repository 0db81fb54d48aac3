import type { GrantBounds } from '../model/grant-bounds.ts';
import type { ServiceReport } from '../model/report.ts';
import type { Names, PublishedService } from './from-published.ts';

/** What recorded traffic told of a service: workspaces, what code and traffic share, and bounds of its role. */
export function trafficParts(
  { bounds, sources, workspaces }: PublishedService,
  names: Names,
): Pick<ServiceReport, 'bounds' | 'sources' | 'workspaces'> {
  const ids = idsWith(names);
  return {
    ...(bounds === undefined ? {} : { bounds: toBounds(bounds, names) }),
    ...(sources === undefined
      ? {}
      : {
          sources: {
            both: ids(sources.both),
            onlyCode: ids(sources.onlyCode),
            onlyTraffic: ids(sources.onlyTraffic),
          },
        }),
    ...(workspaces === undefined
      ? {}
      : {
          workspaces: {
            ...workspaces,
            byPermission: workspaces.byPermission.map((one) => ({ ...one, name: names.permission(one.name) })),
            acrossWorkspaces: ids(workspaces.acrossWorkspaces),
          },
        }),
  };
}

function idsWith({ operation }: Names) {
  return (list: readonly string[]) => list.map((id) => operation(id).id);
}

function toBounds(published: NonNullable<PublishedService['bounds']>, names: Names): GrantBounds {
  const ids = idsWith(names);
  const { held, oneOf, lacked, oneLacked, unexplained, undecided, callable, beyond, contradicts } = published;
  const proven = ({ name, because }: (typeof held)[number]) => ({
    name: names.permission(name),
    because: ids(because),
  });
  return {
    held: held.map(proven),
    oneOf: oneOf.map(({ alternatives, because }) => ({
      alternatives: alternatives.map((all) => all.map(names.permission)),
      because: ids(because),
    })),
    lacked: lacked.map(proven),
    oneLacked: oneLacked.map(({ permissions, because }) => ({
      permissions: permissions.map(names.permission),
      because: ids(because),
    })),
    undecided,
    unexplained: ids(unexplained),
    callable,
    beyond,
    ...(contradicts === undefined
      ? {}
      : { contradicts: { allowed: ids(contradicts.allowed), denied: ids(contradicts.denied) } }),
  };
}
