import { randomBytes } from 'node:crypto';
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request as requestPlainly,
  type Server,
  type ServerResponse,
} from 'node:http';
import { request as requestSecurely } from 'node:https';
import type { AddressInfo } from 'node:net';
import { InputError } from '../model/input-error.ts';
import { hostFamily } from '../rules/marketo-hosts.ts';
import { proxySpool } from './collect-spools.ts';
import { createRecorder } from './hook/recorder.ts';
import { Spool } from './hook/spool.ts';
import { WatchedCall } from './hook/watched-call.ts';
import type { Run } from './run-watched.ts';

/** A way to Marketo through this machine. */
export interface WayThrough {
  /** What the program is told in place of Marketo's address. */
  readonly url: string;
  close(): Promise<void>;
}

/** Headers that are between neighbours, and are not passed on. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
]);

/**
 * Lets a program that is not of Node reach Marketo through a port of this machine, and writes down what passes by the
 * same rules as the hook. The program has to take Marketo's address from a variable.
 * @param upstream the address that the variable holds
 * @throws InputError when it is none, or not one of Marketo.
 */
export async function openProxy(variable: string, upstream: string, { folder, settings }: Run): Promise<WayThrough> {
  const target = addressIn(variable, upstream, settings.hosts);
  const spool = new Spool(folder, `${proxySpool}${randomBytes(4).toString('hex')}`);
  const recorder = createRecorder(settings, spool);
  const origin = recorder.originOf(target.host) ?? target.origin;
  const server: Server = createServer((request, response) =>
    pass(request, response, target, new WatchedCall(recorder, origin)),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const path = target.pathname === '/' && !/\/$/.test(upstream) ? '' : target.pathname;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          recorder.journal.close();
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

function addressIn(variable: string, value: string, hosts: readonly string[]): URL {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) {
    throw new InputError('the variable holds no address', {
      at: { file: variable },
      next: 'set it to the one that the program asks, such as https://123-ABC-456.mktorest.com',
    });
  }
  const url = new URL(value);
  if (hostFamily(url.host, hosts) !== undefined) return url;
  throw new InputError('the variable holds an address that is none of Marketo', {
    at: { file: variable },
    next: 'name the host with --host if it stands for Marketo',
  });
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, target: URL, watched: WatchedCall): void {
  const { method = 'GET', url = '/', headers } = incoming;
  const send = target.protocol === 'https:' ? requestSecurely : requestPlainly;
  const upstream = send({
    hostname: target.hostname,
    port: target.port,
    method,
    path: url,
    headers: passedOn(headers),
  });
  incoming.on('data', (chunk: Buffer) => watched.addBody(chunk));
  incoming.on('end', () => {
    watched.sent({ method, target: url }, (name) => {
      const value = headers[name];
      return typeof value === 'string' ? value : undefined;
    });
  });
  incoming.pipe(upstream);
  passAnswer(upstream, outgoing, watched);
}

function passAnswer(upstream: ClientRequest, outgoing: ServerResponse, watched: WatchedCall): void {
  upstream.on('response', (answer) => {
    const { statusCode = 502, headers } = answer;
    watched.answerBegins(statusCode, headers['content-type'] ?? '', headers['content-encoding'] ?? '');
    answer.on('data', (chunk: Buffer) => watched.addAnswer(chunk));
    answer.on('end', () => watched.answered());
    outgoing.writeHead(statusCode, passedOn(headers));
    answer.pipe(outgoing);
    answer.on('close', () => {
      if (!answer.complete) outgoing.destroy();
    });
  });
  // Whatever went wrong on the way, the program sees a connection that broke, as it would without the proxy.
  upstream.on('error', () => outgoing.destroy());
  outgoing.on('close', () => upstream.destroy());
}

function passedOn(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));
}
