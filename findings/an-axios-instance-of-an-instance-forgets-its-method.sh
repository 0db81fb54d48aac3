#!/usr/bin/env bash
# An axios instance that is made of an instance keeps its base address, and sends GET where that one sends POST.
#
# Guessed:  a.create(options) starts from all that a was made with, since a.create() is there for that.
# Instead:  url, method and data of the options so far are left out when options are merged, so that only the instance
#           that was made with a method asks with it. Nested once more, the program sends GET with the same code.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact axios@1.21.1

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import axios from 'axios';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const { version } = JSON.parse(readFileSync('node_modules/axios/package.json', 'utf8'));
console.log(`node ${process.versions.node}, axios ${version}`);

const seen = [];
const server = createServer((request, response) => {
  seen.push(`${request.method} ${request.url}`);
  request.resume();
  response.end('{}');
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const first = axios.create({ baseURL: `http://127.0.0.1:${server.address().port}/rest`, method: 'POST', proxy: false });
await first({ url: '/v1/leads.json', data: {} });
see('the instance', seen.pop(), 'POST /rest/v1/leads.json');
const second = first.create({ timeout: 5000 });
await second({ url: '/v1/leads.json', data: {} });
see('the instance of it', seen.pop(), 'GET /rest/v1/leads.json');
await first.create({ method: 'PUT' })({ url: '/v1/leads.json', data: {} });
see('one with a method of its own', seen.pop(), 'PUT /rest/v1/leads.json');
server.closeAllConnections();
server.close();
PROBE
NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 node probe.mjs
