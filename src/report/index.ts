import { csv } from './csv.ts';
import type { Format, Renderer } from './formats.ts';
import { github } from './github.ts';
import { githubSummary } from './github-summary.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export { describeFinding } from '../model/finding-kinds/index.ts';
export { type Answer, renderAnswer, renderTable } from './answer.ts';
export type { CheckOutcome } from './check-answer.ts';
export { explainDenied } from './content/denial-answer.ts';
export type { ExplainContext } from './content/explain-context.ts';
export { roleSheet } from './content/role-sheet.ts';
export { diffBlocks } from './diff-answer.ts';
export type { Block } from './document/block.ts';
export { explain, parsePlace, suggestTopic } from './explain.ts';
export { fingerprintFindings } from './fingerprint.ts';
export {
  type AnswerFormat,
  answerFormats,
  type Format,
  formatEntries,
  formats,
  type Renderer,
  type TableFormat,
  tableFormats,
} from './formats.ts';
export { type LintCounts, type LintProblem, lintAnswer } from './lint-answer.ts';
export { type ClientRow, listClients } from './list-clients.ts';
export { listOperations, type OperationFilter } from './list-operations.ts';
export { listPermissions } from './list-permissions.ts';
export { type Followed, listVendors, type VendorRow } from './list-vendors.ts';
export { createPalette, type Palette } from './palette.ts';
export { publishReport } from './publish-report.ts';
export { plainOptions, type RenderOptions, type ReportModel } from './render-options.ts';

/** Every renderer, by the name of its format. A run of the command line loads only those that it is asked for. */
export const renderers: Readonly<Record<Format, Renderer>> = {
  text,
  json,
  markdown,
  html,
  csv,
  sarif,
  github,
  'github-summary': githubSummary,
  gitlab,
  junit,
};
