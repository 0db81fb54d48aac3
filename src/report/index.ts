import type { Report } from '../model/report.ts';
import { csv } from './csv.ts';
import { github } from './github.ts';
import { githubSummary } from './github-summary.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { RenderOptions, ReportModel } from './render-options.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export {
  type Answer,
  type AnswerFormat,
  answerFormats,
  renderAnswer,
  renderTable,
  type TableFormat,
  tableFormats,
} from './answer.ts';
export { type CheckOutcome, checkBlocks } from './check-answer.ts';
export { renderComment } from './comment.ts';
export { explainDenied } from './content/denial-answer.ts';
export type { ExplainContext } from './content/explain-context.ts';
export { roleSheet } from './content/role-sheet.ts';
export { describeFinding } from './describe.ts';
export { diffAnswer, diffBlocks } from './diff-answer.ts';
export type { Block } from './document/block.ts';
export { toText } from './document/to-text.ts';
export { explain, parsePlace, suggestTopic } from './explain.ts';
export { fingerprintFindings } from './fingerprint.ts';
export { leakAnswer } from './leak-answer.ts';
export { type LintCounts, type LintProblem, lintAnswer } from './lint-answer.ts';
export { type ClientRow, listClients } from './list-clients.ts';
export { listOperations, type OperationFilter } from './list-operations.ts';
export { listPermissions } from './list-permissions.ts';
export { type Followed, listVendors, type VendorRow } from './list-vendors.ts';
export { createPalette, type Palette } from './palette.ts';
export { publishReport } from './publish-report.ts';
export { plainOptions, type RenderOptions, type ReportModel } from './render-options.ts';

/** Report in, document out. A renderer knows nothing but its arguments: no clock, no process, no folder. */
export type Renderer = (report: Report, model: ReportModel, options: RenderOptions) => string;

/** A format as the registry has it. */
export interface FormatEntry {
  readonly render: Renderer;
  /** What a file of this format ends in, without the first dot; each format has its own, so a name can tell which. */
  readonly extension: string;
  /** For whom it is, as a phrase of the help. */
  readonly describe: string;
  /** Where its places in code must count from for its readers to find them; the analysed folder will do when absent. */
  readonly placesFrom?: 'working-folder';
}

const registry = {
  text: { render: text, extension: 'txt', describe: 'for a terminal' },
  json: { render: json, extension: 'json', describe: 'for programs, with a schema' },
  markdown: { render: markdown, extension: 'md', describe: 'for a pull request or a wiki' },
  html: { render: html, extension: 'html', describe: 'a page to send around' },
  csv: { render: csv, extension: 'csv', describe: 'for a spreadsheet' },
  sarif: { render: sarif, extension: 'sarif', describe: 'for code scanning', placesFrom: 'working-folder' },
  github: {
    render: github,
    extension: 'github.txt',
    describe: 'annotations of a GitHub workflow',
    placesFrom: 'working-folder',
  },
  'github-summary': { render: githubSummary, extension: 'github.md', describe: 'the page of a GitHub workflow run' },
  gitlab: { render: gitlab, extension: 'gitlab.json', describe: 'GitLab Code Quality', placesFrom: 'working-folder' },
  junit: { render: junit, extension: 'xml', describe: 'for any CI server', placesFrom: 'working-folder' },
} as const satisfies Record<string, FormatEntry>;

export type Format = keyof typeof registry;
/** Every format there is: the command line's choices, its help and the tests all read this list. */
export const formats = Object.keys(registry) as Format[];
/** The registry, by name. */
export const formatEntries: Readonly<Record<Format, FormatEntry>> = registry;
/** The renderers alone, by the name of their format. */
export const renderers = Object.fromEntries(formats.map((format) => [format, registry[format].render])) as Readonly<
  Record<Format, Renderer>
>;
