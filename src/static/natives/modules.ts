import { defineOwn, nativeFunction } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { mapValue } from '../value/choice.ts';
import { concat, markGaps } from '../value/text.ts';
import { literal, undefinedValue, type Value } from '../value/value.ts';
import { asyncHooksModule } from './async-hooks.ts';
import { base64Functions } from './buffer.ts';
import { childProcessModule, shellTagModule, spawnModule } from './child-process.ts';
import { configModule } from './config-module.ts';
import { eventsModule, smallEmitterModule } from './events-module.ts';
import { fsModule } from './fs-module.ts';
import { globModule } from './glob-files.ts';
import { globalValue } from './globals.ts';
import { helperModule } from './helper-modules.ts';
import { languageModule } from './languages/modules.ts';
import { lodashMember, lodashModule } from './lodash/index.ts';
import { moduleModule } from './module-module.ts';
import { openModule } from './open-module.ts';
import { pathModule } from './path-module.ts';
import { promiseModule } from './promise-module.ts';
import { queryModule } from './query-module.ts';
import { streamModule, streamPromisesModule, throughModule } from './streams/stream-module.ts';
import { textOf } from './text-of.ts';
import { timersModule, timersPromisesModule } from './timers-module.ts';
import { urlModule } from './url-module.ts';
import { utilModule } from './util-module.ts';
import { vmModule } from './vm-module.ts';
import { workerThreadsModule } from './worker.ts';

type MakeModule = (m: Machine, name: string) => Value | undefined;

/** Modules of the platform, and libraries that take their place or through which addresses pass. */
const modules: Readonly<Record<string, MakeModule>> = {
  ...named(fsModule, 'fs', 'fs/promises', 'fs-extra', 'graceful-fs', 'mz/fs', 'jsonfile'),
  ...named(pathModule, 'path', 'path/posix', 'path/win32', 'pathe', 'upath', 'path-browserify'),
  ...named(globModule, 'glob', 'fast-glob', 'globby', 'tiny-glob', 'tinyglobby'),
  ...named(moduleModule, 'module'),
  ...named(configModule, 'config'),
  ...named(utilModule, 'util'),
  ...named(urlModule, 'url'),
  ...named(queryModule, 'querystring', 'qs', 'query-string', 'querystringify'),
  ...named(lodashModule, 'lodash', 'lodash-es', 'underscore'),
  ...named(promiseModule, 'bluebird', 'q', 'es6-promise'),
  ...named((m) => nativeFunction(m, 'urljoin', joinUrl), 'url-join', 'urljoin', 'proper-url-join'),
  ...named(timersModule, 'timers'),
  ...named(timersPromisesModule, 'timers/promises'),
  ...named(
    eventsModule,
    'events',
    'eventemitter3',
    'eventemitter2',
    'eventemitter',
    'component-emitter',
    'tiny-emitter',
  ),
  ...named(smallEmitterModule, 'mitt', 'nanoevents'),
  ...named(asyncHooksModule, 'async_hooks'),
  ...named(vmModule, 'vm'),
  ...named(streamModule, 'stream', 'readable-stream'),
  ...named(streamPromisesModule, 'stream/promises'),
  ...named(throughModule, 'through2', 'through'),
  ...named(workerThreadsModule, 'worker_threads'),
  ...named(childProcessModule, 'child_process', 'shelljs', 'tinyexec'),
  ...named(spawnModule, 'execa', 'cross-spawn'),
  ...named(shellTagModule, 'zx'),
  ...named(bufferModule, 'buffer'),
  ...named((m) => globalValue(m, 'process'), 'process'),
  ...named((m) => globalValue(m, 'FormData'), 'form-data'),
};

/** `node:buffer` */
function bufferModule(m: Machine, name: string): Value {
  const made = openModule(m, name, base64Functions);
  defineOwn(m, made, 'Buffer', globalValue(m, 'Buffer') ?? undefinedValue);
  return made;
}

function named(make: MakeModule, ...names: readonly string[]): Record<string, MakeModule> {
  return Object.fromEntries(names.map((name) => [name, make]));
}

/** What a module of the platform, or a library like it, gives; `undefined` for one that rolefit does not know. */
export function platformModule(m: Machine, specifier: string): Value | undefined {
  const name = specifier.replace(/^node:/, '');
  return Object.hasOwn(modules, name)
    ? modules[name]?.(m, name)
    : (languageModule(m, name) ?? lodashMember(m, name) ?? helperModule(m, name));
}

// urlJoin('https://a', '/b', 'c')  ⇒  https://a/b/c
const joinUrl: NativeCall = (m, { args }) => {
  let whole: Value = literal('');
  for (const [index, part] of args.entries()) {
    if (index > 0) whole = concat(whole, literal('/'));
    whole = concat(whole, textOf(m, part));
  }
  return mapValue(whole, (single) => {
    if (single.kind !== 'text') return single;
    const { marked, restore } = markGaps(single);
    return restore(marked.replace(/(?<!:)\/{2,}/g, '/'));
  });
};
