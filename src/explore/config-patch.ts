import type { Location } from '../model/location.ts';
import type { OperationId } from '../model/operation.ts';
import type { PlannedConfig } from './input.ts';
import type { Switch } from './switches.ts';
import type { WhatIf } from './what-if.ts';

/** One step of a JSON Patch (RFC 6902): sets a member of an object, whether or not it is there already. */
export interface PatchStep {
  readonly op: 'add';
  /** A JSON Pointer. */
  readonly path: string;
  readonly value: unknown;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * The plan as a patch of the configuration: the role that each changed service would be granted, a ban on the
 * permissions that it would lose, so that `rolefit check` keeps it that way, and what the reader said of unresolved
 * calls. Without a configuration it is a patch of `{}`.
 * @param lineOf the text of a line of the code, where it is known as it stands there
 */
export function configPatch(
  config: PlannedConfig | undefined,
  plans: readonly WhatIf[],
  switches: readonly Switch[],
  lineOf: (at: Location) => string | undefined,
): readonly PatchStep[] {
  const value = asMembers(config?.value);
  const at = (path: string, patched: unknown): PatchStep => ({
    op: 'add',
    path: `${config?.pointer ?? ''}/${path}`,
    value: patched,
  });
  const annotations = annotationsOf(switches, lineOf);
  return [
    ...serviceSteps(value, plans, at),
    ...(annotations.length === 0 ? [] : [at('annotations', [...asList(value['annotations']), ...annotations])]),
  ];
}

type Step = (path: string, patched: unknown) => PatchStep;

function serviceSteps(value: Members, plans: readonly WhatIf[], at: Step): readonly PatchStep[] {
  if (value['services'] === undefined) {
    const [only] = plans;
    return plans.length === 1 && only !== undefined
      ? shortSteps(value, only, at)
      : [
          at(
            'services',
            plans.map((plan) => ({ name: plan.before.name, ...serviceMembers({}, plan) })),
          ),
        ];
  }
  const services = asList(value['services']).map(asMembers);
  return plans.flatMap((plan) => {
    const index = services.findIndex(({ name }) => name === plan.before.name);
    const members = serviceMembers(services[index] ?? {}, plan);
    // A user of traffic that no service has; RFC 6902 writes the end of a list as "-".
    if (index === -1) return [at('services/-', { name: plan.before.name, ...members })];
    return Object.entries(members).map(([name, patched]) => at(`services/${index}/${name}`, patched));
  });
}

/** A config with only one service says things at the top; the ban stands in its policy. */
function shortSteps(value: Members, plan: WhatIf, at: Step): readonly PatchStep[] {
  const { granted, forbidden } = serviceMembers({ forbidden: asMembers(value['policy'])['forbidden'] }, plan);
  return [
    at('granted', granted),
    ...(forbidden === undefined ? [] : [at('policy', { ...asMembers(value['policy']), forbidden })]),
  ];
}

function serviceMembers(before: Members, { boxes, dropped }: WhatIf): Members {
  const forbidden = asMembers(before['forbidden']);
  const names = [...new Set([...asList(forbidden['permissions']), ...dropped])];
  return {
    granted: boxes,
    ...(dropped.length === 0 ? {} : { forbidden: { ...forbidden, permissions: names } }),
  };
}

/** One for each line, which its text tells from the others of the file; what one call may be stands together. */
function annotationsOf(switches: readonly Switch[], lineOf: (at: Location) => string | undefined): readonly Members[] {
  const calls = new Map<string, { readonly at: Location; readonly operations: Set<OperationId> }>();
  for (const one of switches) {
    if (one.kind !== 'assumed' || one.call.evidence.kind !== 'source') continue;
    const at = one.call.evidence;
    const key = `${at.line}:${at.file}`;
    const call = calls.get(key) ?? { at, operations: new Set() };
    call.operations.add(one.operation.id);
    calls.set(key, call);
  }
  return [...calls.values()].map(({ at, operations }) => {
    const call = lineOf(at);
    return { file: at.file, ...(call === undefined ? {} : { call }), operations: [...operations] };
  });
}

function asMembers(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
