import type { Effect, Operation } from '../model/operation.ts';
import { requirementText } from '../model/requirement.ts';
import { count } from '../model/words.ts';
import type { Answer } from './answer.ts';
import { operationData } from './content/operation-data.ts';
import { type Content, code, muted } from './document/block.ts';
import type { ReportModel } from './render-options.ts';

/** Which operations to list; everything given must hold. */
export interface OperationFilter {
  readonly search?: string;
  readonly effect?: Effect;
  readonly disputed?: boolean;
}

/** The operations of the model as a table or an array. `search` looks in id, name, group and requirement. */
export function listOperations({ rules }: ReportModel, filter: OperationFilter): Answer {
  const operations = rules.operations.filter((operation) => isWanted(operation, filter));
  const disputed = operations.filter((operation) => operation.disputed).length;
  return {
    blocks: [
      ...(operations.length === 0
        ? []
        : [{ kind: 'table', columns: ['Operation', 'Name', 'Effect', 'Needs'], rows: operations.map(row) } as const]),
      {
        kind: 'summary',
        parts: [[count(operations.length, 'operation')], ...(disputed > 0 ? [[`${disputed} disputed`]] : [])],
      },
    ],
    data: operations.map(operationData),
  };
}

function isWanted(operation: Operation, { search, effect, disputed }: OperationFilter): boolean {
  if (effect !== undefined && operation.effect !== effect) return false;
  if (disputed === true && !operation.disputed) return false;
  return containsWords(search, [operation.id, operation.name, operation.group, requirementText(operation.requires)]);
}

/** Whether each word of the search is somewhere in the texts, letter case aside. */
export function containsWords(search: string | undefined, texts: readonly string[]): boolean {
  const all = texts.join('\n').toLowerCase();
  return (search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function row(operation: Operation): readonly Content[] {
  const needs = requirementText(operation.requires);
  return [
    [code(operation.id)],
    [operation.name],
    [operation.effect],
    operation.disputed ? [needs, muted(' (disputed)')] : [needs],
  ];
}
