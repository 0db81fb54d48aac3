import { resolve } from 'node:path';
import { InputError } from '../model/input-error.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { type LoadedClient, type LoadedSdk, parseClient, parseSdk, type SinkRuleSet } from './clients.ts';
import { lintSinkRules } from './lint-sink-rules.ts';
import { readJson } from './read-json.ts';
import { inputErrorsOf, throwInputErrors } from './throw-input-errors.ts';

/** The clients that ship with rolefit together with a team's own. */
export interface OwnClients {
  readonly sinks: SinkRuleSet;
  /** Modules of the own ones: a file that imports one has to do with Marketo. */
  readonly modules: readonly string[];
  readonly clients: readonly LoadedClient[];
}

/** One file of the reader's: a client or an SDK, and the name that the lint knows it by. */
type OwnFile = { readonly label: string; readonly lintName: string } & (
  | { readonly client: LoadedClient }
  | { readonly client?: undefined; readonly sdk: LoadedSdk }
);

/**
 * Reads the files in which a team describes its own wrapper or SDK, with the schemas of rules/clients and rules/sdks,
 * and adds them to what ships. They are held to the same lint.
 * @throws InputErrors with every broken place of every file.
 */
export async function addOwnClients(
  shipped: SinkRuleSet,
  files: readonly string[],
  cwd: string,
  rules: RuleSet,
): Promise<OwnClients> {
  // What ships was held to the lint when it was built.
  if (files.length === 0) return { sinks: shipped, modules: [], clients: [] };
  const results = await Promise.allSettled(files.map((file) => loadOwn(resolve(cwd, file), file)));
  const broken = results.flatMap((result) => (result.status === 'rejected' ? inputErrorsOf(result.reason) : []));
  if (broken.length > 0) throwInputErrors(broken);
  const own = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const clients = own.flatMap((one) => (one.client === undefined ? [] : [one.client]));
  const sdks = own.flatMap((one) => (one.client === undefined ? [one.sdk] : []));
  const sinks = {
    clients: [...shipped.clients, ...clients],
    sdks: [...shipped.sdks, ...sdks],
    notCalls: shipped.notCalls,
    frameworks: shipped.frameworks,
  };
  const errors = [...sameNames(shipped, own), ...lintErrors(sinks, own, rules)];
  if (errors.length > 0) throwInputErrors(errors);
  return { sinks, clients, modules: [...clients, ...sdks].flatMap(({ modules }) => modules) };
}

async function loadOwn(path: string, label: string): Promise<OwnFile> {
  const json = await readJson(path, label);
  if (typeof json.value === 'object' && json.value !== null && 'sdk' in json.value) {
    const sdk = await parseSdk(json);
    return { label, lintName: `rules/sdks/${sdk.sdk}.json`, sdk };
  }
  const client = await parseClient(json);
  return { label, lintName: `rules/clients/${client.client}.json`, client };
}

function sameNames(shipped: SinkRuleSet, own: readonly OwnFile[]): InputError[] {
  const taken = new Set([
    ...shipped.clients.map(({ client }) => `rules/clients/${client}.json`),
    ...shipped.sdks.map(({ sdk }) => `rules/sdks/${sdk}.json`),
  ]);
  return own.flatMap(({ label, lintName }) => {
    const isTaken = taken.has(lintName);
    taken.add(lintName);
    if (!isTaken) return [];
    const next = 'give it another name; `rolefit model clients` lists those that ship';
    return [new InputError('another description has this name', { at: { file: label }, next })];
  });
}

function lintErrors(sinks: SinkRuleSet, own: readonly OwnFile[], rules: RuleSet): InputError[] {
  const labels = new Map(own.map(({ label, lintName }) => [lintName, label]));
  return lintSinkRules(sinks, rules).flatMap(({ file, row, what, next }) => {
    const label = labels.get(file);
    return label === undefined ? [] : [new InputError(`${row}: ${what}`, { at: { file: label }, next })];
  });
}
