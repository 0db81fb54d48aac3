import { posix } from 'node:path';
import { loadSinkRules } from '../../src/load/clients.ts';
import { loadModel } from '../../src/load/model.ts';
import { hostFamily } from '../../src/rules/marketo-hosts.ts';
import { createMatcher } from '../../src/rules/match.ts';
import { createRecogniseText } from '../../src/rules/texts/recognise-text.ts';
import type { Resolution } from '../../src/static/contract/resolve.ts';
import { commonJsExports, lookupExport } from '../../src/static/heap/module-exports.ts';
import { analyzeSources } from '../../src/static/index.ts';
import { interpreter } from '../../src/static/interpreter.ts';
import { defaultLimits, type Limits, Machine } from '../../src/static/machine/machine.ts';
import { Recorder, type RequestRecord } from '../../src/static/machine/recorder.ts';
import { runModule } from '../../src/static/modules/run-module.ts';
import { textOf } from '../../src/static/natives/text-of.ts';
import { runProgram } from '../../src/static/roots/run-program.ts';
import { SinkRules } from '../../src/static/sinks/sink-rules.ts';
import { createProgram } from '../../src/static/syntax/project.ts';
import { Evidence } from '../../src/static/texts/evidence.ts';
import { findTexts } from '../../src/static/texts/find-texts.ts';
import { combineValues, optionsOf } from '../../src/static/value/choice.ts';
import { concat } from '../../src/static/value/text.ts';
import { literal, type Value } from '../../src/static/value/value.ts';
import { describeValue } from './describe-value.ts';

/** Text by path; a text alone is the file `a.ts`. The first file is where the program starts. */
export type Files = string | Readonly<Record<string, string>>;

const sinks = await loadSinkRules();
const { rules } = await loadModel();
const matcher = createMatcher(rules);
const recognise = createRecogniseText(rules, matcher);

/** The value of an exported name after the first file ran, in words: see {@link describeValue}. */
export function exported(files: Files, name = 'value', limits: Partial<Limits> = {}): string {
  const { machine, entry } = prepare(files, limits);
  const module = runModule(machine, entry);
  if (module === undefined) throw new Error(`no file ${entry}`);
  const value = lookupExport(machine, module, name, module.file);
  if (value === undefined)
    throw new Error(`${entry} does not export ${name}: ${describeValue(machine, commonJsExports(machine, module))}`);
  return describeValue(machine, value);
}

/** The value of one expression, with statements before it. */
export function evaluated(expression: string, before = ''): string {
  return exported(`${before}\nexport const value = ${expression};`);
}

/** Every request of the program, live or not, as `GET https://…`, each alternative once, in code point order. */
export function requestsOf(files: Files, limits: Partial<Limits> = {}): readonly string[] {
  const { machine, entry } = prepare(files, limits);
  const problems = runProgram(machine, [entry]);
  if (problems.length > 0) throw new Error(problems.map(({ what }) => what).join('\n'));
  const requests = machine.recorder.records.filter((record) => record.kind === 'request' && !record.generic);
  const found = requests.flatMap((record) => (record.kind === 'request' ? describeRequest(machine, record) : []));
  return [...new Set(found)].toSorted();
}

/** The calls to Marketo as the rest of rolefit gets them: `a.ts:3 GET /rest/v1/leads.json`, with ` (dead)` where nothing reaches it. */
export function callsOf(files: Files, limits: Partial<Limits> = {}): readonly string[] {
  const { calls, problems } = analysed(files, limits);
  if (problems.length > 0) throw new Error(problems.map(({ file, what }) => `${file} ${what}`).join('\n'));
  return calls.map(({ method, path, evidence, reachable }) => {
    const place = evidence.kind === 'source' ? `${evidence.file}:${evidence.line}` : '';
    const address = path
      .map((piece) => (typeof piece === 'string' ? piece : `{${piece.name ?? piece.reason}}`))
      .join('');
    return `${place} ${method ?? '?'} ${address}${reachable ? '' : ' (dead)'}`;
  });
}

/** How many functions were not followed because nothing of Marketo comes of them. */
export function setAsideOf(files: Files, limits: Partial<Limits> = {}): number | undefined {
  return analysed(files, limits).setAside;
}

function analysed(files: Files, limits: Partial<Limits>) {
  const texts = asRecord(files);
  return analyzeSources({
    files: new Map(Object.entries(texts)),
    resolve: resolver(texts),
    entries: Object.keys(texts).slice(0, 1),
    sinks,
    matcher,
    hostFamily: (host) => hostFamily(host, []),
    recognise,
    limits,
  });
}

/** Runs a program whole, as rolefit does, and gives the steps it took. Throws what the analysis throws. */
export function stepsOf(files: Files, limits: Partial<Limits> = {}): number {
  const { machine, entry } = prepare(files, limits);
  runProgram(machine, [entry]);
  return machine.steps;
}

/** What an exported name holds after the first file ran, with the machine that ran it. */
export function ranValue(files: Files, name = 'value'): { readonly machine: Machine; readonly value: Value } {
  const { machine, entry } = prepare(files, {});
  const module = runModule(machine, entry);
  const value = module && lookupExport(machine, module, name, module.file);
  if (value === undefined) throw new Error(`${entry} does not export ${name}`);
  return { machine, value };
}

function describeRequest(machine: Machine, record: RequestRecord): string[] {
  const method: Value = record.method ?? literal(record.defaultMethod);
  const line = combineValues(method, textOf(machine, record.url), (left, right) => {
    const named = left.kind === 'constant' ? literal(record.defaultMethod) : left;
    return concat(concat(named, literal(' ')), right);
  });
  return optionsOf(line).map(({ value }) => describeValue(machine, value).replace(/^"(.*)"$/s, '$1'));
}

function prepare(files: Files, limits: Partial<Limits>): { machine: Machine; entry: string } {
  const texts = asRecord(files);
  const program = createProgram(new Map(Object.entries(texts)));
  const [problem] = program.problems;
  if (problem !== undefined) throw new Error(`${problem.file} ${problem.what}`);
  const machine = new Machine({
    interpreter,
    recorder: new Recorder(),
    modules: { ...program, resolve: resolver(texts), records: new Map(), tests: [] },
    sinks: new SinkRules(sinks),
    limits: { ...defaultLimits, ...limits },
    evidence: new Evidence(findTexts(program.files, recognise), program.pathOf),
  });
  return { machine, entry: Object.keys(texts)[0] ?? '' };
}

function asRecord(files: Files): Readonly<Record<string, string>> {
  return typeof files === 'string' ? { 'a.ts': files } : files;
}

/** Finds `./b` among the files of the test, from the folder of the module that asks; everything else is a package. */
export function resolver(texts: Readonly<Record<string, string>>): (specifier: string, from: string) => Resolution {
  return (specifier, from) => {
    if (!specifier.startsWith('.')) return { kind: 'external', name: specifier };
    const bare = posix.join(posix.dirname(from), specifier).replace(/^\.\//, '');
    const spelt = [bare, `${bare}.ts`, `${bare}.js`, `${bare}.json`, `${bare}/index.ts`, `${bare}/index.js`];
    const path = spelt.find((name) => Object.hasOwn(texts, name));
    if (path === undefined) return { kind: 'external', name: specifier };
    return { kind: path.endsWith('.json') ? 'json' : 'source', path };
  };
}
