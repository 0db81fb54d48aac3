#!/usr/bin/env bash
# Replaying a recording as browsers write it sends every parameter of the query two times.
#
# Guessed:  url and queryString of a HAR entry say the same thing twice, as every browser writes them, and a replay sends it
#           once. httpsnippet, by the same makers, does.
# Instead:  fetch-har appends queryString to the query that the url already has: ?id=1 goes out as ?id=1&id=1. With a form
#           it is the other way about: of params with one name only the last is sent (a=1, a=2 goes out as a=2). A form
#           that is there only as text goes out as text/plain, whatever mimeType says. None of it is reported.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  fetch-har@11.1.1 \
  @readme/httpsnippet@11.1.0

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { HTTPSnippet } from '@readme/httpsnippet';
import fetchHarModule from 'fetch-har';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(['node ' + process.versions.node, ...['fetch-har', '@readme/httpsnippet'].map((name) => `${name} ${version(name)}`)].join(', '));

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

const fetchHar = fetchHarModule.default ?? fetchHarModule;
const server = await serve((req, res) => res.setHeader('content-type', 'application/json').end('{}'));
const entry = (request) => ({
  httpVersion: 'HTTP/1.1', cookies: [], headers: [], queryString: [], headersSize: -1, bodySize: -1, ...request,
});
const replayed = async (request) => {
  server.seen.length = 0;
  await fetchHar({ log: { version: '1.2', creator: { name: 'probe', version: '1' }, entries: [{ request: entry(request) }] } });
  return server.seen.map(({ method, url, type, body }) => [method, url, type, body].filter(Boolean).join(' ')).join();
};
const url = `${server.base}/rest/v1/leads.json`;
const recorded = { method: 'GET', url: `${url}?id=1`, queryString: [{ name: 'id', value: '1' }] };
const form = 'application/x-www-form-urlencoded';
const params = [{ name: 'a', value: '1' }, { name: 'a', value: '2' }];

see('url and queryString', await replayed(recorded), 'GET /rest/v1/leads.json?id=1&id=1');
see('the url alone', await replayed({ ...recorded, queryString: [] }), 'GET /rest/v1/leads.json?id=1');
see('queryString alone', await replayed({ ...recorded, url }), 'GET /rest/v1/leads.json?id=1');
const curl = await new HTTPSnippet(entry(recorded)).convert('shell', 'curl');
see('httpsnippet, url and queryString', /\?[^']*/.exec(String(curl))?.[0], '?id=1');
see('a form by params', await replayed({ method: 'POST', url, postData: { mimeType: form, params } }), `POST /rest/v1/leads.json ${form} a=2`);
see('a form by text', await replayed({ method: 'POST', url, postData: { mimeType: form, text: 'a=1&a=2' } }), 'POST /rest/v1/leads.json text/plain;charset=UTF-8 a=1&a=2');
server.close();
PROBE
NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 node probe.mjs
