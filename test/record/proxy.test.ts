import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openProxy } from '../../src/record/proxy.ts';
import { withRun } from '../../src/record/run-watched.ts';

test('an answer that breaks off breaks off for the program, too', async () => {
  const broken = createServer((_, answer) => {
    answer.writeHead(200, { 'content-length': 100 });
    answer.write('half', () => answer.destroy());
  });
  await new Promise<void>((ready) => broken.listen(0, '127.0.0.1', ready));
  const { port } = broken.address() as AddressInfo;
  const settings = { hosts: [`127.0.0.1:${port}`], keepUsers: false, isRecording: true };
  try {
    await withRun(settings, async (run) => {
      const proxy = await openProxy('MARKETO', `http://127.0.0.1:${port}`, run);
      try {
        const answer = await fetch(`${proxy.url}/rest/v1/lists.json`, { signal: AbortSignal.timeout(5_000) });
        await expect(answer.text()).rejects.toThrow('terminated');
      } finally {
        await proxy.close();
      }
    });
  } finally {
    broken.close();
  }
});
