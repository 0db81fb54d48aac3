import type { WantedFile } from './plan.ts';

/** What a repository shows of where its checks run. */
export interface CiPlace {
  /** Of the folder: CI reads its files at the root of a repository alone. */
  readonly folder: 'root' | 'below' | 'outside';
  readonly hasGitHub: boolean;
  readonly hasGitLab: boolean;
}

/** The services that init writes a file for: the text of each is a template in rules/templates. */
export const ciFiles = {
  github: { template: 'github-workflow.yml', path: '.github/workflows/rolefit.yml', purpose: 'the check on GitHub' },
  gitlab: { template: 'gitlab-ci.yml', path: '.gitlab/rolefit.yml', purpose: 'the check on GitLab' },
} as const;

/** The text of each template, by its name in {@link ciFiles}. */
export type Templates = Readonly<Record<keyof typeof ciFiles, string>>;

/** GitLab's where it is used, and GitHub's unless GitLab alone is; none below the root of a repository. */
export function wantedCi({ folder, hasGitHub, hasGitLab }: CiPlace, templates: Templates): readonly WantedFile[] {
  if (folder === 'below') return [];
  const file = (name: keyof typeof ciFiles): WantedFile => ({
    path: ciFiles[name].path,
    purpose: ciFiles[name].purpose,
    text: templates[name],
  });
  return [...(hasGitHub || !hasGitLab ? [file('github')] : []), ...(hasGitLab ? [file('gitlab')] : [])];
}

/** What is left to do by hand, in sentences. */
export function ciNotes({ folder, hasGitLab }: CiPlace): readonly string[] {
  if (folder === 'below') {
    return ['CI reads its files at the root of the repository: run `rolefit init` there to get one.'];
  }
  const installed = 'CI runs the rolefit that the repository has installed: let it be one of the devDependencies.';
  if (!hasGitLab) return [installed];
  return [installed, `.gitlab-ci.yml is yours; let it have a line \`include: [{ local: /${ciFiles.gitlab.path} }]\`.`];
}
