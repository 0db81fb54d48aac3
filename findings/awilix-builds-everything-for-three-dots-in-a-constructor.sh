#!/usr/bin/env bash
# "...rest" in the parameters of one class constructs every class of the container.
#
# Guessed:  a class is constructed when somebody asks for its name; constructor({ client, ...rest }) asks for client.
# Instead:  what is injected is a proxy whose own keys are all names of the container. The three dots read each of them, so
#           every registered class is constructed, also those that nobody uses and whose constructors send requests; and as
#           the class is itself among the names, resolving it ends in "Cyclic dependencies". With { ...options }, the
#           usual way to give defaults, it is the same. Looking at the proxy (inspect, Object.keys, JSON.stringify, "in")
#           constructs nothing.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  awilix@13.0.5

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { asClass, createContainer } from 'awilix';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(['node ' + process.versions.node, ...['awilix'].map((name) => `${name} ${version(name)}`)].join(', '));

const built = [];
class Client { constructor() { built.push('Client'); } }
class NightlyPurge { constructor() { built.push('NightlyPurge'); } }
class Named { constructor({ client }) { this.client = client; } }
class Rest { constructor({ client, ...rest }) { this.client = client; this.rest = rest; } }
class Defaults { constructor(options) { this.options = { timeout: 10, ...options }; } }

const made = (use, more = {}) => {
  built.length = 0;
  const container = createContainer().register({ client: asClass(Client).singleton(), nightlyPurge: asClass(NightlyPurge).singleton(), ...more });
  let error = '';
  try {
    use(container);
  } catch (thrown) {
    error = /Cyclic dependencies/.exec(thrown.message)?.[0] ?? thrown.message;
  }
  return error ? [...built, error] : [...built];
};

see('constructor({ client })', made((container) => container.resolve('named'), { named: asClass(Named) }), ['Client']);
see('constructor({ client, ...rest })', made((container) => container.resolve('rest'), { rest: asClass(Rest) }), ['Client', 'NightlyPurge', 'Cyclic dependencies']);
see('{ timeout: 10, ...options }', made((container) => container.resolve('defaults'), { defaults: asClass(Defaults) }), ['Client', 'NightlyPurge', 'Cyclic dependencies']);
see('{ ...container.cradle }', made((container) => ({ ...container.cradle })), ['Client', 'NightlyPurge']);
see('const { client, ...rest } = container.cradle', made((container) => { const { client, ...rest } = container.cradle; return [client, rest]; }), ['Client', 'NightlyPurge']);
see('inspect, keys, JSON, in', made(({ cradle }) => [inspect(cradle), Object.keys(cradle), JSON.stringify(cradle), 'client' in cradle]), []);
PROBE
node probe.mjs
