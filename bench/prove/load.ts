import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { stdout } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { type ServerProcess, startServer } from './server-process.ts';

const connections = 200;
const requests = 100_000;
/** One in so many has a body that comes slowly, and one is no request at all. */
const oddOneIn = 200;

const broken = [
  'GET /rest/v1/lists.json HTTP/9.9\r\n\r\n',
  'no request\r\n\r\n',
  'POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n',
];

/** 200 connections for 100,000 requests, slow and broken ones among them: each has its answer, memory stays, and it ends cleanly. */
export async function loadServer(): Promise<void> {
  const server = await startServer();
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const ask = asker(server, agent);
  const identity = '/identity/oauth/token?grant_type=client_credentials&client_id=a&client_secret=b';
  const { access_token: token } = JSON.parse(await ask('GET', identity, {}));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let wrong = 0;
  const one = async (at: number): Promise<void> => {
    if (at % oddOneIn === 0) wrong += (await sendBroken(server.port, at)) ? 0 : 1;
    const isSlow = at % oddOneIn === 1;
    const [method, path] = at % 2 === 0 ? ['GET', `/rest/v1/lead/${at}.json`] : ['POST', '/rest/v1/leads.json'];
    const body = method === 'GET' ? [] : ['{"input":[', `{"email":"person${at}@stand-in.example"}]}`];
    const text = await ask(method ?? '', path ?? '', headers, body, isSlow ? 500 : 0).catch(() => '');
    if (!/^\{"requestId":"[^"]+","success":true/.test(text)) wrong += 1;
  };
  const until = async (from: number, end: number): Promise<number> => {
    let next = from;
    const work = async (): Promise<void> => {
      while (next < end) await one(next++);
    };
    await Promise.all(Array.from({ length: connections }, work));
    return (await server.heap()) / 2 ** 20;
  };
  const half = await until(0, requests / 2);
  const whole = await until(requests / 2, requests);
  agent.destroy();
  const code = await server.close();
  stdout.write(
    `${requests} requests over ${connections} connections: ${wrong} without Marketo's answer; ${half.toFixed(1)} MB of heap at half, ${whole.toFixed(1)} MB at the end; ended with ${code}\n`,
  );
}

function asker({ port }: ServerProcess, agent: Agent) {
  return (method: string, path: string, headers: object, body: readonly string[] = [], pause = 0): Promise<string> =>
    new Promise((done, fail) => {
      const sending = request({ host: '127.0.0.1', port, agent, method, path, headers: { ...headers } }, (answer) => {
        let text = '';
        answer
          .setEncoding('utf8')
          .on('data', (part) => {
            text += part;
          })
          .on('end', () => done(text));
      }).on('error', fail);
      void sendParts();
      async function sendParts(): Promise<void> {
        for (const part of body) {
          sending.write(part);
          if (pause > 0) await wait(pause);
        }
        sending.end();
      }
    });
}

/** @returns whether it was refused as what it is. */
function sendBroken(port: number, at: number): Promise<boolean> {
  return new Promise((done) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(broken[(at / oddOneIn) % broken.length] ?? ''));
    socket
      .setEncoding('utf8')
      .on('data', (part) => {
        answer += part;
      })
      .on('error', () => {})
      .on('close', () => done(answer.startsWith('HTTP/1.1 400')));
  });
}
