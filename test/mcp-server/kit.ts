import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { ListRootsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { formatError } from '../../src/cli/format-error.ts';
import { run } from '../../src/cli/run.ts';
import { packageRoot } from '../../src/load/package-root.ts';
import { placeIn } from '../../src/load/place-in.ts';
import { createServer, type Ended } from '../../src/mcp-server/index.ts';
import type { Line } from '../../src/mcp-server/tools.ts';
import { createPalette } from '../../src/report/palette.ts';
import { createFakeIo } from '../kit/fake-io.ts';

/** What the command line prints. */
export async function commandLine({ argv, cwd, stdin = '' }: Line): Promise<Ended> {
  const { io, stdout, stderr } = createFakeIo({
    cwd,
    env: { ...process.env, NO_COLOR: '1' },
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
  });
  const code = await run(argv, io);
  return { code, stdout: stdout(), stderr: stderr() };
}

export interface Answered {
  readonly isError?: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what a test asks.
  readonly structuredContent?: any;
  readonly content: readonly { readonly type: string; readonly text: string }[];
}

export interface Connected {
  readonly client: Client;
  readonly lines: readonly Line[];
  call(name: string, given?: Record<string, unknown>): Promise<Answered>;
}

/** A client of the SDK, which holds every answer against the schema of its tool. @param roots addresses of folders */
export async function newClient(roots: readonly string[] | undefined): Promise<Client> {
  const capabilities = roots === undefined ? {} : { roots: { listChanged: true } };
  const client = new Client({ name: 'test', version: '1' }, { capabilities });
  if (roots !== undefined) {
    client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: roots.map((uri) => ({ uri })) }));
  }
  return client;
}

/** A client that is connected with a server in the same process. */
export async function connectInMemory(
  start: string,
  { roots, command = [] }: { readonly roots?: readonly string[]; readonly command?: readonly string[] } = {},
): Promise<Connected> {
  const lines: Line[] = [];
  const server = createServer({
    version: '1.0.0',
    command,
    start,
    nowhere: packageRoot(),
    placeIn: (addresses, path) => placeIn(addresses, start, path),
    isFile: async (folder, name) => (await stat(resolve(folder, name)).catch(() => undefined)) !== undefined,
    ask: (line) => {
      lines.push(line);
      return commandLine(line);
    },
    explain: (error) => formatError(error, createPalette(false)),
  });
  const client = await newClient(roots);
  const [one, other] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(one), client.connect(other)]);
  await client.listTools();
  return { client, lines, call: (name, given = {}) => callOf(client, name, given) };
}

export async function callOf(client: Client, name: string, given: Record<string, unknown> = {}): Promise<Answered> {
  return (await client.callTool({ name, arguments: given })) as unknown as Answered;
}
