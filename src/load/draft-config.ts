import { type ConfigDraft, findServices, type ServiceDraft } from '../init/index.ts';
import { nameServices } from '../sources/service-name.ts';
import { loadSinkRules } from './clients.ts';
import { findRepositoryFiles, homeName, type RepositoryFiles } from './init-files.ts';
import type { ProposeOptions } from './propose-init.ts';
import { loadSources } from './sources/index.ts';

export interface DraftResult {
  /** Absent when there is nothing to analyse. */
  readonly draft?: ConfigDraft;
  /** What was seen and is not in the draft, in sentences. */
  readonly notes: readonly string[];
}

/** A config for what a folder holds: its services, their recordings, and the role that is checked in. */
export async function draftFrom({ folder, model, hosts }: ProposeOptions): Promise<DraftResult> {
  const files = await findRepositoryFiles(folder, hosts, model);
  const { sdks } = await loadSinkRules();
  const program = await loadSources(['.'], {
    cwd: folder,
    includeTests: false,
    clientModules: sdks.flatMap(({ modules }) => modules),
    hosts,
    shownFrom: folder,
  });
  const home = homeName(folder);
  const found = findServices(program, files.packages, home);
  const { recordings, grants } = files;
  const services: readonly ServiceDraft[] =
    found.length === 0 && recordings.length > 0
      ? nameServices([[home]]).map((name) => ({ name, sources: [], entries: [], traffic: recordings }))
      : found.map((service) => ({ ...service, sources: ['.'], traffic: [] }));
  const looked = `${program.looked} source files were looked at, and ${program.seeds.length} speak of Marketo.`;
  if (services.length === 0) return { notes: [looked, ...notesOn(files, 0)] };
  const [only] = services;
  const [granted] = grants;
  const own = {
    ...(granted !== undefined && grants.length === 1 ? { granted } : {}),
    traffic: recordings,
  };
  return {
    draft: { services: services.length === 1 && only !== undefined ? [{ ...only, ...own }] : services, hosts },
    notes: notesOn(files, services.length),
  };
}

/** What a person has to decide. */
function notesOn({ recordings, leakyRecordings, grants, manyRoles }: RepositoryFiles, services: number): string[] {
  const isChoice = services > 1 || grants.length > 1;
  return [
    ...leakyRecordings.map(
      (file) => `${file} holds what nobody should commit: name the copy that \`rolefit redact\` makes of it.`,
    ),
    ...(services > 1 ? recordings : []).map(
      (file) => `${file} is a recording: give it to its service as "traffic", or all of them to users.`,
    ),
    ...(isChoice ? grants : []).map((file) => `${file} is a role: name it as "granted" in the service that has it.`),
    ...manyRoles.map(
      (file) => `${file} holds several roles: choose with "granted": { "file": "${file}", "roles": ["…"] }.`,
    ),
  ];
}
