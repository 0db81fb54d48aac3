import type { Report } from '../model/report.ts';
import type { RenderOptions, ReportModel } from './render-options.ts';

/** Report in, document out. A renderer knows nothing but its arguments: no clock, no process, no folder. */
export type Renderer = (report: Report, model: ReportModel, options: RenderOptions) => string;

/** A format as the registry has it. */
export interface FormatEntry {
  /** Loads what renders it: a run asks for one format or two, and there are ten. */
  readonly load: () => Promise<Renderer>;
  /** What a file of this format ends in, without the first dot; each format has its own, so a name can tell which. */
  readonly extension: string;
  /** For whom it is, as a phrase of the help. */
  readonly describe: string;
  /** Where its places must count from for its readers to find them; the analysed folder will do when absent. */
  readonly placesFrom?: 'repository';
}

/** Every format there is: the command line's choices, its help and the tests all read this list. */
export const formatEntries = entries({
  text: { load: async () => (await import('./text.ts')).text, extension: 'txt', describe: 'for a terminal' },
  json: {
    load: async () => (await import('./json.ts')).json,
    extension: 'json',
    describe: 'for programs, with a schema',
  },
  markdown: {
    load: async () => (await import('./markdown.ts')).markdown,
    extension: 'md',
    describe: 'for a pull request or a wiki',
  },
  html: { load: async () => (await import('./html.ts')).html, extension: 'html', describe: 'a page to send around' },
  csv: { load: async () => (await import('./csv.ts')).csv, extension: 'csv', describe: 'for a spreadsheet' },
  sarif: {
    load: async () => (await import('./sarif.ts')).sarif,
    extension: 'sarif',
    describe: 'for code scanning',
    placesFrom: 'repository',
  },
  github: {
    load: async () => (await import('./github.ts')).github,
    extension: 'github.txt',
    describe: 'annotations of a GitHub workflow',
    placesFrom: 'repository',
  },
  'github-summary': {
    load: async () => (await import('./github-summary.ts')).githubSummary,
    extension: 'github.md',
    describe: 'the page of a GitHub workflow run',
  },
  gitlab: {
    load: async () => (await import('./gitlab.ts')).gitlab,
    extension: 'gitlab.json',
    describe: 'GitLab Code Quality',
    placesFrom: 'repository',
  },
  junit: {
    load: async () => (await import('./junit.ts')).junit,
    extension: 'xml',
    describe: 'for any CI server',
    placesFrom: 'repository',
  },
});

export type Format = keyof typeof formatEntries;
/** The names, in the order of the list. */
export const formats = Object.keys(formatEntries) as Format[];

/** Keeps the names as a type, and of the rest only what is true of every entry. */
function entries<Name extends string>(rows: Readonly<Record<Name, FormatEntry>>): Readonly<Record<Name, FormatEntry>> {
  return rows;
}

/** How an answer that is no report can be written. */
export const answerFormats = ['text', 'json', 'markdown'] as const;
export type AnswerFormat = (typeof answerFormats)[number];

/** The same for an answer that is one table as well. */
export const tableFormats = [...answerFormats, 'csv'] as const;
export type TableFormat = (typeof tableFormats)[number];
