import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

/** A program for one client library. It asks whoever `BASE` stands for. */
export interface ClientProgram {
  readonly client: string;
  readonly name: string;
  readonly source: string;
  /** Whether it is one of the variations that every client has. */
  readonly isVaried: boolean;
  /** Packages that stand in for those that it imports, where another major is installed under a name of its own. */
  readonly alias: Readonly<Record<string, string>>;
}

/** How a client is made and asked: `BASE`, `PATH` and `METHOD` stand for what the variations put there. */
interface Form {
  readonly alias?: Readonly<Record<string, string>>;
  readonly head: string;
  readonly make: string;
  readonly get: string;
  readonly sends: Readonly<Record<string, string>>;
}

function read<Content>(name: string): Content {
  return JSON.parse(readFileSync(join(packageRoot(), 'rules', 'recorded', name), 'utf8')) as Content;
}

/** How base and path can meet, by name: what stands for the base, and the path. */
const meetings: Readonly<Record<string, readonly [string, string]>> = {
  'B + /p': ["'@B@'", '/rest/v1/leads.json'],
  'B + p': ["'@B@'", 'rest/v1/leads.json'],
  'B/ + /p': ["'@B@/'", '/rest/v1/leads.json'],
  'B/ + p': ["'@B@/'", 'rest/v1/leads.json'],
  'B/rest + /p': ["'@B@/rest'", '/v1/leads.json'],
  'B/rest + p': ["'@B@/rest'", 'v1/leads.json'],
  'B/rest/ + /p': ["'@B@/rest/'", '/v1/leads.json'],
  'B/rest/ + p': ["'@B@/rest/'", 'v1/leads.json'],
  'B/rest// + p': ["'@B@/rest//'", 'v1/leads.json'],
  'B/rest/v1 + absolute': ["'@B@/rest/v1'", '@B@/rest/asset/v1/folders.json'],
  'B/rest/v1/ + ../asset': ["'@B@/rest/v1/'", '../asset/v1/folders.json'],
  'B/rest/v1 + ../asset': ["'@B@/rest/v1'", '../asset/v1/folders.json'],
  'B/rest/v1 + ./leads.json': ["'@B@/rest/v1'", './leads.json'],
  'B/rest/v1 + /rest/asset (root path)': ["'@B@/rest/v1'", '/rest/asset/v1/folders.json'],
  'B/rest/v1/x + leads.json': ["'@B@/rest/v1/lists'", 'leads.json'],
  'B/p + empty': ["'@B@/rest/v1/leads.json'", ''],
  'B/p + ?query': ["'@B@/rest/v1/leads.json'", '?filterType=id&filterValues=1'],
  'B/rest/v1/leads + .json': ["'@B@/rest/v1/leads'", '.json'],
  'B/rest/v1?x=1 + leads.json': ["'@B@/rest/v1?x=1'", 'leads.json'],
  'B/rest + path with ?query': ["'@B@/rest'", '/v1/leads.json?filterType=id'],
  'B/rest + path with #hash': ["'@B@/rest'", '/v1/leads.json#a'],
  'B/rest URL object + p': ["new URL('@B@/rest')", 'v1/leads.json'],
  'B/rest/ URL object + p': ["new URL('@B@/rest/')", 'v1/leads.json'],
  'B + path with empty segment': ["'@B@'", '/rest//v1/leads.json'],
  'B + //p': ["'@B@'", '//rest/v1/leads.json'],
};

/** Ways to name a method, by name: the form that is written out, and the method in it. */
const askings: Readonly<Record<string, readonly [string, string]>> = {
  "method 'POST'": ['withBody', 'POST'],
  "method 'post'": ['withBody', 'post'],
  "method 'delete'": ['bare', 'delete'],
  'body, no method': ['bodyAlone', ''],
  'no method, no body': ['nothing', ''],
  "get() with method 'POST' in its options": ['verb', ''],
};

/** Every form in every variation, and the programs that stand for themselves. */
export function clientPrograms(): readonly ClientProgram[] {
  const forms = Object.entries(read<Record<string, Form>>('forms.json'));
  const single = read<Record<string, Record<string, string>>>('programs.json');
  const aliases = new Map(forms.map(([client, { alias = {} }]) => [client, alias]));
  return [
    ...forms.flatMap(([client, form]) => [...meetingsOf(client, form), ...askingsOf(client, form)]),
    ...Object.entries(single).flatMap(([client, programs]) =>
      Object.entries(programs).map(([name, source]) => {
        const alias = aliases.get(client) ?? singleAliases[client] ?? {};
        return { client, name, source, alias, isVaried: false };
      }),
    ),
  ];
}

/** Majors that only programs of their own are about. */
const singleAliases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'node-fetch 2': { 'node-fetch': 'node-fetch2' },
  phin3: { phin: 'phin3' },
};

function meetingsOf(client: string, { head, make, get, alias = {} }: Form): ClientProgram[] {
  return Object.entries(meetings).map(([name, [base, path]]) => {
    const source = [head, make, get].join('\n').replaceAll('BASE', base).replaceAll('PATH', `'${path}'`);
    return { client, name, source, alias, isVaried: true };
  });
}

function askingsOf(client: string, { head, make, sends, alias = {} }: Form): ClientProgram[] {
  return Object.entries(askings).flatMap(([name, [form, method]]) => {
    const send = sends[form];
    if (send === undefined) return [];
    const source = [head, make, send].join('\n').replaceAll('BASE', "'@B@'").replaceAll('METHOD', `'${method}'`);
    return [{ client, name, source, alias, isVaried: true }];
  });
}

/** What the real libraries sent. */
export interface Recorded {
  /** Of Node, and of each library. */
  readonly versions: Readonly<Record<string, string>>;
  /** Method and path of what arrived, by client and name of the program. */
  readonly arrived: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export function recordedArrivals(): Recorded {
  return read<Recorded>('arrived.json');
}

/** Which version a program was run with, by the name of the package that a specifier is of. */
export function versionRun(
  { alias }: ClientProgram,
  { versions }: Recorded,
): (specifier: string) => string | undefined {
  return (specifier) => {
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '';
    return /(\d[^@]*)$/.exec(versions[alias[name] ?? name] ?? '')?.[1];
  };
}

/** Writes a program for a host. */
export function writtenFor(source: string, base: URL): string {
  const scheme = base.protocol.slice(0, -1);
  const port = base.port === '' ? '443' : base.port;
  return source
    .replaceAll('@B@', base.origin)
    .replaceAll('@HOSTPORT@', base.host)
    .replaceAll('@HOST@', base.hostname)
    .replaceAll('@PORT@', port)
    .replaceAll('@HTTP@', scheme);
}
