#!/usr/bin/env bash
# onModuleInit of an object that Nest has not made runs, and once for every name it is provided under.
#
# Guessed:  life-cycle hooks belong to the classes that Nest constructs. useValue hands over a finished object, which is only
#           passed on; two names for it are two ways to the same thing.
# Instead:  a method of that name is called on whatever a provider holds: a plain object of useValue, the result of a
#           factory, even a function with such a property. The same object under two names is started twice and stopped
#           twice. useExisting adds no call, though it is a second name as well.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  @nestjs/core@11.2.10 \
  @nestjs/common@11.2.10 \
  reflect-metadata@0.2.2 \
  rxjs@7.8.2

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(['node ' + process.versions.node, ...['@nestjs/core', '@nestjs/common', 'reflect-metadata', 'rxjs'].map((name) => `${name} ${version(name)}`)].join(', '));

const calls = [];
const hooks = (name) => ({
  onModuleInit() { calls.push(`${name} init`); },
  onModuleDestroy() { calls.push(`${name} destroy`); },
});
const client = hooks('client');
const send = Object.assign(() => calls.push('send was called'), hooks('send'));
const App = class {};
Module({
  providers: [
    { provide: 'CLIENT', useValue: client },
    { provide: 'MARKETO', useValue: client },
    { provide: 'ALIAS', useExisting: 'CLIENT' },
    { provide: 'SEND', useValue: send },
    { provide: 'MADE', useFactory: () => hooks('made') },
  ],
})(App);

const app = await NestFactory.createApplicationContext(App, { logger: false });
const count = (name) => calls.filter((one) => one === name).length;
see('onModuleInit of a value under two names and an alias', count('client init'), 2);
see('of a function', count('send init'), 1);
see('of what a factory gives', count('made init'), 1);
see('the function itself', count('send was called'), 0);
see('both names are one object', app.get('CLIENT') === app.get('MARKETO') && app.get('ALIAS') === client, true);
await app.close();
see('onModuleDestroy of the value', count('client destroy'), 2);
PROBE
node probe.mjs
