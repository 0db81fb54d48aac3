import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { moduleName } from '../languages/registry.ts';
import { InputError } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';
import { type ClientFile, clientsSchema, notCallsSchema, sdksSchema } from '../schema/index.ts';
import type { ClientRules, ClientVersion, KindRules, OptionNames } from '../static/contract/client-rules.ts';
import type { FrameworkRules } from '../static/contract/framework-rules.ts';
import type { NotCalls, SdkRules } from '../static/contract/sdk-rules.ts';
import { parseFramework } from './frameworks.ts';
import { packageRoot } from './package-root.ts';
import { loadPrepared } from './prepared.ts';
import { type JsonFile, readJson } from './read-json.ts';
import { inputErrorsOf, throwInputErrors } from './throw-input-errors.ts';
import { validate } from './validate.ts';

/** What rolefit knows of HTTP clients, Marketo SDKs and frameworks, and of what only looks like a call. */
export interface SinkRuleSet {
  /** Sorted by name. */
  readonly clients: readonly LoadedClient[];
  /** Sorted by name. */
  readonly sdks: readonly LoadedSdk[];
  readonly notCalls: NotCalls;
  /** Sorted by name. */
  readonly frameworks: readonly FrameworkRules[];
}

/** A client's rules with what only the lint asks for. */
export interface LoadedClient extends ClientRules {
  /** Programs for the client with what the real library sent. */
  readonly recorded?: NonNullable<ClientFile['recorded']>;
}

/** An SDK's rules with what only the lint asks for. */
export interface LoadedSdk extends SdkRules {
  /** Operations that the package calls although the rules do not know them. */
  readonly missingOperations?: readonly string[];
}

const notCallsFile = 'not-calls.json';

let shipped: Promise<SinkRuleSet> | undefined;

/**
 * The clients, SDKs and frameworks that ship with rolefit, once for all in a process; or those of another folder with
 * the same sub-folders.
 * @throws InputError or InputErrors with the broken places of every file.
 */
export function loadSinkRules(folder?: string): Promise<SinkRuleSet> {
  if (folder !== undefined) return readSinkRules(folder);
  shipped ??= readShipped();
  return shipped;
}

async function readShipped(): Promise<SinkRuleSet> {
  return loadPrepared('sinks') ?? readSinkRules();
}

/**
 * The same from the files themselves, whatever the build prepared.
 * @throws InputError or InputErrors with the broken places of every file.
 */
export async function readSinkRules(folder?: string): Promise<SinkRuleSet> {
  const root = folder ?? join(packageRoot(), 'rules');
  const label = folder ?? 'rules';
  const parts = await Promise.allSettled([
    loadFolder(root, label, 'clients', loadClient),
    loadFolder(root, label, 'sdks', loadSdk),
    loadNotCalls(join(root, 'clients', notCallsFile), `${label}/clients/${notCallsFile}`),
    loadFolder(root, label, 'frameworks', loadFramework),
  ]);
  const [clients, sdks, notCalls, frameworks] = parts;
  if (
    clients.status === 'fulfilled' &&
    sdks.status === 'fulfilled' &&
    notCalls.status === 'fulfilled' &&
    frameworks.status === 'fulfilled'
  ) {
    return { clients: clients.value, sdks: sdks.value, notCalls: notCalls.value, frameworks: frameworks.value };
  }
  return throwInputErrors(parts.flatMap((part) => (part.status === 'rejected' ? inputErrorsOf(part.reason) : [])));
}

type LoadFile<Rules> = (path: string, label: string) => Promise<Rules>;

async function loadFolder<Rules>(root: string, label: string, name: string, load: LoadFile<Rules>): Promise<Rules[]> {
  const at = `${label}/${name}`;
  const files = (await listFolder(join(root, name), at)).filter(
    (file) => file.endsWith('.json') && file !== notCallsFile,
  );
  const results = await Promise.allSettled(
    files.toSorted(compareText).map((file) => load(join(root, name, file), `${at}/${file}`)),
  );
  const errors = results.flatMap((result) => (result.status === 'rejected' ? inputErrorsOf(result.reason) : []));
  if (errors.length > 0) throwInputErrors(errors);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

async function listFolder(path: string, label: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (cause) {
    throw new InputError('the folder cannot be read', { at: { file: label }, next: 'check the path', cause });
  }
}

const clientPlace = /^\/kinds\/[^/]+(\/members\/[^/]+)?/;

async function loadClient(path: string, label: string): Promise<LoadedClient> {
  return parseClient(await readJson(path, label));
}

async function loadSdk(path: string, label: string): Promise<LoadedSdk> {
  return parseSdk(await readJson(path, label));
}

/**
 * The client that a file describes.
 * @throws InputErrors with the broken places of the file.
 */
export async function parseClient(json: JsonFile): Promise<LoadedClient> {
  return toClientRules(await validate(clientsSchema, json, clientPlace));
}

/**
 * The SDK that a file describes.
 * @throws InputErrors with the broken places of the file.
 */
export async function parseSdk(json: JsonFile): Promise<LoadedSdk> {
  const sdk = await validate(sdksSchema, json, /^\/methods\/[^/]+/);
  const { language, modules } = sdk;
  return language === undefined ? sdk : { ...sdk, modules: modules.map((name) => moduleName(language, name)) };
}

async function loadFramework(path: string, label: string): Promise<FrameworkRules> {
  return parseFramework(await readJson(path, label));
}

async function loadNotCalls(path: string, label: string): Promise<NotCalls> {
  return { ...noWords, ...(await validate(notCallsSchema, await readJson(path, label))) };
}

/** Words that a folder of one's own need not have. */
const noWords = { keepers: [], keeping: [], services: [], links: [], headers: [], paths: [] };

/** What a file leaves out, filled in. */
export function toClientRules(file: ClientFile): LoadedClient {
  const { client, language, root, modules = [], globals = [], exports = {}, kinds, versions, recorded } = file;
  return {
    client,
    ...(language === undefined ? {} : { language }),
    modules: language === undefined ? modules : modules.map((name) => moduleName(language, name)),
    globals,
    root,
    exports,
    kinds: toKinds(kinds),
    ...(versions === undefined ? {} : { versions: versions.map((version) => toVersion(kinds, version)) }),
    ...(recorded === undefined ? {} : { recorded }),
  };
}

type KindRows = ClientFile['kinds'];

function toKinds(kinds: KindRows): ClientRules['kinds'] {
  return Object.fromEntries(Object.entries(kinds).map(([name, row]) => [name, toKindRules(row)]));
}

/** What a range of versions says stands in the place of what the kinds say; members one by one. */
function toVersion(all: KindRows, { range, kinds }: NonNullable<ClientFile['versions']>[number]): ClientVersion {
  const changed = Object.entries(kinds).map(([name, change]) => {
    const { options = {}, members = {}, ...row } = all[name] ?? { options: {} };
    return [name, { ...row, options, ...change, members: { ...members, ...change.members } }] as const;
  });
  return { range, kinds: toKinds({ ...all, ...Object.fromEntries(changed) }) };
}

const noOptions: OptionNames = { url: [], base: [], host: [], path: [], method: [], query: [], body: [], form: [] };

function toKindRules(row: ClientFile['kinds'][string]): KindRules {
  const { members = {}, join: joined = 'append', defaultMethod = 'GET', options, ...rest } = row;
  return { ...rest, members, join: joined, defaultMethod, options: { ...noOptions, ...options } };
}
