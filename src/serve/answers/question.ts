import type { Operation } from '../../model/operation.ts';
import type { Caller } from '../tokens.ts';
import type { Jobs } from './jobs.ts';
import type { Records } from './records.ts';

/** A permitted request, as whatever answers it sees it. */
export interface Question {
  readonly operation: Operation;
  /** What stands in the path for its parameters, by their names. */
  readonly inPath: Readonly<Record<string, string>>;
  /** Query and form together. */
  readonly passed: URLSearchParams;
  /** The body, where it is JSON. */
  readonly body: unknown;
  /** Lines of an uploaded table, without its heading. */
  readonly uploadedRows: number;
  readonly caller: Caller;
  readonly records: Records;
  readonly jobs: Jobs;
}

/** What is answered: the envelope's parts, a file, something without an envelope, or an error code. */
export type Reply =
  | { readonly kind: 'envelope'; readonly result?: readonly unknown[]; readonly more?: object }
  | { readonly kind: 'file'; readonly text: string; readonly type: string }
  | { readonly kind: 'bare'; readonly status: number; readonly body?: unknown }
  | { readonly kind: 'error'; readonly code: string; readonly message?: string };

export type Form = (question: Question) => Reply;

export function envelope(result: readonly unknown[], more: object = {}): Reply {
  return { kind: 'envelope', result, more };
}

/** A number that was passed, within its bounds. */
export function numberPassed(passed: URLSearchParams, name: string, fallback: number, most: number): number {
  const text = passed.get(name) ?? '';
  const number = /^\d{1,9}$/.test(text) ? Number(text) : fallback;
  return Math.min(number, most);
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** The records of `input`, where a request has them. */
export function inputOf(body: unknown): readonly Readonly<Record<string, unknown>>[] {
  const { input } = recordOf(body);
  return Array.isArray(input) ? input.map(recordOf) : [];
}

/** The first part of the path that names a record. */
export function keyInPath({ inPath }: Pick<Question, 'inPath'>): string {
  return Object.values(inPath)[0] ?? '1';
}
