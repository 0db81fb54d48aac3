import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { openStandIn } from '../../src/load/stand-in.ts';
import { type Listening, listen } from '../../src/serve/listen.ts';
import { plainScenario, type Scenario } from '../../src/serve/scenario.ts';
import { everything, identity, model, play } from './kit.ts';

let listening: Listening | undefined;
afterEach(() => listening?.close());

async function start(over: Partial<Scenario> = {}) {
  const { standIn, account } = await play(over);
  listening = await listen(standIn, { host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${listening.port}`;
  const signedIn = (await (await fetch(base + identity('one', 's'))).json()) as { readonly access_token: string };
  const headers = { authorization: `Bearer ${signedIn.access_token}` };
  return { base, account, headers, port: listening.port };
}

/** Bytes as they are, and what comes back until the other side is done. */
function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', () => resolve(answer));
  });
}

describe('over the wire', () => {
  test('200 connections at once are all answered', async () => {
    const { base, headers, account } = await start();
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, number) => {
        const answer = await fetch(`${base}/rest/v1/lead/${number + 1}.json`, { headers });
        const { result } = (await answer.json()) as { readonly result: readonly { readonly id: number }[] };
        return result[0]?.id;
      }),
    );
    expect(answers).toEqual(Array.from({ length: 200 }, (_, number) => number + 1));
    expect(account.calls).toBe(201);
  });

  test('a slow body does not hold up the others, and is answered in the end', async () => {
    const { base, headers, port } = await start();
    const slow = new Promise<string>((resolve) => {
      const options = { port, host: '127.0.0.1', method: 'POST', path: '/rest/v1/leads.json' };
      const sending = request({ ...options, headers: { ...headers, 'content-type': 'application/json' } }, (answer) => {
        answer.setEncoding('utf8').on('data', resolve);
      });
      sending.write('{"input":[');
      void fetch(`${base}/rest/v1/lists.json`, { headers }).then(async (answer) => {
        expect(await answer.json()).toMatchObject({ success: true });
        sending.end('{"email":"a@x.example"}]}');
      });
    });
    expect(JSON.parse(await slow)).toMatchObject({ success: true, result: [{ status: 'created' }] });
  });

  test('broken requests are refused, and the next is answered', async () => {
    const { base, headers, port } = await start();
    expect(await raw(port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(port, `GET /${'a'.repeat(9_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 414 /,
    );
    expect(await raw(port, 'GET http://[bad/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toContain(
      '"success":false',
    );
    const large = { method: 'POST', body: Buffer.alloc(11 * 1024 * 1024), headers };
    expect(
      await fetch(`${base}/rest/v1/leads.json`, large).then(
        ({ status }) => status,
        () => 413,
      ),
    ).toBe(413);
    expect(await (await fetch(`${base}/rest/v1/lists.json`, { headers })).json()).toMatchObject({ success: true });
  });

  test('a part of a file can be asked for', async () => {
    const { base, headers } = await start({
      answers: [
        {
          call: { kind: 'operation', id: 'GET /bulk/v1/leads/export/{exportId}/file.json' },
          more: {},
          file: 'a,b\n1,2\n',
        },
      ],
    });
    const answer = await fetch(`${base}/bulk/v1/leads/export/x/file.json`, {
      headers: { ...headers, range: 'bytes=2-4' },
    });
    expect([answer.status, answer.headers.get('content-range'), await answer.text()]).toEqual([
      206,
      'bytes 2-4/8',
      'b\n1',
    ]);
  });

  test('parts of a file are counted in bytes', async () => {
    const call = { kind: 'operation', id: 'GET /bulk/v1/leads/export/{exportId}/file.json' } as const;
    const { base, headers } = await start({ answers: [{ call, more: {}, file: 'é,ü\n' }] });
    const part = async (range: string) => {
      const answer = await fetch(`${base}/bulk/v1/leads/export/x/file.json`, { headers: { ...headers, range } });
      return [answer.headers.get('content-range'), Buffer.from(await answer.arrayBuffer())] as const;
    };
    const [[first, start_], [second, end]] = [await part('bytes=0-2'), await part('bytes=3-')];
    expect([first, second]).toEqual(['bytes 0-2/6', 'bytes 3-5/6']);
    expect(Buffer.concat([start_, end]).toString()).toBe('é,ü\n');
  });

  test('what cannot be served breaks that connection, and is told to whoever waits for it', async () => {
    const full = new Error('no room');
    const standIn = await openStandIn({
      model,
      scenario: plainScenario(everything),
      onServed: () => {
        throw full;
      },
    });
    listening = await listen(standIn, { host: '127.0.0.1', port: 0 });
    await expect(fetch(`http://127.0.0.1:${listening.port}/rest/v1/lists.json`)).rejects.toThrow();
    await expect(listening.failed).rejects.toBe(full);
  });

  test('closing does not wait for those who hold a connection', async () => {
    const { port } = await start();
    const held = raw(port, 'GET /rest/v1/lists.json HTTP/1.1\r\nHost: x\r\n');
    await listening?.close();
    expect(await held).toBe('');
  });

  test('a port that is taken is a mistake of whoever chose it', async () => {
    const { port } = await start();
    const { standIn } = await play();
    await expect(listen(standIn, { host: '127.0.0.1', port })).rejects.toThrow('it is in use');
  });

  test('so is an address of another machine', async () => {
    const { standIn } = await play();
    const asked = listen(standIn, { host: '192.0.2.1', port: 0 });
    await expect(asked).rejects.toMatchObject({ at: { file: '--bind' }, next: 'name an address of this machine' });
  });

  test('calls beyond what may run at once are 615', async () => {
    const { base, headers } = await start({ limits: { concurrent: 1 } });
    const codes = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map(async () => (await fetch(`${base}/rest/v1/lists.json`, { headers })).text()),
    );
    expect(codes.filter((text) => text.includes('"615"')).length).toBeLessThan(8);
    expect(await (await fetch(`${base}/rest/v1/lists.json`, { headers })).text()).toContain('"success":true');
  });
});
