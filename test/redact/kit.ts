import { Ajv } from 'ajv';
import { checkHar, type RedactOptions, redactHar } from '../../src/redact/index.ts';
import { chunked, hostFamily, mcp } from '../har/kit.ts';

export async function redact(input: string | Uint8Array, options: Partial<RedactOptions> & { size?: number } = {}) {
  const { size, ...rest } = options;
  const copy = redactHar(chunked(input, size), { hostFamily, mcp, version: '0.0.0', ...rest });
  let text = '';
  for await (const piece of copy) text += piece;
  return { text, summary: copy.summary() };
}

export interface CopiedEntry {
  readonly startedDateTime: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
    readonly queryString: readonly { readonly name: string; readonly value: string }[];
    readonly postData?: { readonly mimeType: string; readonly params: readonly object[] };
  };
  readonly response: {
    readonly status: number;
    readonly content: { readonly mimeType: string; readonly text?: string };
  };
}

/** The entries of a copy, which has to be HAR 1.2 to the letter. */
export function entriesOf(text: string): readonly CopiedEntry[] {
  const log: unknown = JSON.parse(text);
  if (!isHar(log)) throw new Error(JSON.stringify(isHar.errors));
  return log.log.entries;
}

export async function redactOne(entry: unknown, options: Partial<RedactOptions> = {}): Promise<CopiedEntry> {
  const { text } = await redact(JSON.stringify({ log: { entries: [entry] } }), options);
  const [first] = entriesOf(text);
  if (first === undefined) throw new Error('the entry was dropped');
  return first;
}

export function check(input: string | Uint8Array) {
  return checkHar(chunked(input), { hostFamily, mcp });
}

const text = { type: 'string' };
const number = { type: 'integer', minimum: -1 };

function object(required: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}): object {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}

const pair = object({ name: text, value: text });
const message = {
  httpVersion: text,
  cookies: { type: 'array' },
  headers: list(pair),
  headersSize: number,
  bodySize: number,
};

function list(items: object): object {
  return { type: 'array', items };
}

/** HAR 1.2 with every field that it demands, and no field of ours that it lacks. */
const isHar = new Ajv({ strictTypes: false }).compile<{ log: { entries: CopiedEntry[] } }>(
  object({
    log: object({
      version: { const: '1.2' },
      creator: object({ name: text, version: text }, { comment: text }),
      entries: list(
        object(
          {
            startedDateTime: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' },
            time: { type: 'number', minimum: 0 },
            request: object(
              {
                method: text,
                url: { type: 'string', pattern: '^https?://[^#]+$' },
                queryString: list(pair),
                ...message,
              },
              { postData: object({ mimeType: text, params: list(pair) }, { text }) },
            ),
            response: object({
              status: { type: 'integer', minimum: 0 },
              statusText: text,
              redirectURL: text,
              content: object({ size: number, mimeType: text }, { text }),
              ...message,
            }),
            cache: object({}),
            timings: object({ send: number, wait: number, receive: number }),
          },
          { _fromCache: { const: 'disk' }, _entry: { type: 'integer', minimum: 0 } },
        ),
      ),
    }),
  }),
);
