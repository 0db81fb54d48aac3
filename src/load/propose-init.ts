import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockText, runGate } from '../gate/index.ts';
import * as init from '../init/index.ts';
import type { Lock } from '../model/lock.ts';
import type { Progress } from '../model/progress.ts';
import type { Report } from '../model/report.ts';
import { analyzeServices } from './analyze-services.ts';
import { findConfig, type LoadedConfig } from './config.ts';
import { configNames } from './config-file.ts';
import { draftFrom } from './draft-config.ts';
import { isThere, placeInRepository } from './init-files.ts';
import { lockName } from './lock.ts';
import type { Model } from './model.ts';
import { packageRoot } from './package-root.ts';

export interface ProposeOptions {
  /** Absolute. */
  readonly folder: string;
  readonly model: Model;
  /** Hosts that are Marketo's as well; a new config names them. */
  readonly hosts: readonly string[];
  /** YYYY-MM-DD in UTC: exceptions run out by it. */
  readonly today: string;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** What a repository needs for `rolefit check`, or why nothing can be proposed. */
export type Proposal =
  | { readonly kind: 'plan'; readonly plan: init.InitPlan }
  /** No call to Marketo was seen; `notes` say in sentences what was. */
  | { readonly kind: 'nothing'; readonly notes: readonly string[] };

/**
 * Finds the integrations of a folder and says which files their check would go by. Nothing is written. A config that is
 * there already decides what is analysed; the lock accepts what the analysis found, as a first check would.
 *
 * @throws InputError or InputErrors for a config that is broken, or inputs of it that cannot be read.
 */
export async function proposeInit(options: ProposeOptions): Promise<Proposal> {
  const { folder, model, today } = options;
  const existing = await findConfig(folder, undefined, model);
  const { analysis, notes } =
    existing === undefined ? await analyzeDraft(options) : await analyzeExisting(existing, options);
  if (analysis === undefined) return { kind: 'nothing', notes };
  const { loaded, report } = analysis;
  const gate = runGate({
    report,
    config: loaded.config,
    graph: model.permissions,
    abilities: model.rules.abilities,
    today,
  });
  const told = [...notes, ...gate.silent.map(silentNote)];
  if (gate.silent.length === loaded.config.services.length) return { kind: 'nothing', notes: told };
  // Of a service that was not heard nothing is known, and a lock that says it needs nothing would look like an answer.
  const lock = new Map([...gate.nextLock('accept')].filter(([name]) => !gate.silent.includes(name)));
  return { kind: 'plan', plan: await planOf(analysis, lock, told, folder) };
}

/** The files that the check goes by, those that are there already apart. */
async function planOf(
  { loaded, draft }: Analysis,
  lock: Lock,
  notes: readonly string[],
  folder: string,
): Promise<init.InitPlan> {
  const place = await ciPlace(folder);
  const wanted: readonly init.WantedFile[] = [
    ...(draft === undefined ? [] : [configFile(draft)]),
    {
      path: lockName,
      text: lockText(lock),
      purpose: 'what each service is accepted to need',
      next: '`rolefit check --update` renews it',
    },
    ...init.wantedCi(place, await loadTemplates()),
  ];
  const there = new Set<string>();
  for (const { path } of wanted) if (await isThere(join(folder, path))) there.add(path);
  const { files, kept } = init.setApart(wanted, there);
  return {
    lock,
    files,
    kept: [...(draft === undefined ? [{ path: loaded.label }] : []), ...kept],
    notes: [...notes, ...init.ciNotes(place)],
  };
}

interface Analysis {
  readonly loaded: LoadedConfig;
  readonly report: Report;
  /** What the config is made from; absent where there was one. */
  readonly draft?: init.ConfigDraft;
}

interface Found {
  /** Absent when there is nothing to analyse, or no call was seen. */
  readonly analysis?: Analysis;
  readonly notes: readonly string[];
}

async function analyzeExisting(loaded: LoadedConfig, options: ProposeOptions): Promise<Found> {
  const notes = options.hosts.map((host) => `${host} is left out: ${loaded.label} is yours; add it to "hosts" there.`);
  return { analysis: { loaded, report: await analyze(loaded, options) }, notes };
}

async function analyzeDraft(options: ProposeOptions): Promise<Found> {
  const { draft, notes } = await draftFrom(options);
  if (draft === undefined) return { notes };
  const first = await analyze(loadedDraft(draft, options), options);
  if (first.coverage.calls === 0) return { notes };
  const settled = init.settleDraft(draft, first);
  const loaded = loadedDraft(settled, options);
  const report = settled === draft ? first : await analyze(loaded, options);
  return { analysis: { loaded, report, draft: settled }, notes };
}

function loadedDraft(draft: init.ConfigDraft, { folder }: ProposeOptions): LoadedConfig {
  const [label] = configNames;
  return { config: init.draftConfig(draft, label), folder, label };
}

function analyze(loaded: LoadedConfig, { model, onProgress }: ProposeOptions): Promise<Report> {
  return analyzeServices(loaded, { model, onProgress });
}

function configFile(draft: init.ConfigDraft): init.WantedFile {
  const { length } = draft.services;
  const purpose = length === 1 ? 'the service and its code' : `${length} services and their code`;
  return { path: configNames[0], text: init.configText(draft), purpose };
}

function silentNote(service: string): string {
  return `No call of "${service}" was seen that can run, so no lock has it: say where it begins, as "entries", or leave it out.`;
}

async function ciPlace(folder: string): Promise<init.CiPlace> {
  const [place, hasGitHub, hasGitLab] = await Promise.all([
    placeInRepository(folder),
    isThere(join(folder, '.github')),
    isThere(join(folder, '.gitlab-ci.yml')),
  ]);
  return { folder: place, hasGitHub, hasGitLab };
}

async function loadTemplates(): Promise<init.Templates> {
  const read = (name: keyof typeof init.ciFiles) =>
    readFile(join(packageRoot(), 'rules/templates', init.ciFiles[name].template), 'utf8');
  return { github: await read('github'), gitlab: await read('gitlab') };
}
