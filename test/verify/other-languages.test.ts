import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runRecord } from '../../src/cli/run-record.ts';
import { runVerify } from '../../src/cli/run-verify.ts';
import { createFakeIo } from '../kit/fake-io.ts';
import { findLeaks } from '../kit/leaks.ts';
import { folderWithHook, openMarketo } from '../record/kit.ts';

/** The same program with what each language brings along: it signs in, reads campaigns and saves a person. */
const programs = {
  python3: {
    file: 'sync.py',
    text: `
import json, os, urllib.parse, urllib.request
base = os.environ["MARKETO_URL"]
query = urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": "a", "client_secret": "private-secret"})
with urllib.request.urlopen(f"{base}/identity/oauth/token?{query}") as answer:
    token = json.load(answer)["access_token"]
def call(method, path, body=None):
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(base + path, data, headers, method=method)) as answer:
        return json.load(answer)["success"]
done = [call("GET", "/rest/v1/campaigns.json"), call("POST", "/rest/v1/leads.json", {"input": [{"email": "ann@private.example"}]})]
raise SystemExit(0 if all(done) else 1)
`,
  },
  ruby: {
    file: 'sync.rb',
    text: `
require 'json'
require 'net/http'
BASE = ENV.fetch('MARKETO_URL')
identity = URI("#{BASE}/identity/oauth/token?grant_type=client_credentials&client_id=a&client_secret=private-secret")
TOKEN = JSON.parse(Net::HTTP.get(identity)).fetch('access_token')
HEADERS = { 'Authorization' => "Bearer #{TOKEN}", 'Content-Type' => 'application/json' }
read = Net::HTTP.get_response(URI("#{BASE}/rest/v1/campaigns.json"), HEADERS)
saved = Net::HTTP.post(URI("#{BASE}/rest/v1/leads.json"), { input: [{ email: 'ann@private.example' }] }.to_json, HEADERS)
exit([read, saved].all? { |answer| JSON.parse(answer.body)['success'] })
`,
  },
  php: {
    file: 'sync.php',
    text: `<?php
$base = getenv('MARKETO_URL');
$identity = "$base/identity/oauth/token?grant_type=client_credentials&client_id=a&client_secret=private-secret";
$token = json_decode(file_get_contents($identity))->access_token;
function call($method, $url, $body, $token) {
  $headers = "Authorization: Bearer $token\\r\\nContent-Type: application/json";
  $http = ['method' => $method, 'header' => $headers, 'content' => $body];
  return json_decode(file_get_contents($url, false, stream_context_create(['http' => $http])))->success;
}
$read = call('GET', "$base/rest/v1/campaigns.json", '', $token);
$saved = call('POST', "$base/rest/v1/leads.json", json_encode(['input' => [['email' => 'ann@private.example']]]), $token);
exit($read && $saved ? 0 : 1);
`,
  },
} as const;

const sent = ['GET /identity/oauth/token 200', 'GET /rest/v1/campaigns.json 200', 'POST /rest/v1/leads.json 200'];

let place: Awaited<ReturnType<typeof folderWithHook>>;
let folder = '';
beforeAll(async () => {
  place = await folderWithHook();
  folder = await mkdtemp(join(tmpdir(), 'rolefit-languages-'));
  for (const { file, text } of Object.values(programs)) await writeFile(join(folder, file), text);
});
afterAll(() => Promise.all([place.remove(), rm(folder, { recursive: true })]));

function isThere(runtime: string): boolean {
  try {
    execFileSync(runtime, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.each(Object.entries(programs))(
  'a program of %s that takes the address from a variable',
  (runtime, { file }) => {
    const command = [runtime, file];

    test.skipIf(!isThere(runtime))('is proved, and caught with a permission too few and one too many', async () => {
      const verify = async (role: string) => {
        const world = createFakeIo({
          cwd: folder,
          env: { ...process.env, MARKETO_URL: 'https://482-QRT-901.mktorest.com' },
        });
        const more = { minimality: true, format: 'json', quiet: true, urlEnv: ['MARKETO_URL'] } as const;
        await runVerify({ command, role, ...more }, world.io, place.hook);
        return JSON.parse(world.stdout());
      };
      expect(await verify('Read-Only Campaign, Read-Write Lead')).toMatchObject({ status: 'proved', unmatched: [] });
      expect(await verify('Read-Only Campaign')).toMatchObject({
        status: 'too-small',
        refused: [{ operation: 'POST /rest/v1/leads.json' }],
      });
      expect(await verify('Read-Only Campaign, Read-Write Assets, Read-Write Lead')).toMatchObject({
        status: 'not-minimal',
        notExercised: ['Read-Write Assets'],
      });
    });

    test.skipIf(!isThere(runtime))('is recorded on its way through this machine, without its secrets', async () => {
      const marketo = await openMarketo();
      try {
        const out = `${runtime}.har`;
        const world = createFakeIo({ cwd: folder, env: { ...process.env, MARKETO_URL: marketo.base } });
        const more = {
          force: true,
          keepUsers: false,
          requireTraffic: true,
          quiet: false,
          host: ['127.0.0.1'],
        } as const;
        expect(await runRecord({ command, out, urlEnv: ['MARKETO_URL'], ...more }, world.io, place.hook)).toBe(0);
        const text = await readFile(join(folder, out), 'utf8');
        const { entries } = JSON.parse(text).log as { entries: readonly Entry[] };
        const calls = entries.map(
          ({ request, response }) => `${request.method} ${new URL(request.url).pathname} ${response.status}`,
        );
        expect(calls.sort()).toEqual(sent);
        expect(findLeaks(text, ['private-secret', 'private.example'])).toEqual([]);
      } finally {
        await marketo.close();
      }
    });
  },
);

interface Entry {
  readonly request: { readonly method: string; readonly url: string };
  readonly response: { readonly status: number };
}
