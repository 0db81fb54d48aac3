import { compareLocations, compareText } from '../../src/model/location.ts';
import type { PublishedReport } from '../../src/schema/report.ts';

/** What can be said about one line of source code. */
export const statementKinds = ['operation', 'unreachable', 'unmatched', 'unresolved'] as const;
export type StatementKind = (typeof statementKinds)[number];

/** "This operation is called here", "this call cannot be followed": said by a fixture, or by a report. */
export interface Statement {
  readonly kind: StatementKind;
  /** An operation id; of an unmatched or unresolved call what is known of it, holes as `{?}`. */
  readonly text: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

const comment = /(?:\/\/|#) expect(?:-(unreachable|unmatched|unresolved))?: (.*?)(?=\s*(?:\/\/|#) expect|$)/g;

/** The statements in the `// expect:` or `# expect:` comments of a file; several on one line are separated by ", ". */
export function readStatements(file: string, text: string): Statement[] {
  return text.split('\n').flatMap((code, index) =>
    [...code.matchAll(comment)].flatMap(([, suffix, list = '']) => {
      const kind = statementKinds.find((one) => one === suffix) ?? 'operation';
      const texts = list
        .split(', ')
        .map((one) => (kind === 'operation' || kind === 'unreachable' ? one.trim() : normalKnown(one)));
      return texts.map((text) => ({ kind, text, file, line: index + 1 }));
    }),
  );
}

/** Everything a report says about lines of source code. */
export function statementsOf(report: PublishedReport): Statement[] {
  const statements = report.services.flatMap((service): Statement[] => [
    ...service.operations.flatMap(({ id, reachable, evidence }) =>
      placesOf(evidence).map(
        (place) => ({ kind: reachable ? 'operation' : 'unreachable', text: id, ...place }) as const,
      ),
    ),
    ...service.unmatched.flatMap(({ method, path, evidence }) =>
      placesOf(evidence).map(
        (place) => ({ kind: 'unmatched', text: normalKnown(`${method ?? ''} ${path}`), ...place }) as const,
      ),
    ),
    ...service.unresolved.flatMap(({ known, file, line }) =>
      line === undefined ? [] : [{ kind: 'unresolved', text: normalKnown(known), file, line } as const],
    ),
  ]);
  return [...new Map(statements.map((one) => [describeStatement(one), one])).values()].sort(compareStatements);
}

export function describeStatement({ kind, text, file, line }: Statement): string {
  return `${file}:${line} ${kind === 'operation' ? '' : `${kind} `}${text}`;
}

/** Hole names and a base that is not known are the analysis' own business: `POST {host}/rest/{a}{b}` is `POST /rest/{?}`. */
export function normalKnown(known: string): string {
  const [, method = '', path = ''] = /^(?:([A-Z]+)(?: |$))?(.*)$/.exec(known.trim()) ?? [];
  const holes = path.replace(/\{[^}]*\}/g, '{?}').replace(/(\{\?\})+/g, '{?}');
  const rooted = holes.replace(/^\{\?\}(?=\/)/, '').replace(/^\/?\{\?\}$/, '');
  return [method, rooted === '' ? '{?}' : rooted].filter((part) => part !== '').join(' ');
}

function placesOf(evidence: PublishedReport['services'][number]['operations'][number]['evidence']) {
  return evidence.flatMap((one) => (one.kind === 'source' ? [{ file: one.file, line: one.line }] : []));
}

function compareStatements(a: Statement, b: Statement): number {
  return compareLocations({ ...a, column: 1 }, { ...b, column: 1 }) || compareText(a.text, b.text);
}
