#!/usr/bin/env bash
# 307 does not keep the method, and 303 does, with the right client.
#
# Guessed:  after 307 and 308 the same method and body go to the new address, that is what these two were made for; after
#           303 a GET goes there; after 302 a PUT or DELETE stays what it is (only POST becomes GET). fetch and axios do so.
# Instead:  needle asks with GET and without the body whatever the status is, 307 and 308 too: the write is not carried
#           out, and the 200 of the GET looks like its success. urllib sends everything again whatever the status is: after
#           a 303, the answer to a create that has already happened, it creates once more. superagent makes a GET of a PUT
#           or DELETE after 301 and 302, but keeps it after 307.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  needle@3.5.0 \
  urllib@4.9.2 \
  superagent@10.4.2 \
  axios@1.21.1

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import axios from 'axios';
import needle from 'needle';
import superagent from 'superagent';
import urllib from 'urllib';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(['node ' + process.versions.node, ...['needle', 'urllib', 'superagent', 'axios'].map((name) => `${name} ${version(name)}`)].join(', '));

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

const server = await serve((req, res) => {
  const status = Number(/^\/old\/(\d+)$/.exec(req.url)?.[1] ?? 200);
  res.writeHead(status, { 'content-type': 'application/json', ...(status === 200 ? {} : { location: '/new' }) }).end('{}');
});
const data = { a: 1 };
const clients = {
  fetch: (url, method) => fetch(url, { method, body: JSON.stringify(data) }).then((answer) => answer.text()),
  axios: (url, method) => axios({ url, method, data }),
  needle: (url, method) => needle(method.toLowerCase(), url, data, { json: true, follow_max: 3 }),
  urllib: (url, method) => urllib.request(url, { method, data, contentType: 'json' }),
  superagent: (url, method) => superagent(method, url).send(data),
};
const told = {
  fetch: ['GET', 'PUT + body', 'GET', 'POST + body', 'PUT + body'],
  axios: ['GET', 'PUT + body', 'GET', 'POST + body', 'PUT + body'],
  needle: ['GET', 'GET', 'GET', 'GET', 'GET'],
  urllib: ['POST + body', 'PUT + body', 'POST + body', 'POST + body', 'PUT + body'],
  superagent: ['GET', 'GET', 'GET', 'POST + body', 'PUT + body'],
};
const cases = [[302, 'POST'], [302, 'PUT'], [303, 'POST'], [307, 'POST'], [308, 'PUT']];
for (const [client, call] of Object.entries(clients)) {
  for (const [index, [status, method]] of cases.entries()) {
    server.seen.length = 0;
    await call(`${server.base}/old/${status}`, method);
    const last = server.seen.filter(({ url }) => url === '/new').map((one) => one.method + (one.body ? ' + body' : '')).join();
    see(`${client}, ${method} answered with ${status}, then`, last, told[client][index]);
  }
}
server.close();
PROBE
NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 node probe.mjs
