import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { InputError } from '../model/input-error.ts';
import { sharedKeyCiphers } from '../record/settings.ts';
import type { StandIn } from './stand-in.ts';

/** A stand-in that can be called. */
export interface Listening {
  readonly port: number;
  /** Rejects when a request could not be served, such as for want of room on the disk: what was asked is lost then. */
  readonly failed: Promise<never>;
  /** Ends open connections, so that it is done at once. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** An address of this machine. */
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** A secret that both ends know; with one, the connection is encrypted, and nobody without it gets one. */
  readonly sharedKey?: Uint8Array;
}

/** Marketo takes no larger file. */
const mostBody = 10 * 1024 * 1024;
/** Nor a longer address. */
const longestTarget = 8 * 1024;

/**
 * Puts a stand-in on a port. Node's own server does all that is needed: what is served is one function of a request,
 * without routes, sessions or views, so a framework would only stand between it and the timeouts set here.
 * @throws InputError when the port is taken or may not be used.
 */
export async function listen(standIn: StandIn, { host, port, sharedKey }: ListenOptions): Promise<Listening> {
  let fail: (cause: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Whoever waits for it is told; it may also come when nobody does any more.
  failed.catch(() => {});
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    serve(standIn, request, response).catch((cause: unknown) => {
      fail(cause);
      response.destroy();
    });
  };
  const server: Server =
    sharedKey === undefined
      ? createServer(handle)
      : createSecureServer({ ciphers: sharedKeyCiphers, maxVersion: 'TLSv1.2', pskCallback: () => sharedKey }, handle);
  // Slow senders do not hold the port for ever; whoever waits between calls may.
  server.requestTimeout = 60_000;
  server.headersTimeout = 20_000;
  server.keepAliveTimeout = 30_000;
  server.on('clientError', answerBroken);
  await new Promise<void>((ready, refuse) => {
    server.once('error', (cause: NodeJS.ErrnoException) => refuse(cannotListen(host, port, cause)));
    server.listen(port, host, ready);
  });
  return {
    port: (server.address() as AddressInfo).port,
    failed,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function serve(standIn: StandIn, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/', headers } = request;
  if (url.length > longestTarget) {
    standIn.miss({ method, target: url }, 'too-large');
    return refuse(request, response, 414);
  }
  const body = await readBody(request);
  if (typeof body === 'string') {
    standIn.miss({ method, target: url }, body);
    // Whoever broke off has gone: there is nobody to answer.
    return body === 'too-large' ? refuse(request, response, 413) : undefined;
  }
  const sent = new Promise<void>((done) => response.once('close', done));
  const { status, type, text } = standIn.serve({ method, target: url, headers, body }, sent);
  const bytes = Buffer.from(text);
  const range = status === 200 && type.startsWith('text/csv') ? rangeOf(headers.range, bytes.length) : undefined;
  const part = range === undefined ? bytes : bytes.subarray(range.start, range.end + 1);
  response.writeHead(range === undefined ? status : 206, {
    'Content-Type': type,
    'Content-Length': part.length,
    ...(range === undefined ? {} : { 'Content-Range': `bytes ${range.start}-${range.end}/${bytes.length}` }),
  });
  response.end(method === 'HEAD' ? '' : part);
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | 'too-large' | 'broken-off'> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > mostBody) return 'too-large';
      chunks.push(chunk);
    }
  } catch {
    return 'broken-off';
  }
  return Buffer.concat(chunks);
}

/** What the web server before Marketo says, which knows no envelope. */
function refuse(request: IncomingMessage, response: ServerResponse, status: 413 | 414): void {
  response.writeHead(status, { Connection: 'close', 'Content-Length': 0 }).end();
  request.resume();
}

function answerBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '414 URI Too Long' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Files can be asked for in parts. */
function rangeOf(header: string | undefined, length: number): Range | undefined {
  const [, from, to] = /^bytes=(\d{1,12})-(\d{0,12})$/.exec(header ?? '') ?? [];
  if (from === undefined || Number(from) >= length) return undefined;
  const end = to === undefined || to === '' ? length - 1 : Math.min(Number(to), length - 1);
  return Number(from) > end ? undefined : { start: Number(from), end };
}

function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): InputError {
  const isPort = cause.code === 'EADDRINUSE' || cause.code === 'EACCES';
  const why = cause.code === 'EADDRINUSE' ? 'it is in use' : `${cause.code}`;
  return new InputError(`cannot listen on ${host}:${port}: ${why}`, {
    at: { file: isPort ? '--port' : '--bind' },
    next: isPort ? 'choose another port, or 0 for any that is free' : 'name an address of this machine',
    cause,
  });
}
