import { browserPrograms } from './programs-browser.ts';
import { fetchPrograms } from './programs-fetch.ts';
import { platformPrograms } from './programs-platform.ts';
import { requestPrograms } from './programs-request.ts';

/** A documented form of call, as a program of one file, and the requests it sends. */
export interface ClientProgram {
  /** The file of rules/clients that describes it, without ".json". */
  readonly client: string;
  /** The form, in a few words. */
  readonly name: string;
  readonly source: string;
  /** Method and path of every request, e.g. "GET /rest/v1/leads.json"; "{}" stands for what is not known. */
  readonly expect: readonly string[];
}

export const programs: readonly ClientProgram[] = [
  ...fetchPrograms,
  ...requestPrograms,
  ...browserPrograms,
  ...platformPrograms,
];
