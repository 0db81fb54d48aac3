#!/usr/bin/env bash
# The address of a request grows with every try, when a hook completes it.
#
# Guessed:  a hook that runs before a request ("put /rest before the path") is given the call as the program made it, so a
#           second try goes to the address of the first one.
# Instead:  axios-retry, ofetch, got and ky 1 all run the hook again, and hand it what it left behind itself the time before:
#           /rest/v1, then /rest/rest/v1, then /rest/rest/rest/v1. ofetch has joined its baseURL in between: the second
#           try goes to base + "/resthttp://...". What a hook merely sets (a header, a parameter by name) shows nothing of
#           it, and neither does a test that never meets an error. (got 16.1.0 does it too; with ky 2.1.0, which needs
#           a newer Node, the address stays.)
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  axios@1.21.1 \
  axios-retry@4.5.0 \
  ofetch@1.5.1 \
  ky@1.14.3 \
  got@14.6.6

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import axios from 'axios';
import axiosRetry from 'axios-retry';
import got from 'got';
import ky from 'ky';
import { ofetch } from 'ofetch';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(['node ' + process.versions.node, ...['axios', 'axios-retry', 'ofetch', 'ky', 'got'].map((name) => `${name} ${version(name)}`)].join(', '));

// A server of this machine alone. It keeps what arrives and answers {} unless told otherwise.
const serve = (answer = (req, res) => res.end('{}')) => new Promise((ready) => {
  const seen = [];
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (part) => { body += part; });
    req.on('end', () => { seen.push({ method: req.method, url: req.url, type: req.headers['content-type'], body }); answer(req, res); });
  });
  server.listen(0, '127.0.0.1', () => ready({
    seen,
    base: `http://127.0.0.1:${server.address().port}`,
    close() { server.closeAllConnections(); server.close(); },
  }));
});

const server = await serve((req, res) => res.writeHead(503).end('{}'));
const { base } = server;
const prefixed = (address) => {
  const url = new URL(address);
  url.pathname = `/rest${url.pathname}`;
  return url;
};
const path = '/v1/leads.json';
const clients = {
  'axios with axios-retry': () => {
    const client = axios.create({ baseURL: base });
    axiosRetry(client, { retries: 2 });
    client.interceptors.request.use((config) => { config.url = `/rest${config.url}`; return config; });
    return client.get(path);
  },
  ky: () => ky.create({
    prefixUrl: base,
    retry: { limit: 2, delay: () => 1 },
    hooks: { beforeRequest: [(request) => new Request(prefixed(request.url), request)] },
  }).get(path.slice(1)),
  got: () => got.extend({
    prefixUrl: base,
    retry: { limit: 2, calculateDelay: ({ computedValue }) => computedValue && 1 },
    hooks: { beforeRequest: [(options) => { options.url = prefixed(options.url); }] },
  }).get(path.slice(1)),
  ofetch: () => ofetch.create({
    baseURL: base,
    retry: 2,
    onRequest(context) { context.request = `/rest${context.request}`; },
  })(path),
};
const growing = ['/rest/v1/leads.json', '/rest/rest/v1/leads.json', '/rest/rest/rest/v1/leads.json'];
for (const [client, call] of Object.entries(clients)) {
  server.seen.length = 0;
  await call().then(() => see(`${client} succeeds`, true, false), () => {});
  see(client, server.seen.map(({ url }) => url.replaceAll(base, '(base)')), client === 'ofetch'
    ? ['/rest/v1/leads.json', '/rest(base)/rest/v1/leads.json', '/rest(base)/rest(base)/rest/v1/leads.json']
    : growing);
}
server.close();
PROBE
NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 node probe.mjs
