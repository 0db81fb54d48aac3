#!/usr/bin/env bash
# With got 13 an absolute address went behind prefixUrl, with got 14 it goes to its own host, with the instance's headers.
#
# Guessed:  prefixUrl keeps an instance at its host, or an absolute address has always stood alone, as with axios.
# Instead:  got 13 asks the host of the prefix for "/rest/http://…" and no other host is ever asked; got 14 asks the other
#           host, and sends it the authorization of the instance. ky 1.14.3, by the same authors, does what got 13 did.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  got13@npm:got@13.0.0 got14@npm:got@14.6.6 ky@1.14.3

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import got13 from 'got13';
import got14 from 'got14';
import ky from 'ky';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const versions = ['got13', 'got14', 'ky'].map((name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version);
console.log(`node ${process.versions.node}, got ${versions[0]} and ${versions[1]}, ky ${versions[2]}`);

const seen = [];
const start = async (name) => {
  const server = createServer((request, response) => {
    const path = request.url.replace(/127\.0\.0\.1:\d+/, 'other');
    seen.push(`${name}: ${path}${request.headers.authorization === undefined ? '' : ', with the token'}`);
    response.end('{}');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
};
const [own, other] = [await start('own'), await start('other')];
const options = { prefixUrl: `${own.origin}/rest`, headers: { authorization: 'Bearer harmless' }, retry: { limit: 0 } };
const address = `${other.origin}/v1/leads.json`;

await got13.extend(options)(address);
see('got 13', seen.splice(0), ['own: /rest/http://other/v1/leads.json, with the token']);
await got14.extend(options)(address);
see('got 14', seen.splice(0), ['other: /v1/leads.json, with the token']);
await ky.create(options)(address);
see('ky 1', seen.splice(0), ['own: /rest/http://other/v1/leads.json, with the token']);
for (const { server } of [own, other]) { server.closeAllConnections(); server.close(); }
PROBE
NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 node probe.mjs
