import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecond } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ClientProgram, writtenFor } from '../../src/load/client-programs.ts';

/** What arrives of each program when the libraries that are installed in a folder run it. */
export async function runLibraries(
  folder: string,
  programs: readonly ClientProgram[],
  together: boolean,
): Promise<readonly (readonly string[])[]> {
  const place = await mkdtemp(join(folder, 'run-'));
  await copyFile(new URL('./runner.mjs', import.meta.url), join(place, 'runner.mjs'));
  const listening = await Promise.all(programs.map((program, index) => prepare(place, program, index)));
  const files = listening.map(({ file }) => file);
  // Programs that change the library itself must not meet others.
  const batches = together ? [files] : files.map((file) => [file]);
  for (const batch of batches) await runNode(folder, [join(place, 'runner.mjs'), ...batch]);
  for (const { server } of listening) server.close();
  await rm(place, { recursive: true, force: true });
  return listening.map(({ arrived }) => arrived);
}

interface Prepared {
  readonly file: string;
  readonly server: Server;
  readonly arrived: string[];
}

/** Writes a program for a server of its own. */
async function prepare(place: string, program: ClientProgram, index: number): Promise<Prepared> {
  const arrived: string[] = [];
  const isSecond = program.source.includes("'node:http2'");
  const server = (isSecond ? (createSecond as unknown as typeof createServer) : createServer)(
    (request: IncomingMessage, response: ServerResponse) => {
      arrived.push(`${request.method} ${request.url}`);
      request.resume();
      response.setHeader('content-type', 'application/json');
      response.end('{"success":true,"result":[],"access_token":"t","token_type":"bearer","expires_in":3600}');
    },
  );
  if (!isSecond) server.keepAliveTimeout = 1;
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  const base = new URL(`http://127.0.0.1:${port}`);
  const source = aliased(writtenFor(program.source, base), program.alias);
  const folder = join(place, String(index));
  await mkdir(folder);
  await writeFile(join(folder, 'window.mjs'), windowFor(base));
  await writeFile(
    join(folder, 'main.mjs'),
    `${program.client === 'jquery' ? "import './window.mjs';\n" : ''}${source}\n`,
  );
  return { file: join(folder, 'main.mjs'), server, arrived };
}

function aliased(source: string, alias: Readonly<Record<string, string>>): string {
  return Object.entries(alias).reduce(
    (text, [name, installed]) => text.replace(new RegExp(`from '${name}(?=['/])`, 'g'), `from '${installed}`),
    source,
  );
}

/** jQuery wants a window when it is loaded, so a module that makes one comes first. */
function windowFor(base: URL): string {
  return `import { JSDOM } from 'jsdom';
const { window } = new JSDOM('', { url: '${base.href}' });
globalThis.window = window;
globalThis.document = window.document;
`;
}

async function runNode(folder: string, args: readonly string[]): Promise<void> {
  const node = join(folder, 'node_modules', 'node', 'bin', 'node');
  const child = spawn(node, args, { cwd: folder, stdio: 'ignore', timeout: 120_000 });
  await new Promise((done) => {
    child.on('exit', done);
    child.on('error', done);
  });
}
