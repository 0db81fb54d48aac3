import { describe, expect, test } from 'vitest';
import { loadSinkRules } from '../../../src/load/clients.ts';
import { loadModel } from '../../../src/load/model.ts';
import { hostFamily } from '../../../src/rules/marketo-hosts.ts';
import { createMatcher } from '../../../src/rules/match.ts';
import { createRecogniseText } from '../../../src/rules/texts/recognise-text.ts';
import { analyzeSources } from '../../../src/static/index.ts';

const sinks = await loadSinkRules();
const { rules } = await loadModel();
const matcher = createMatcher(rules);
const recognise = createRecogniseText(rules, matcher);

const imports = `import { Observable, of, concat, tap, map } from 'rxjs';
import { Hono } from 'hono';
import { useCallback } from 'react';
import { serve } from '@hono/node-server';
import { Worker } from 'bullmq';
import { Cron } from 'croner';
import cron from 'node-cron';
const f = () => fetch('https://999-QQQ-111.mktorest.com/rest/v1/leads.json');
`;

/** Whether `f` may be called by a library that this code gives it to. */
function isCalled(code: string, head = imports): boolean {
  const { calls } = analyzeSources({
    files: new Map([['main.js', head + code]]),
    resolve: (name) => ({ kind: 'external', name }),
    entries: ['main.js'],
    sinks,
    matcher,
    hostFamily: (host) => hostFamily(host, []),
    recognise,
  });
  return calls.some(({ reachable }) => reachable);
}

describe('a call that only keeps what it is given', () => {
  test.each([
    'new Observable(f);',
    'const cold = new Observable(f);',
    'of(1).pipe(tap(f));',
    'of(1).pipe(map(String), tap(f)).pipe(tap(f));',
    'const later = concat(of(1).pipe(tap(f)), of(2));',
    "const orphan = new Hono().get('/', f).post('/', f);",
    'const Part = () => { const unused = useCallback(f, []); };',
  ])('calls nothing while nothing is done with its result: %s', (code) => {
    expect(isCalled(code)).toBe(false);
  });

  test.each([
    'new Observable(f).subscribe();',
    'const cold = new Observable(f); cold.subscribe();',
    'export const cold = new Observable(f);',
    'const cold = new Observable(f); export { cold };',
    'const { a } = new Observable(f);',
    'of(1).pipe(tap(f)).subscribe();',
    'console.log(of(1).pipe(tap(f)));',
    'const run = () => of(1).pipe(tap(f)); run().subscribe();',
    'await of(1).pipe(tap(f));',
    'for (const x of [new Observable(f)]) x.subscribe();',
    'class Cold extends Observable { constructor() { super(f); this.subscribe(); } } new Cold();',
    'const sink = {}; sink.cold = new Observable(f); other(sink);',
    '{ using held = new Observable(f); }',
    "const app = new Hono(); app.get('/', f); serve(app);",
    "const app = new Hono(); const chained = app.get('/', f); serve(app);",
    "serve(new Hono().get('/', f));",
    "new Hono().get('/', f).fetch(new Request('http://a'));",
    'const pick = useCallback(f, []); pick();',
  ])('is followed where something is: %s', (code) => {
    expect(isCalled(code)).toBe(true);
  });

  test('operators of the own program are called at once, and may subscribe to what came before', () => {
    expect(isCalled('of(1).pipe(f);')).toBe(true);
    expect(isCalled('of(1).pipe(tap(f), (source) => { source.subscribe(); return source; });')).toBe(true);
    expect(isCalled("new Hono({ router: { add: (m, p, h) => h() } }).get('/', f);")).toBe(true);
  });

  test('the same names of other packages may call anything', () => {
    const others = imports.replace("'rxjs'", "'rx-like'");
    expect(isCalled('of(1).pipe(tap(f));', others)).toBe(true);
    expect(isCalled('function run(of) { of(1).pipe(tap(f)); } run((x) => x);')).toBe(true);
  });

  test.each([
    "new Worker('q', f, { autorun: false });",
    "new Cron('* * * * *', { paused: true }, f);",
    "new Cron('* * * * *', { maxRuns: 0 }, f);",
  ])('what is never begun calls nothing: %s', (code) => {
    expect(isCalled(code)).toBe(false);
  });

  test.each([
    "cron.schedule('* * * * *', f);",
    "cron.createTask('* * * * *', f);",
    "const task = cron.createTask('* * * * *', f); task.start();",
    "const paused = new Worker('q', f, { autorun: false }); paused.on('ready', function () { this.run(); });",
    "new Worker('q', f, { autorun: false }).on('ready', function () { this.run(); });",
    "const paused = new Worker('q', f, { autorun: false }); const same = paused; same.run();",
    "for (const w of ['q'].map((name) => new Worker(name, f, { autorun: false }))) w.run();",
    "class Mine extends Worker { constructor() { super('q', f, { autorun: false }); this.run(); } } new Mine();",
    "Cron('* * * * *', { maxRuns: 0 }, f).trigger();",
    "const task = cron.createTask('* * * * *', f); task.on('task:started', log).start();",
    "const task = cron.createTask('* * * * *', f); const { start } = task; start();",
    "const task = cron.createTask('* * * * *', f); const all = { task };",
    "export const task = cron.createTask('* * * * *', f);",
    "cron.createTask('* * * * *', f); for (const [, task] of cron.getTasks()) task.start();",
    "new Worker('q', f, { autorun: true });",
    "new Worker('q', f, { autorun: false, ...options });",
    "new Worker('q', f, options);",
    "new Worker('q', log, { autorun: false, connection: { retryStrategy: f } });",
    "const paused = new Worker('q', f, { autorun: false }); paused.run();",
    "const run = new Worker('q', f, { autorun: false }).run();",
    "new Cron('* * * * *', { paused: true, name: 'sync' }, f);",
    "const paused = new Cron('* * * * *', { paused: true }, f); paused.resume();",
    "new Cron('* * * * *', { maxRuns: 1 }, f);",
  ])('what may be begun is followed: %s', (code) => {
    expect(isCalled(code)).toBe(true);
  });
});
