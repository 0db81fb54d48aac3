import type { Report } from '../model/report.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';
import type { RenderOptions, ReportModel } from './render-options.ts';
import { text } from './text.ts';

export { type Answer, type AnswerFormat, answerFormats, renderAnswer } from './answer.ts';
export type { ExplainContext } from './content/explain-context.ts';
export { roleSheet } from './content/role-sheet.ts';
export { describeFinding } from './describe.ts';
export { explain, parsePlace, suggestTopic } from './explain.ts';
export { type LintCounts, type LintProblem, lintAnswer } from './lint-answer.ts';
export { type ClientRow, listClients } from './list-clients.ts';
export { listOperations, type OperationFilter } from './list-operations.ts';
export { listPermissions } from './list-permissions.ts';
export { createPalette, type Palette } from './palette.ts';
export { publishReport } from './publish-report.ts';
export { plainOptions, type RenderOptions, type ReportModel } from './render-options.ts';

/** Report in, document out. A renderer knows nothing but its arguments: no clock, no process, no folder. */
export type Renderer = (report: Report, model: ReportModel, options: RenderOptions) => string;

const registry = { text, json, markdown } as const satisfies Record<string, Renderer>;

export type Format = keyof typeof registry;
/** Every format there is: the command line's choices, its help and the tests all read this list. */
export const renderers: Readonly<Record<Format, Renderer>> = registry;
export const formats = Object.keys(registry) as Format[];
