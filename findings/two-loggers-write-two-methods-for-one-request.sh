#!/usr/bin/env bash
# morgan and pino-http, side by side in front of the same application, do not agree whether it was a GET or a POST.
#
# Guessed:  a logger that is mounted before everything else writes the method that came over the wire.
# Instead:  morgan writes its line when the answer is done and reads the method only then. If method-override has changed it
#           in between (POST ...?_method=GET, the way to ask with a long query), its line says GET: a request which no
#           client has sent. pino-http has read the request when it came, and says POST. With immediate: true morgan does,
#           too. Both write the address with _method in it, so that a line "GET ...?_method=GET" is the trace of it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  express@5.3.0 \
  morgan@1.12.1 \
  pino-http@11.0.0 \
  method-override@3.0.0

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import express from 'express';
import methodOverride from 'method-override';
import morgan from 'morgan';
import { pinoHttp } from 'pino-http';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(['node ' + process.versions.node, ...['express', 'morgan', 'pino-http', 'method-override'].map((name) => `${name} ${version(name)}`)].join(', '));

const lines = { morgan: [], immediate: [], pino: [] };
const app = express();
app.use(morgan(':method :url', { stream: { write: (line) => lines.morgan.push(line.trim()) } }));
app.use(morgan(':method :url', { immediate: true, stream: { write: (line) => lines.immediate.push(line.trim()) } }));
app.use(pinoHttp({}, { write: (line) => { const { req } = JSON.parse(line); lines.pino.push(`${req.method} ${req.url}`); } }));
app.use(methodOverride('_method'));
app.use(methodOverride('X-HTTP-Method-Override'));
app.use((req, res) => res.json({ method: req.method }));
const server = await new Promise((ready) => { const one = app.listen(0, '127.0.0.1', () => ready(one)); });
const post = (path, headers) => fetch(`http://127.0.0.1:${server.address().port}${path}`, { method: 'POST', headers }).then((answer) => answer.json());

see('the application sees', (await post('/rest/v1/leads.json?_method=GET')).method, 'GET');
see('the application sees', (await post('/rest/v1/leads.json', { 'X-HTTP-Method-Override': 'DELETE' })).method, 'DELETE');
see('morgan', lines.morgan, ['GET /rest/v1/leads.json?_method=GET', 'DELETE /rest/v1/leads.json']);
see('morgan, immediate', lines.immediate, ['POST /rest/v1/leads.json?_method=GET', 'POST /rest/v1/leads.json']);
see('pino-http', lines.pino, ['POST /rest/v1/leads.json?_method=GET', 'POST /rest/v1/leads.json']);
server.closeAllConnections();
server.close();
PROBE
NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 node probe.mjs
