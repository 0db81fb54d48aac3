import { toCsv } from './csv/table.ts';
import type { Block } from './document/block.ts';
import { toMarkdown } from './document/to-markdown.ts';
import { toText } from './document/to-text.ts';
import type { AnswerFormat, TableFormat } from './formats.ts';
import { toJson } from './json.ts';
import type { RenderOptions } from './render-options.ts';

/** What `role`, `explain` and `model` answer: words for a person, the same as data for a program. */
export interface Answer {
  readonly blocks: readonly Block[];
  readonly data: unknown;
}

/** An answer that is one table as well. */
export interface TableAnswer extends Answer {
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly Readonly<Record<string, string>>[] };
}

const answerRenderers = {
  text: (answer, options) => toText(answer.blocks, options),
  json: (answer) => toJson(answer.data),
  markdown: (answer) => toMarkdown(answer.blocks),
} as const satisfies Record<AnswerFormat, (answer: Answer, options: RenderOptions) => string>;

export function renderAnswer(answer: Answer, format: AnswerFormat, options: RenderOptions): string {
  return answerRenderers[format](answer, options);
}

export function renderTable(answer: TableAnswer, format: TableFormat, options: RenderOptions): string {
  return format === 'csv' ? toCsv(answer.table.columns, answer.table.rows) : renderAnswer(answer, format, options);
}
