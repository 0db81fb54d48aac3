import type { RuleSet } from '../rules/rule-set.ts';
import type { ClientRules, ClientVersion, KindRules, MemberRules } from '../static/contract/client-rules.ts';
import type { SdkMethod } from '../static/contract/sdk-rules.ts';
import type { LoadedSdk, SinkRuleSet } from './clients.ts';
import { frameworkFileOf, lintFramework } from './lint-frameworks.ts';

/** What the lint can find in rules/clients, rules/sdks and rules/frameworks. A published kind is never renamed. */
export const sinkProblemKinds = {
  'duplicate-name': 'Two files describe one module or global name',
  'unreachable-client': 'Nothing that a program writes leads to the client',
  'unknown-kind': 'A name leads to a kind that the file does not have',
  'mixed-member': 'A member does several things that exclude each other, or none',
  'dead-detail': 'A detail needs another field that is not there',
  'unreachable-framework': 'Nothing that a program writes leads to the framework',
  'untold-class': 'Nothing says which classes a row is about',
  'unknown-operation': 'A method calls an operation that the rules do not have',
  'lost-reading': 'What a version says is no reading where the version is not known',
  'contradicts-record': 'A description contradicts what the library was seen to send',
  'known-operation': 'An operation is declared missing, and the rules have it or no method calls it',
} as const;

export type SinkProblemKind = keyof typeof sinkProblemKinds;

/** One thing to correct. */
export interface SinkProblem {
  readonly kind: SinkProblemKind;
  /** E.g. "rules/clients/axios.json". */
  readonly file: string;
  /** The place in the file, e.g. "axios.create" or "lead.find". */
  readonly row: string;
  readonly what: string;
  readonly next: string;
}

/** What is wrong with valid files of rules/clients, rules/sdks and rules/frameworks beyond their schemas. Empty for those that ship. */
export function lintSinkRules(
  { clients, sdks, notCalls, frameworks }: SinkRuleSet,
  rules: RuleSet,
): readonly SinkProblem[] {
  const named = [
    ...clients.map((client) => ({ file: fileOf(client), modules: client.modules, globals: client.globals })),
    ...sdks.map((sdk) => ({ file: sdkFileOf(sdk), modules: sdk.modules, globals: [] })),
    { file: 'rules/clients/not-calls.json', ...notCalls },
  ];
  return [
    ...duplicates(named.flatMap(({ file, modules }) => modules.map((name) => ({ file, name })))),
    ...duplicates(named.flatMap(({ file, globals }) => globals.map((name) => ({ file, name })))),
    ...clients.flatMap(lintClient),
    ...duplicates(frameworks.flatMap((one) => one.modules.map((name) => ({ file: frameworkFileOf(one), name })))),
    ...frameworks.flatMap(lintFramework),
    ...sdks.flatMap((sdk) => lintSdk(sdk, rules)),
  ];
}

/** E.g. "rules/clients/axios.json". */
export function fileOf({ client }: ClientRules): string {
  return `rules/clients/${client}.json`;
}

function sdkFileOf({ sdk }: LoadedSdk): string {
  return `rules/sdks/${sdk}.json`;
}

function duplicates(names: readonly { readonly file: string; readonly name: string }[]): SinkProblem[] {
  const first = new Map<string, string>();
  return names.flatMap(({ file, name }) => {
    const other = first.get(name);
    first.set(name, other ?? file);
    if (other === undefined) return [];
    return [{ kind: 'duplicate-name', file, row: name, what: `${other} has it too`, next: 'leave it in one of them' }];
  });
}

function lintClient(client: ClientRules): SinkProblem[] {
  const file = fileOf(client);
  const report = (kind: SinkProblemKind, row: string, what: string, next: string) => ({ kind, file, row, what, next });
  const entries = [['root', client.root] as const, ...Object.entries(client.exports)];
  return [
    ...(client.modules.length + client.globals.length > 0
      ? []
      : [report('unreachable-client', 'modules', 'no module and no global is named', 'name one')]),
    ...entries
      .filter(([, kind]) => client.kinds[kind] === undefined)
      .map(([row, kind]) => report('unknown-kind', row, `there is no kind "${kind}"`, 'add it, or correct the name')),
    ...Object.entries(client.kinds).flatMap(([name, kind]) =>
      membersOf(name, kind).flatMap(([row, member]) => lintMember(client, file, row, member)),
    ),
    ...(client.versions ?? []).flatMap((version) => lintVersion(client, version)),
  ];
}

/** A version is one of the readings that count where no version is known. */
function lintVersion(client: ClientRules, { range, kinds }: ClientVersion): SinkProblem[] {
  const file = fileOf(client);
  return Object.entries(kinds).flatMap(([name, kind]): SinkProblem[] => {
    const row = `${range} ${name}`;
    const whole = client.kinds[name];
    if (whole === undefined) {
      const what = `there is no kind "${name}"`;
      return [{ kind: 'unknown-kind', file, row, what, next: 'add it, or correct the name' }];
    }
    // What a version leaves as it is has no problem of its own.
    if (JSON.stringify(kind) === JSON.stringify(whole)) return [];
    const lost = joinsOf(kind).filter((join) => !joinsOf(whole).includes(join));
    return [
      ...lost.map((join): SinkProblem => {
        const what = `base and path meet by ${join}, and without a version they do not`;
        return { kind: 'lost-reading', file, row, what, next: 'add it to the ways of the kind' };
      }),
      ...membersOf(row, kind).flatMap(([at, member]) => lintMember(client, file, at, member)),
    ];
  });
}

function joinsOf({ join }: KindRules): readonly string[] {
  return typeof join === 'string' ? [join] : Object.values(join);
}

function membersOf(name: string, { call, construct, members, otherMembers }: KindRules): [string, MemberRules][] {
  const unnamed: [string, MemberRules | undefined][] = [
    [`${name}()`, call],
    [`new ${name}`, construct],
    [`${name}.*`, otherMembers],
  ];
  return [
    ...unnamed.flatMap(([row, member]): [string, MemberRules][] => (member === undefined ? [] : [[row, member]])),
    ...Object.entries(members).map(([key, member]): [string, MemberRules] => [`${name}.${key}`, member]),
  ];
}

/** A member does one thing; these say which. */
const deeds = [
  'request',
  'becomes',
  'kind',
  'defaultOptions',
  'interceptor',
  'eject',
  'sets',
  'address',
  'segment',
  'part',
  'service',
  'callback',
  'returns',
  'answer',
  'text',
  'runs',
] as const;

function lintMember(client: ClientRules, file: string, row: string, member: MemberRules): SinkProblem[] {
  const done = deeds.filter((deed) => member[deed] !== undefined);
  const kinds = [member.becomes, member.kind, member.segment, member.service?.becomes, member.request?.becomes].filter(
    (kind) => kind !== undefined,
  );
  const { defaults, starts, drops, routes, endpoints, hook } = member;
  const detailed = [defaults, starts, drops, routes, endpoints].some((detail) => detail !== undefined);
  const found: SinkProblem[] = kinds
    .filter((kind) => client.kinds[kind] === undefined)
    .map((kind) => ({
      kind: 'unknown-kind',
      file,
      row,
      what: `there is no kind "${kind}"`,
      next: 'add it, or correct the name',
    }));
  if (done.length !== 1) {
    const what = done.length === 0 ? 'it does nothing' : `it is described by ${done.join(' and ')}`;
    found.push({ kind: 'mixed-member', file, row, what, next: `keep one of ${deeds.join(', ')}` });
  }
  if (detailed && member.becomes === undefined) {
    const what = 'defaults, starts and the like say how a new thing begins, and there is none';
    found.push({ kind: 'dead-detail', file, row, what, next: 'add becomes, or leave them out' });
  }
  if (hook !== undefined && member.interceptor === undefined) {
    const what = 'hook says how an interceptor is called, and there is none';
    found.push({ kind: 'dead-detail', file, row, what, next: 'add interceptor, or leave it out' });
  }
  return found;
}

function lintSdk(sdk: LoadedSdk, rules: RuleSet): SinkProblem[] {
  const file = sdkFileOf(sdk);
  const missing = sdk.missingOperations ?? [];
  const called = Object.entries(sdk.methods).flatMap(([row, method]) =>
    operationsOf(method).map((id) => ({ row, id })),
  );
  const unknown = called.filter(({ id }) => rules.find(id) === undefined && !missing.includes(id));
  const superfluous = missing.filter((id) => rules.find(id) !== undefined || !called.some((call) => call.id === id));
  return [
    ...unknown.map(({ row, id }): SinkProblem => {
      const next = 'correct it, or list it under missingOperations';
      return { kind: 'unknown-operation', file, row, what: `${id} is not in the rules`, next };
    }),
    ...superfluous.map((id): SinkProblem => {
      const next = 'take it off the list';
      return { kind: 'known-operation', file, row: 'missingOperations', what: `${id} does not belong there`, next };
    }),
  ];
}

function operationsOf({ operations, byArgument }: SdkMethod): readonly string[] {
  return [...operations, ...Object.values(byArgument?.operations ?? {}).flat()];
}
