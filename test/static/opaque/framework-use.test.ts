import { describe, expect, test } from 'vitest';
import { frameworkUse } from '../../../src/static/opaque/framework-use.ts';
import type { Holder } from '../../../src/static/value/value.ts';
import { type Files, ranValue } from '../../kit/program.ts';

/** Which of these members the holder calls; `whole` where nothing narrows it. Static ones begin with a dot. */
function called(files: Files, members: string, holder: Holder | 'unknown' = 'framework'): string {
  const { machine, value } = ranValue(files);
  if (value.kind !== 'object') throw new Error(`no object but ${value.kind}`);
  const use = frameworkUse(machine, value, holder === 'unknown' ? undefined : holder);
  if (use === undefined) return 'whole';
  const isCalled = (name: string) => (name.startsWith('.') ? use.callsStatic(name.slice(1)) : use.calls(name));
  return members.split(' ').filter(isCalled).join(' ');
}

const nest = (body: string) => `import { Controller, Get, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
${body}`;

describe('a class with decorators of a framework', () => {
  const body = `@Controller('leads') export class value {
    @Get() list() {} @Cron('* * * * *') private nightly() {} other() {} onModuleInit = () => {};
    @Get('static') static now() {} static helper() {}
  }`;
  const members = 'list nightly other onModuleInit .now .helper';

  test('is called by its decorated members and those of the life cycle', () => {
    expect(called(nest(body), members)).toBe('list nightly onModuleInit');
  });

  test('wherever the framework is handed it', () => {
    expect(called(nest(body), members, { module: '@nestjs/common', path: 'Module' })).toBe('list nightly onModuleInit');
    const app = { module: '@nestjs/core', path: 'NestFactory.create().useGlobalGuards' };
    expect(called(nest(body), members, app)).toBe('list nightly onModuleInit');
  });

  test('but is whole for everybody else, and for what only passes it on', () => {
    expect(called(nest(body), members, 'unknown')).toBe('whole');
    expect(called(nest(body), members, { module: 'queue', path: 'register' })).toBe('whole');
    expect(called(nest(body), members, { module: '@nestjs/typeorm', path: 'TypeOrmModule.forRoot' })).toBe('whole');
  });

  test('a second decorator of a package without rules may do anything with it', () => {
    const files = nest(`import { Loud } from 'loud';\n@Loud @Injectable() export class value { other() {} }`);
    expect(called(files, 'other')).toBe('whole');
  });

  test("on a member, a decorator that is no framework's makes that member one that may be called", () => {
    const own = 'const Audited = () => applyDecorators(Get());';
    const files = nest(
      `import { Loud } from 'loud'; import { applyDecorators } from '@nestjs/common';\n${own}
      @Injectable() export class value { @Loud() a() {} @Audited() b() {} c() {} }`,
    );
    expect(called(files, 'a b c')).toBe('a b');
  });
});

describe('whose a decorator is', () => {
  const use = 'export class value { @Get() a() {} b() {} }';
  test.each([
    ['renamed', `import { Get as G } from '@nestjs/common';\nexport class value { @G() a() {} b() {} }`],
    ['a namespace', `import * as nest from '@nestjs/common';\nexport class value { @nest.Get() a() {} b() {} }`],
    ['required', `const { Get } = require('@nestjs/common');\n${use}`],
  ])('%s', (_, files) => {
    expect(called(files, 'a b')).toBe('a');
  });

  test('re-exported by the program', () => {
    const main = `import { Get } from './b';\n${use}`;
    const from = `export { Get } from '@nestjs/common';`;
    expect(called({ 'a.ts': main, 'b.ts': from }, 'a b')).toBe('a');
    expect(called({ 'a.ts': main, 'b.ts': `export * from './c';`, 'c.ts': from }, 'a b')).toBe('a');
  });
});

describe('a class with a base of a framework', () => {
  const lit = `import { LitElement } from 'lit';\n`;
  const members = 'render refresh connectedCallback .properties .make';

  test('is called by the names that the base calls', () => {
    const files = `${lit}export class value extends LitElement { render() {} refresh() {} connectedCallback() {} }`;
    expect(called(files, members)).toBe('render connectedCallback .properties');
    expect(called(files, members, { module: '', path: 'customElements.define' })).toBe(
      'render connectedCallback .properties',
    );
  });

  test('through classes of the program, which may have decorators too', () => {
    const files = `${lit}import { eventOptions } from 'lit/decorators.js';
      class Base extends LitElement { @eventOptions({}) refresh() {} }\nexport class value extends Base {}`;
    expect(called(files, members)).toBe('render refresh connectedCallback .properties');
  });

  test('a base that nothing is known of may call everything', () => {
    expect(called(`import { Job } from 'jobs';\nexport class value extends Job { run() {} }`, 'run')).toBe('whole');
    expect(called(`${lit}export const value = class extends mixed(LitElement) {};`, 'run')).toBe('whole');
    expect(called(nest(`import { Job } from 'jobs';\n@Injectable() export class value extends Job {}`), 'run')).toBe(
      'whole',
    );
  });

  test('of the platform', () => {
    const element = 'export class value extends HTMLElement { connectedCallback() {} refresh() {} }';
    expect(called(element, members)).toBe('connectedCallback');
    const stream = `import { Writable } from 'node:stream';\nexport class value extends Writable { _write() {} flushAll() {} }`;
    expect(called(stream, '_write flushAll', { module: 'node:stream/promises', path: 'pipeline' })).toBe('_write');
  });
});

describe('an instance', () => {
  test('is used as its class', () => {
    const files = nest('@Injectable() class A { @Get() list() {} other() {} }\nexport const value = new A();');
    expect(called(files, 'list other', { module: '@nestjs/common', path: 'Module' })).toBe('list');
  });

  test('of a plain class is what the place says that takes it', () => {
    const files = `class Leads { find() {} _find() {} merge() {} purge() {} }\nexport const value = new Leads();
      export const methods = ['find', 'merge'];`;
    const use = { module: '@feathersjs/feathers', path: 'feathers().use' };
    expect(called(files, 'find _find merge purge', use)).toBe('find merge');
    expect(called(files, 'find _find merge purge', { ...use, path: 'feathers().configure' })).toBe('whole');
  });
});

test('an object that no class made is what the place says that takes it', () => {
  const files = 'export const value = { find() {}, help() {} };';
  expect(called(files, 'find help', { module: '@feathersjs/feathers', path: 'feathers().use' })).toBe('find');
  expect(called(files, 'find help', { module: '@nestjs/common', path: 'Module' })).toBe('whole');
  expect(called(files, 'find help')).toBe('whole');
});

test('a decorator alone makes a class used, or only takes a note', () => {
  const isMade = (files: string): boolean | undefined => {
    const { machine, value } = ranValue(files);
    return value.kind === 'object' ? frameworkUse(machine, value, 'framework')?.madeByDecorator : undefined;
  };
  expect(isMade(nest('@Injectable() export class value {}'))).toBe(false);
  expect(
    isMade(`import { JsonController } from 'routing-controllers';\n@JsonController('/') export class value {}`),
  ).toBe(true);
});
